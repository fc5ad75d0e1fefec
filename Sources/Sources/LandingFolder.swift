internal import Files
internal import JSON
internal import Ports
internal import ScheduleModel

/// The folder of one attempt to extract one range of one stream:
/// `<root>/<source>/<stream>/<lower>_<upper>/<attempt>`.
///
/// It holds `part-00001.jsonl.gz` and so on and, written last, `manifest.json`; without that it does
/// not count.
struct LandingFolder {
  /// The version of the manifest's format; a reader refuses any other.
  private static let formatVersion: Int64 = 1
  private static let manifestName = "manifest.json"

  /// Shared by all attempts on the range.
  private let rangeFolder: String
  let path: String

  init(root: String, source: String, stream: String, range: TimeRange, attempt: String) {
    let bounds = "\(range.lower)_\(range.upper)".filter { $0 != ":" }
    rangeFolder = "\(root)/\(source)/\(stream)/\(bounds)"
    path = "\(rangeFolder)/\(attempt)"
  }

  /// Makes the folder complete.
  func complete(parts: [LandingWriter.Part]) throws(PortError) -> LandedFiles {
    let rows = parts.reduce(0) { $0 + $1.rows }
    let manifest: JSONValue = [
      "format_version": .integer(Self.formatVersion),
      "rows": .integer(rows),
      "bytes": .integer(parts.reduce(0) { $0 + $1.bytes }),
      "files": .array(
        parts.map {
          ["name": .string($0.name), "rows": .integer($0.rows), "bytes": .integer($0.bytes)]
        }),
    ]
    try writing("\(path)/\(Self.manifestName)", manifest.prettyBytes())
    return LandedFiles(folder: path, files: parts.map(\.name), rows: rows)
  }

  /// Takes away the folders of earlier attempts on the range that were never completed.
  func removeUnfinishedSiblings() throws(PortError) {
    do throws(FileError) {
      for name in try FileSystem.entries(of: rangeFolder) where "\(rangeFolder)/\(name)" != path {
        let sibling = "\(rangeFolder)/\(name)"
        if FileSystem.kind(of: "\(sibling)/\(Self.manifestName)") == nil {
          try FileSystem.removeTree(sibling)
        }
      }
    } catch {
      throw PortError(error)
    }
  }

  /// What a completed folder holds.
  static func read(_ folder: String) throws(PortError) -> LandedFiles {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try FileSystem.readIfPresent("\(folder)/\(manifestName)")
    } catch {
      throw PortError(error)
    }
    guard let bytes else {
      throw PortError(.missing, "The landing folder has no manifest, so its files do not count.")
        .adding("folder", folder)
    }
    guard let manifest = try? JSONValue(parsing: bytes),
      manifest["format_version"]?.integerValue == formatVersion,
      let rows = manifest["rows"]?.integerValue, let files = manifest["files"]?.arrayValue
    else {
      throw PortError(.refused, "The landing folder's manifest cannot be read.")
        .adding("folder", folder)
    }
    return LandedFiles(
      folder: folder, files: files.compactMap { $0["name"]?.stringValue }.sorted(), rows: rows)
  }
}

func writing(_ path: String, _ bytes: [UInt8]) throws(PortError) {
  do throws(FileError) {
    try FileSystem.write(bytes, to: path, .atomic)
  } catch {
    throw PortError(error)
  }
}

extension PortError {
  /// A file of this machine failed.
  init(_ error: FileError) {
    self.init(error.kind == .cancelled ? .cancelled : .local, error.description)
  }
}
