package import Diagnostics
internal import YAML

/// Reads all spec files of a project. `sqlFiles` are the files that `sql_file:` may name, by their
/// path relative to the project root. The result does not depend on the order of the files, but for
/// which of two declarations of one name counts as the first: that in the file with the lower ID.
///
/// Reports WR0001 to WR0011 and WR0101 to WR0127.
package func decodeProject(
  files: [SourceFile], sqlFiles: [String: SourceFile], sink: inout DiagnosticSink
) -> ProjectSpec {
  ProjectSpec(files.map { decodeDeclarations(in: $0, sqlFiles: sqlFiles) }, sink: &sink)
}

/// What one spec file declares, and what is wrong with it.
package struct DecodedFile: Sendable {
  fileprivate let declarations: [KeyedDeclaration]
  fileprivate let sink: DiagnosticSink

  /// Whether nothing was found wrong with it, or worth a warning.
  package var isClean: Bool { sink.diagnostics.isEmpty }

  /// Whether the file breaks YAML's rules.
  fileprivate var isBroken: Bool {
    sink.diagnostics.contains { $0.severity == .error && $0.code.isOfYAML }
  }
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
  validator.lacksNodes = !validator.sink.diagnostics.isEmpty
  let declarations = documents.compactMap { validator.declaration($0).map(KeyedDeclaration.init) }
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
    if definition.shape.overlayKey != nil, let overlay = overlay(document, definition) {
      return .environmentOverlay(overlay)
    }
    return declaration(document, kind: kind, definition)
  }

  /// A document held against its kind. Also of a document that was merged from several files.
  mutating func declaration(
    _ document: YAMLNode, kind: YAMLEntry, _ definition: KindDefinition
  ) -> Declaration? {
    let before = sink.diagnostics.count
    let firstUnbuilt = unbuilt.count
    guard let record = record(document, definition.shape, key: "kind", ignoring: kind),
      let name = record.dottedName("name")
    else { return nil }
    if !definition.state.isBuilt {
      let what = "documents of kind '\(definition.kind.rawValue)'"
      replaceUnbuilt(
        from: firstUnbuilt, by: UnbuiltUse(what: what, state: definition.state, span: name.span))
    }
    let header = DeclarationHeader(
      kind: definition.kind, name: name, doc: record.text("doc") ?? record.text("description"),
      owner: record.text("owner"), tags: record.texts("tags"), span: document.span,
      isIncomplete: lacksNodes || sink.diagnostics.count > before,
      unbuilt: Array(unbuilt[firstUnbuilt...]))
    if var declaration = definition.decode(record, header) {
      if case .environment(var spec) = declaration {
        spec.document = EnvironmentDocument(header: header, node: document, file: file)
        declaration = .environment(spec)
      }
      return declaration
    }
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
    self.init()
    // Files are read in the order of their paths, so that those of one kind are mostly sorted.
    var byKind = [[KeyedDeclaration]](repeating: [], count: SpecKind.allCases.count)
    for file in files {
      sink.absorb(file.sink)
      for keyed in file.declarations { byKind[keyed.kind.position].append(keyed) }
    }
    for kind in byKind.indices { byKind[kind].sort() }
    let distinct = byKind.flatMap { Self.distinct($0, &sink) }
    for declaration in distinct.resolvingOverlays(&sink) {
      add(declaration)
      let header = declaration.header
      if header.kind != .environment { unbuilt += header.unbuilt }
    }
    hasBrokenFiles = files.contains(where: \.isBroken)
  }

  private static func distinct(
    _ sorted: [KeyedDeclaration], _ sink: inout DiagnosticSink
  ) -> [Declaration] {
    var last: KeyedDeclaration?
    return sorted.compactMap { keyed in
      if let last, last.name == keyed.name {
        sink.report(
          .duplicateDeclaration(keyed.declaration.header, first: last.declaration.header))
        return nil
      }
      if let last, keyed.kind == .platform {
        sink.report(.secondPlatform(keyed.declaration.header, first: last.declaration.header))
        return nil
      }
      last = keyed
      return keyed.declaration
    }
  }

  private mutating func add(_ declaration: Declaration) {
    switch declaration {
    case .platform(let spec): platform = spec
    case .environment(let spec): environments.append(spec)
    case .source(let spec): sources.append(spec)
    case .job(let spec): jobs.append(spec)
    case .lakeNamespace(let spec): lakeNamespaces.append(spec)
    case .lakeTable(let spec): lakeTables.append(spec)
    case .transform(let spec): transforms.append(spec)
    case .warehouseSchema(let spec): warehouseSchemas.append(spec)
    case .warehouseTable(let spec): warehouseTables.append(spec)
    case .externalSchema(let spec): externalSchemas.append(spec)
    case .dimension(let spec): dimensions.append(spec)
    case .fact(let spec): facts.append(spec)
    case .aggregate(let spec): aggregates.append(spec)
    case .view(let spec): views.append(spec)
    case .principal(let spec): principals.append(spec)
    case .role(let spec): roles.append(spec)
    case .check(let spec): checks.append(spec)
    case .schedule(let spec): schedules.append(spec)
    case .biConnection(let spec): biConnections.append(spec)
    case .environmentOverlay(let document):
      preconditionFailure("Not merged: \(document.header.name)")
    case .unreadable(let header):
      unreadable.append(Unreadable(kind: header.kind, name: header.name.value))
    }
  }
}

/// A declaration and what it is sorted by: its name, the first in the files first.
private struct KeyedDeclaration: Comparable, Sendable {
  let declaration: Declaration
  let kind: SpecKind
  let name: String
  let file: FileID
  let start: Int32

  init(_ declaration: Declaration) {
    self.declaration = declaration
    let header = declaration.header
    kind = header.kind
    name = header.name.value.description
    file = header.name.span.file
    start = header.name.span.start
  }

  static func < (a: Self, b: Self) -> Bool {
    if a.name != b.name { return a.name < b.name }
    return (a.file, a.start) < (b.file, b.start)
  }

  static func == (a: Self, b: Self) -> Bool { a.file == b.file && a.start == b.start }
}
