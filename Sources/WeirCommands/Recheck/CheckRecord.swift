internal import Catalog
internal import Compile
internal import Files

/// What a check of a project without any finding looked at, so that the next one can tell what has
/// changed since: `.weir/check`, which may be deleted at any time.
///
/// A text of lines whose fields are separated by tabs, below the digest of it all. Files, transforms
/// and the like are many, so that lines are read in place and made values of only when needed.
struct CheckRecord {
  /// What a check depends on besides the files: another one is another check.
  struct Key: Equatable {
    let program: String
    let variables: String
  }

  /// A file among those that were read, and where its line stands.
  struct File {
    let stamp: FileStamp
    fileprivate let path: Range<Int>
    fileprivate let digest: Range<Int>
    fileprivate let skeleton: Range<Int>
    fileprivate let line: Range<Int>
  }

  /// A transform whose query was checked.
  struct Transform {
    /// Places of the files that declare it and that hold its query.
    let file: Int
    let queryFile: Int
    let name: String
    let target: String
    let lineage: String
    let reads: [String]
    fileprivate let line: Range<Int>
  }

  let key: Key
  /// By the clock of the file system, when the check began.
  let started: Int64
  let environments: [String]
  /// How many tables there are.
  let tables: Int
  /// Whether the lineage of queries matters and is recorded.
  let hasLineage: Bool
  /// In the order of their paths.
  let files: [File]
  /// What stands below the digest.
  fileprivate let bytes: [UInt8]
  /// Where the lines about declarations begin.
  private let declarations: Int
}

// MARK: - Reading

extension CheckRecord {
  fileprivate static let title = "weir check 1 "

  /// Reads what `text` gave; nil for anything else, whatever the reason.
  init?(_ whole: [UInt8]) {
    let title = Self.title.utf8.count
    guard whole.count > title + 65, whole.starts(with: Self.title.utf8) else { return nil }
    let body = Array(whole[(title + 65)...])
    let digest = String(decoding: whole[title..<title + 64], as: UTF8.self)
    guard Fingerprint(of: body).text == digest else { return nil }

    var reader = FieldReader(body)
    key = Key(program: reader.text(), variables: reader.text())
    started = reader.integer()
    tables = Int(reader.integer())
    hasLineage = reader.integer() == 1
    let environmentCount = reader.integer()
    environments = (0..<environmentCount).map { _ in reader.text() }
    let fileCount = Int(reader.integer())
    reader.endLine()
    var files: [File] = []
    files.reserveCapacity(fileCount)
    for _ in 0..<fileCount {
      let start = reader.index
      let stamp = FileStamp(
        size: reader.integer(), modified: reader.integer(), changed: reader.integer(),
        inode: UInt64(bitPattern: reader.integer()))
      let (digest, skeleton, path) = (reader.field(), reader.field(), reader.field())
      reader.endLine()
      files.append(
        File(
          stamp: stamp, path: path, digest: digest, skeleton: skeleton, line: start..<reader.index))
    }
    self.files = files
    declarations = reader.index
    bytes = body
  }

  /// Whether a file of the record has this path, relative to the project.
  func isPath(_ path: String, of file: File) -> Bool { isText(path, at: file.path) }

  func isDigest(_ digest: Fingerprint, of file: File) -> Bool {
    isText(digest.text, at: file.digest)
  }

  /// Whether a file without the queries of its transforms has this digest; false where it has none.
  func isSkeleton(_ digest: Fingerprint, of file: File) -> Bool {
    isText(digest.text, at: file.skeleton)
  }

  private func isText(_ text: String, at range: Range<Int>) -> Bool {
    range.count == text.utf8.count && bytes[range].elementsEqual(text.utf8)
  }

  func path(of file: File) -> String { String(decoding: bytes[file.path], as: UTF8.self) }

  /// The places of files that declare a platform, environments or namespaces.
  var contextFiles: [Int] {
    var places: [Int] = []
    forEachLine(of: "c") { places.append(Int($0.integer())) }
    return places
  }

  /// The places of the files that declare some tables of the lake; nil when one is not declared.
  func files(ofTables names: Set<String>) -> [Int]? { files(of: names, lines: "l") }

  /// The places of the files that declare some sources; nil when one is not declared.
  func files(ofSources names: Set<String>) -> [Int]? { files(of: names, lines: "s") }

  private func files(of names: Set<String>, lines kind: Unicode.Scalar) -> [Int]? {
    var places: [Int] = []
    forEachLine(of: kind) { reader in
      let place = Int(reader.integer())
      if names.contains(reader.text()) { places.append(place) }
    }
    return places.count == names.count ? places : nil
  }

  /// The transforms that one of these files declares or holds the query of.
  func transforms(in places: Set<Int>) -> [Transform] {
    var found: [Transform] = []
    forEachLine(of: "t") { reader in
      let start = reader.index
      let (file, queryFile) = (Int(reader.integer()), Int(reader.integer()))
      guard places.contains(file) || places.contains(queryFile) else { return }
      let (name, target, lineage) = (reader.text(), reader.text(), reader.text())
      let count = reader.integer()
      let reads = (0..<count).map { _ in reader.text() }
      reader.endLine()
      found.append(
        Transform(
          file: file, queryFile: queryFile, name: name, target: target, lineage: lineage,
          reads: reads, line: start - 2..<reader.index))
    }
    return found
  }

  private func forEachLine(of kind: Unicode.Scalar, _ body: (inout FieldReader) -> Void) {
    var reader = FieldReader(bytes)
    reader.index = declarations
    while reader.index < bytes.count {
      let start = reader.index
      if bytes[start] == UInt8(ascii: kind) {
        reader.index += 2
        body(&reader)
        reader.index = start
      }
      reader.endLine()
    }
  }
}

// MARK: - Writing

extension CheckRecord {
  /// A line about a file, of which nothing may hold a tab or a line break.
  static func line(
    ofFile path: String, _ stamp: FileStamp, _ digest: Fingerprint, skeleton: Fingerprint?
  ) -> String {
    "\(stamp.size)\t\(stamp.modified)\t\(stamp.changed)\t\(Int64(bitPattern: stamp.inode))\t"
      + "\(digest)\t\(skeleton?.text ?? "-")\t\(path)\n"
  }

  static func line(
    ofTransform name: String, file: Int, queryFile: Int, target: String, lineage: String,
    reads: [String]
  ) -> String {
    "t\t\(file)\t\(queryFile)\t\(name)\t\(target)\t\(lineage)\t\(reads.count)"
      + reads.map { "\t" + $0 }.joined() + "\n"
  }

  /// The line of a file with another stamp and the same content.
  func line(of file: File, _ stamp: FileStamp) -> String {
    let skeleton = String(decoding: bytes[file.skeleton], as: UTF8.self)
    return Self.line(
      ofFile: path(of: file), stamp,
      Fingerprint(recorded: String(decoding: bytes[file.digest], as: UTF8.self)),
      skeleton: skeleton == "-" ? nil : Fingerprint(recorded: skeleton))
  }

  /// The line of a transform whose query was checked anew.
  static func line(of transform: Transform, _ check: QueryCheck) -> String {
    line(
      ofTransform: transform.name, file: transform.file, queryFile: transform.queryFile,
      target: check.target, lineage: check.lineage?.text ?? "-", reads: check.reads)
  }

  /// The whole text of a record.
  static func text(
    _ key: Key, started: Int64, tables: Int, hasLineage: Bool, environments: [String],
    files: [String], declarations: [String]
  ) -> [UInt8] {
    let head =
      head(key, started: started, tables: tables, hasLineage: hasLineage, environments, files.count)
    return sealed(Array((head + files.joined() + declarations.joined()).utf8))
  }

  private static func head(
    _ key: Key, started: Int64, tables: Int, hasLineage: Bool, _ environments: [String],
    _ files: Int
  ) -> String {
    let numbers = [started, Int64(tables), hasLineage ? 1 : 0, Int64(environments.count)]
    let fields = [key.program, key.variables] + numbers.map(String.init) + environments
    return fields.joined(separator: "\t") + "\t\(files)\n"
  }

  /// The text with other lines for some files and transforms, as of a check that began at `started`.
  func text(
    started: Int64, files changedFiles: [(File, String)],
    transforms changedTransforms: [(Transform, String)]
  ) -> [UInt8] {
    let head = Self.head(
      key, started: started, tables: tables, hasLineage: hasLineage, environments, files.count)
    var out = Array(head.utf8)
    var from = files.first?.line.lowerBound ?? declarations
    let changes =
      changedFiles.map { ($0.line, $1) } + changedTransforms.map { ($0.line, $1) }
    for (line, text) in changes.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
      out += bytes[from..<line.lowerBound]
      out += text.utf8
      from = line.upperBound
    }
    out += bytes[from...]
    return Self.sealed(out)
  }

  private static func sealed(_ body: [UInt8]) -> [UInt8] {
    Array("\(title)\(Fingerprint(of: body))\n".utf8) + body
  }
}

/// Reads fields that end with a tab or a line break.
private struct FieldReader {
  private let bytes: [UInt8]
  var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func field() -> Range<Int> {
    let start = index
    while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
    let range = start..<index
    // A tab is passed, a line break ends further fields as well.
    if index < bytes.count, bytes[index] == UInt8(ascii: "\t") { index += 1 }
    return range
  }

  mutating func text() -> String { String(decoding: bytes[field()], as: UTF8.self) }

  /// A whole number; zero where there is none.
  mutating func integer() -> Int64 {
    var value: Int64 = 0
    var isNegative = false
    for place in field() {
      if bytes[place] == UInt8(ascii: "-") {
        isNegative = true
      } else {
        value = value &* 10 &+ Int64(bytes[place] & 15)
      }
    }
    return isNegative ? -value : value
  }

  /// Goes to the start of the next line.
  mutating func endLine() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
    index += 1
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }
}
