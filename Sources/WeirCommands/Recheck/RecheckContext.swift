internal import Catalog
internal import Diagnostics
internal import Files
internal import Spec

/// What changed queries are checked against, read from the few files that declare it.
struct RecheckContext {
  private let root: String
  private let record: CheckRecord
  /// By their places in the record.
  private var files: [Int: SourceFile] = [:]

  /// - Parameter known: files that were read already; their IDs are their places in the record.
  init(root: String, record: CheckRecord, known: [SourceFile]) {
    self.root = root
    self.record = record
    for file in known { files[Int(file.id.index)] = file }
  }

  /// These transforms with the tables that they fill and read; nil when a file cannot be read or has
  /// a mistake.
  mutating func project(of transforms: [CheckRecord.Transform]) -> ProjectSpec? {
    let tables = Set(transforms.flatMap { [$0.target] + $0.reads })
    guard let tableFiles = record.files(ofTables: tables) else { return nil }
    var places = Set(record.contextFiles + tableFiles + transforms.map(\.file))
    guard let first = declarations(in: places) else { return nil }
    let sources = first.lakeTables.filter { tables.contains($0.name.value.text) }
      .compactMap(\.sourceOfColumns)
    guard let sourceFiles = record.files(ofSources: Set(sources)) else { return nil }
    let more = places.union(sourceFiles)
    let whole = more == places ? first : declarations(in: more)
    places = more
    return whole?.context(transforms: Set(transforms.map(\.name)), lakeTables: tables)
  }

  private mutating func declarations(in places: Set<Int>) -> ProjectSpec? {
    var queries: [String: SourceFile] = [:]
    for transform in record.transforms(in: places) where transform.queryFile != transform.file {
      guard let file = file(at: transform.queryFile) else { return nil }
      queries[file.path] = file
    }
    var decoded: [DecodedFile] = []
    for place in places.sorted() {
      guard let file = file(at: place) else { return nil }
      decoded.append(decodeDeclarations(in: file, sqlFiles: queries))
    }
    var sink = DiagnosticSink()
    let project = ProjectSpec(decoded, sink: &sink)
    return sink.diagnostics.isEmpty ? project : nil
  }

  private mutating func file(at place: Int) -> SourceFile? {
    if let file = files[place] { return file }
    let recorded = record.files[place]
    let path = record.path(of: recorded)
    // It may have changed since it was looked at.
    guard let bytes = try? FileSystem.read("\(root)/\(path)"),
      record.isDigest(Fingerprint(of: bytes), of: recorded)
    else { return nil }
    let file = SourceFile(id: FileID(index: Int32(place)), path: path, bytes: bytes)
    files[place] = file
    return file
  }
}

extension LakeTableSpec {
  /// The source of the stream whose columns the table has; nil where it lists its own.
  fileprivate var sourceOfColumns: String? {
    switch columns {
    case .listed: nil
    case .from(let stream): stream.value.qualifier
    }
  }
}
