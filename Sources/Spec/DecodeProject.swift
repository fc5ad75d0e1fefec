package import Diagnostics
internal import YAML

/// Reads all spec files of a project. `sqlFiles` are the files that `sql_file:` may name, by their
/// path relative to the project root. The result does not depend on the order of the files, but for
/// which of two declarations of one name counts as the first: that in the file with the lower ID.
///
/// Reports WR0001 to WR0011 and WR0101 to WR0124.
package func decodeProject(
  files: [SourceFile], sqlFiles: [String: SourceFile], sink: inout DiagnosticSink
) -> ProjectSpec {
  ProjectSpec(files.map { decodeDeclarations(in: $0, sqlFiles: sqlFiles) }, sink: &sink)
}

/// What one spec file declares, and what is wrong with it.
package struct DecodedFile: Sendable {
  let declarations: [Declaration]
  let sink: DiagnosticSink

  /// Whether the file breaks YAML's rules.
  var isBroken: Bool { sink.diagnostics.contains { $0.severity == .error && $0.code.isOfYAML } }
}

extension DiagnosticCode {
  /// The codes of room YAML.
  fileprivate var isOfYAML: Bool { number < 50 }
}

/// Reads one spec file. Independent of all other files, so that callers can do many at a time and
/// hand all results to `ProjectSpec.init`.
package func decodeDeclarations(in file: SourceFile, sqlFiles: [String: SourceFile])
  -> DecodedFile
{
  var validator = Validator(file: file, sqlFiles: SQLFiles(sqlFiles))
  let documents = parseYAML(file, sink: &validator.sink)
  let declarations = documents.compactMap { validator.declaration($0) }
  return DecodedFile(declarations: declarations, sink: validator.sink)
}

extension Validator {
  /// What a document declares; nil when that was reported or the document is empty.
  fileprivate mutating func declaration(_ document: YAMLNode) -> Declaration? {
    if document.scalar?.isNull ?? false { return nil }
    if case .invalid = document.content { return nil }
    guard let entries = document.entries,
      let kind = entries.first(where: { $0.key.text == "kind" })
    else {
      sink.report(.noKind(at: document.entries?.first?.keySpan ?? document.span))
      return nil
    }
    guard let definition = definition(kind.value) else { return nil }
    let before = sink.diagnostics.count
    guard let record = record(document, definition.shape, key: "kind", ignoring: kind),
      let name = record.dottedName("name")
    else { return nil }
    let header = DeclarationHeader(
      kind: definition.kind, name: name, doc: record.text("doc") ?? record.text("description"),
      owner: record.text("owner"), tags: record.texts("tags"), span: document.span,
      isIncomplete: sink.diagnostics.count > before)
    if let declaration = definition.decode(record, header) { return declaration }
    precondition(header.isIncomplete, "A \(definition.kind.rawValue) was refused without a reason")
    return .unreadable(header)
  }

  private mutating func definition(_ node: YAMLNode) -> KindDefinition? {
    if case .invalid = node.content { return nil }
    guard let name = node.scalar?.text, !name.isEmpty else {
      sink.report(.noKind(at: node.span))
      return nil
    }
    guard let definition = KindDefinition.named(name) else {
      let similar = nearMatch(name, among: SpecKind.allCases.map(\.rawValue))
      sink.report(.unknownKind(name, at: node.span, similar: similar))
      return nil
    }
    return definition
  }
}

extension ProjectSpec {
  /// Brings together what all files declare, and reports what is wrong with them and what is declared
  /// twice.
  package init(_ files: [DecodedFile], sink: inout DiagnosticSink) {
    for file in files { sink.absorb(file.sink) }
    self.init(files.flatMap(\.declarations), sink: &sink)
    hasBrokenFiles = files.contains(where: \.isBroken)
  }

  init(_ declarations: [Declaration], sink: inout DiagnosticSink) {
    self.init()
    // Declarations are large: their places are sorted, not they themselves.
    let keys = declarations.map { declaration in
      let header = declaration.header
      return (kind: header.kind.position, name: header.name.value, span: header.span)
    }
    let order = keys.indices.sorted { a, b in
      let (x, y) = (keys[a], keys[b])
      return (x.kind, x.name, x.span.file, x.span.start) < (
        y.kind, y.name, y.span.file, y.span.start
      )
    }
    var last: DeclarationHeader?
    for declaration in order.lazy.map({ declarations[$0] }) {
      let header = declaration.header
      if let last, last.kind == header.kind, last.name.value == header.name.value {
        sink.report(.duplicateDeclaration(header, first: last))
        continue
      }
      if let last, last.kind == .platform, header.kind == .platform {
        sink.report(.secondPlatform(header, first: last))
        continue
      }
      last = header
      add(declaration)
    }
  }

  private mutating func add(_ declaration: Declaration) {
    switch declaration {
    case .platform(let spec): platform = spec
    case .environment(let spec): environments.append(spec)
    case .source(let spec): sources.append(spec)
    case .lakeNamespace(let spec): lakeNamespaces.append(spec)
    case .lakeTable(let spec): lakeTables.append(spec)
    case .transform(let spec): transforms.append(spec)
    case .warehouseSchema(let spec): warehouseSchemas.append(spec)
    case .dimension(let spec): dimensions.append(spec)
    case .fact(let spec): facts.append(spec)
    case .aggregate(let spec): aggregates.append(spec)
    case .view(let spec): views.append(spec)
    case .principal(let spec): principals.append(spec)
    case .role(let spec): roles.append(spec)
    case .check(let spec): checks.append(spec)
    case .schedule(let spec): schedules.append(spec)
    case .unreadable(let header):
      unreadable.append(Unreadable(kind: header.kind, name: header.name.value))
    }
  }
}
