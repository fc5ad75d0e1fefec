internal import Dispatch
internal import Files
internal import Iceberg
internal import JSON
internal import Synchronization

/// Metadata files below one local folder. A file is written once and never changed.
struct MetadataFiles: Sendable {
  /// Absolute, without a slash at the end.
  let folder: String
  private let cache = MetadataCache()

  init(folder: String) { self.folder = folder }

  /// The local path of a `file:` URI or path.
  ///
  /// - Throws: 400 for one outside the folder.
  func path(of location: String) throws(CatalogError) -> String {
    var path = location[...]
    for scheme in ["file://", "file:"] where path.hasPrefix(scheme) {
      path = path.dropFirst(scheme.count)
      break
    }
    let parts = path.split(separator: "/")
    guard path.hasPrefix(folder + "/"), !parts.contains(".."), !parts.contains(".") else {
      throw .badRequest("The location '\(location)' is not below the catalog's folder.")
    }
    return String(path)
  }

  /// Where a new table of this name lives. No two tables share a folder, so that one can be dropped
  /// or renamed without regard to another.
  func newLocation(for table: TableName) -> String {
    let folders = (table.namespace.levels + [table.name]).map { level in
      String(level.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
    }
    let suffix = UUIDText.random().prefix(8)
    return "file://\(folder)/\(folders.joined(separator: "/"))-\(suffix)"
  }

  /// - Throws: when the file is missing, outside the folder, or not table metadata.
  func read(_ location: String) async throws(CatalogError) -> TableMetadata {
    if let metadata = cache[location] { return metadata }
    let path = try path(of: location)
    let bytes: [UInt8]
    do {
      bytes = try await Self.blocking { () throws(FileError) in try FileSystem.read(path) }
    } catch {
      throw .internal("The metadata file cannot be read: \(error)")
    }
    do {
      let metadata = try TableMetadata(json: JSONValue(parsing: bytes))
      cache[location] = metadata
      return metadata
    } catch {
      throw .internal("The metadata file '\(location)' is broken: \(error)")
    }
  }

  /// Writes the next file after `previous` (nil: the first), onto the disk. Returns its location.
  func write(
    _ metadata: TableMetadata, after previous: String?
  ) async throws(CatalogError) -> String {
    let name = "\(Self.version(after: previous))-\(UUIDText.random()).metadata.json"
    let location = "\(Self.folder(of: metadata))/\(name)"
    let path = try path(of: location)
    let bytes = metadata.json.canonicalBytes()
    do {
      try await Self.blocking { () throws(FileError) in
        try FileSystem.write(bytes, to: path, .atomic)
      }
    } catch {
      throw .internal("The metadata file cannot be written: \(error)")
    }
    cache[location] = metadata
    return location
  }

  /// Makes the folder of a table's metadata: DuckDB writes there before it commits, and does not
  /// make it itself.
  func makeFolder(for metadata: TableMetadata) async throws(CatalogError) {
    let path = try path(of: Self.folder(of: metadata))
    do {
      try await Self.blocking { () throws(FileError) in try FileSystem.makeFolder(path) }
    } catch {
      throw .internal("The table's folder cannot be made: \(error)")
    }
  }

  /// Where metadata files go (Iceberg, configuration, write properties).
  private static func folder(of metadata: TableMetadata) -> String {
    metadata.properties["write.metadata.path"] ?? metadata.location + "/metadata"
  }

  /// Takes a file away that no pointer ever pointed at. Leaving it would do no harm.
  func discard(_ location: String) async {
    cache[location] = nil
    guard let path = try? path(of: location) else { return }
    try? await Self.blocking { () throws(FileError) in try FileSystem.remove(path) }
  }

  /// Takes a table's folder away with all that is in it.
  func removeAll(below location: String) async throws(CatalogError) {
    let path = try path(of: location)
    do {
      try await Self.blocking { () throws(FileError) in try FileSystem.removeTree(path) }
    } catch {
      throw .internal("The table's files cannot be removed: \(error)")
    }
  }

  /// Five digits: one more than those that the name of `previous` begins with.
  private static func version(after previous: String?) -> String {
    let digits = previous?.split(separator: "/").last?.prefix { $0 != "-" }
    let next = digits.flatMap { Int($0) }.map { $0 + 1 } ?? 0
    let text = String(next)
    return String(repeating: "0", count: max(0, 5 - text.count)) + text
  }

  /// Keeps waiting for the disk away from the threads that all tasks share.
  @discardableResult
  private static func blocking<Result: Sendable>(
    _ work: @escaping @Sendable () throws(FileError) -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Swift.Result { try work() })
      }
    }
  }
}

/// The metadata last read or written, by location; at most 256.
private final class MetadataCache: Sendable {
  private static let limit = 256
  private let entries = Mutex<[String: TableMetadata]>([:])

  subscript(location: String) -> TableMetadata? {
    get { entries.withLock { $0[location] } }
    set {
      entries.withLock {
        // Which ones go does not matter: the files are there.
        if newValue != nil, $0.count >= Self.limit { $0.removeAll() }
        $0[location] = newValue
      }
    }
  }
}

/// Random UUIDs, version 4 (RFC 9562), in lower case.
enum UUIDText {
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef")
    var text = ""
    for (place, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(place) { text.append("-") }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }
}
