internal import Files
internal import Glibc
internal import Ports

/// A folder with PostgreSQL's server programs.
struct PostgresBinaries: Hashable, Sendable {
  let folder: String

  /// The newest of Debian's folders, else the first in `PATH`.
  static func newest() throws(PortError) -> PostgresBinaries {
    guard let first = installed().first else {
      throw PortError(
        .missing,
        "PostgreSQL's server programs are not installed. On Debian: apt-get install postgresql.")
    }
    return first
  }

  /// Those that can run a cluster, which only its own major version can.
  static func forCluster(at data: String) throws(PortError) -> PostgresBinaries {
    let version = try onThisMachine { () throws(FileError) in
      String(
        decoding: try FileSystem.read("\(data)/PG_VERSION").prefix { $0 != 10 }, as: UTF8.self)
    }
    let all = installed()
    let folder = "\(debianFolder)/\(version)/bin"
    if let own = all.first(where: { $0.folder == folder }) { return own }
    if let other = all.first(where: { !$0.folder.hasPrefix(debianFolder) }) { return other }
    throw PortError(
      .missing, "The private PostgreSQL was made by version \(version), which is not installed.")
  }

  private static let debianFolder = "/usr/lib/postgresql"

  private static func installed() -> [PostgresBinaries] {
    let versions = ((try? FileSystem.entries(of: debianFolder)) ?? []).compactMap { Int($0) }
    let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
    let folders =
      versions.sorted(by: >).map { "\(debianFolder)/\($0)/bin" }
      + path.split(separator: ":").map(String.init)
    return folders.filter { FileSystem.kind(of: "\($0)/initdb") == .file }
      .map { PostgresBinaries(folder: $0) }
  }
}
