internal import Catalog
internal import Compile
internal import Diagnostics
internal import Files
internal import Spec

extension CheckRecord {
  /// Of smaller projects a check takes no longer than it would with a record.
  private static let fewestFiles = 500

  private static func path(root: String) -> String { "\(root)/.weir/check" }

  /// The record of a project's last check; nil when there is none that is of use for this check.
  init?(root: String, variables: [String: String]) {
    guard let bytes = try? FileSystem.read(Self.path(root: root)), let record = CheckRecord(bytes),
      record.key == Self.key(variables)
    else { return nil }
    self = record
  }

  static func write(_ text: [UInt8], root: String) {
    // Without it the next check takes longer, and nothing else.
    _ = try? FileSystem.write(text, to: path(root: root), .plain)
  }

  /// Another program may find something else.
  private static func key(_ variables: [String: String]) -> Key? {
    guard let program = FileSystem.stamp(of: "/proc/self/exe") else { return nil }
    let sorted = variables.sorted { $0.key < $1.key }.map { name, value in
      "\(name.utf8.count):\(name)=\(value.utf8.count):\(value)"
    }
    return Key(
      program: "\(program.size) \(program.modified) \(program.changed) \(program.inode)",
      variables: Fingerprint(of: sorted.joined(separator: "\n")).text)
  }

  /// Writes down what a check without findings looked at. `started` is when it began, by the clock of
  /// the file system.
  static func write(
    _ session: ProjectSession, _ checked: [CheckedProject], started: Int64,
    variables: [String: String]
  ) async {
    let sources = session.files.sources.files
    guard sources.count >= fewestFiles, let key = key(variables), let first = checked.first,
      sources.allSatisfy({ !$0.path.utf8.contains { $0 < UInt8(ascii: " ") } })
    else { return }
    let byFile = Dictionary(grouping: session.spec.transforms) { Int($0.name.span.file.index) }
    let stamps = session.files.stamps
    let files = await concurrently(sources.count) { index in
      let file = sources[index]
      return line(
        ofFile: file.path, stamps[index], Fingerprint(of: file.bytes),
        skeleton: byFile[index].flatMap { file.skeletonIfAny(without: $0) })
    }
    let hasLineage = session.spec.keepsRolesFromData
    let transforms = session.spec.transforms
    let queries = await concurrently(transforms.count) { index -> String? in
      line(of: transforms[index], in: first, hasLineage: hasLineage)
    }
    guard !queries.contains(nil) else { return }
    write(
      text(
        key, started: started, tables: first.tableCount, hasLineage: hasLineage,
        environments: checked.map(\.environment.name), files: files,
        declarations: lines(of: session.spec) + queries.compactMap(\.self)),
      root: session.files.root)
  }

  private static func line(
    of spec: TransformSpec, in project: CheckedProject, hasLineage: Bool
  ) -> String? {
    guard let schema = spec.target.value.qualifier,
      let check = project.queryCheck(
        of: TableAddress(.lake, schema, spec.target.value.last), withLineage: hasLineage)
    else { return nil }
    return line(
      ofTransform: spec.name.value.text, file: Int(spec.name.span.file.index),
      queryFile: Int(spec.sql.text.span.file.index), target: check.target,
      lineage: check.lineage?.text ?? "-", reads: check.reads)
  }

  private static func lines(of project: ProjectSpec) -> [String] {
    var context = Set(project.environments.map { $0.name.span.file.index })
    context.formUnion(project.lakeNamespaces.map { $0.name.span.file.index })
    if let platform = project.platform { context.insert(platform.name.span.file.index) }
    return context.sorted().map { "c\t\($0)\n" }
      + project.lakeTables.map { "l\t\($0.name.span.file.index)\t\($0.name.value.text)\n" }
      + project.sources.map { "s\t\($0.name.span.file.index)\t\($0.name.value.text)\n" }
  }
}

extension CheckedProject {
  /// How many tables there are in lake and warehouse.
  var tableCount: Int { desired.lake.tables.count + desired.warehouse.tables.count }
}

extension SourceFile {
  var isYAML: Bool { !path.hasSuffix(".sql") }

  /// The digest of the file without the queries of these transforms.
  func skeleton(without transforms: [TransformSpec]) -> Fingerprint {
    var out: [UInt8] = []
    var from = 0
    for query in queries(of: transforms) where Int(query.start) >= from {
      out += bytes[from..<Int(query.start)]
      out += "\u{0}query\u{0}".utf8
      from = Int(query.end)
    }
    out += bytes[from...]
    return Fingerprint(of: out)
  }

  /// As `skeleton`; nil when the file holds no query of these transforms.
  func skeletonIfAny(without transforms: [TransformSpec]) -> Fingerprint? {
    queries(of: transforms).isEmpty ? nil : skeleton(without: transforms)
  }

  private func queries(of transforms: [TransformSpec]) -> [SourceSpan] {
    transforms.map(\.sql.text.span).filter { $0.file == id }.sorted { $0.start < $1.start }
  }
}
