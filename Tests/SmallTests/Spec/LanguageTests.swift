import Catalog
import Compile
import Diagnostics
import Foundation
import Testing
import YAML

@testable import Spec

/// `Tests/Fixtures/language` against the table of fields: it holds everything that can be written.
struct LanguageTests {
  private let folder: SpecFolder

  init() throws {
    folder = try SpecFolder(projectRoot.appending(path: "Tests/Fixtures/language"))
  }

  private func decoded() throws -> ProjectSpec {
    var sink = DiagnosticSink()
    let project = decodeProject(files: folder.yaml, sqlFiles: folder.sql, sink: &sink)
    let renderer = DiagnosticRenderer(sources: folder.sources, style: .plain)
    try #require(sink.diagnostics.isEmpty, "\(renderer.render(sink.diagnostics))")
    return project
  }

  @Test func everyKeyAndEveryWordIsWritten() throws {
    var written: Set<String> = []
    for file in folder.yaml {
      var sink = DiagnosticSink()
      for document in parseYAML(file, sink: &sink) {
        let kind = document["kind"]?.scalar.flatMap { KindDefinition.named($0.text) }
        let definition = try #require(kind)
        written.insert("kind: \(definition.kind.rawValue)")
        note(document, definition.shape, &written)
      }
    }
    var known: Set<String> = []
    for definition in KindDefinition.all {
      known.insert("kind: \(definition.kind.rawValue)")
      collect(definition.shape, &known)
    }
    #expect(known.subtracting(written).sorted() == [])
  }

  private func note(_ node: YAMLNode, _ shape: Shape, _ written: inout Set<String>) {
    for entry in node.entries ?? [] {
      let key = entry.key.text
      if key == shape.variants?.key {
        written.insert("\(shape.name).\(key): \(entry.value.scalar?.text ?? "")")
      }
    }
    let word = shape.variants.flatMap { variants in
      node[variants.key]?.scalar?.text ?? variants.defaultWord
    }
    let layout = shape.layouts.first { $0.word?.word == word } ?? shape.layout
    let owner = layout.word.map { "\(shape.name)(\($0.word))" } ?? shape.name
    if let word, node[shape.variants?.key ?? ""] == nil {
      written.insert("\(shape.name).\(shape.variants?.key ?? ""): \(word)")
    }
    for entry in node.entries ?? [] {
      guard let field = layout.field(entry.key.text) else { continue }
      let isOwn = layout.word?.fields.contains { $0.key == field.key } ?? false
      let path = "\(isOwn ? owner : shape.name).\(field.key)"
      written.insert(path)
      note(entry.value, field.type, path, &written)
    }
  }

  private func note(
    _ node: YAMLNode, _ type: FieldType, _ path: String, _ written: inout Set<String>
  ) {
    switch type {
    case .choice: written.insert("\(path): \(node.scalar?.text ?? "")")
    case .record(let shape): note(node, shape, &written)
    case .list(let element, _, _):
      for child in node.elements ?? [] { note(child, element, path, &written) }
    case .map(let element):
      for child in node.entries ?? [] { note(child.value, element, path, &written) }
    case .oneOf(let types):
      for type in types {
        switch (type, node.content) {
        case (.list, .sequence), (.record, .mapping), (.map, .mapping):
          note(node, type, path, &written)
        case (.list, _), (.record, _), (.map, _): break
        case (_, .scalar): note(node, type, path, &written)
        default: break
        }
      }
    default: break
    }
  }

  private func collect(_ shape: Shape, _ known: inout Set<String>) {
    for field in shape.fields { collect(field, of: shape.name, &known) }
    for variant in shape.variants?.cases ?? [] {
      known.insert("\(shape.name).\(shape.variants?.key ?? ""): \(variant.word)")
      for field in variant.fields {
        collect(field, of: "\(shape.name)(\(variant.word))", &known)
      }
    }
  }

  private func collect(_ field: Field, of owner: String, _ known: inout Set<String>) {
    known.insert("\(owner).\(field.key)")
    collect(field.type, "\(owner).\(field.key)", &known)
  }

  private func collect(_ type: FieldType, _ path: String, _ known: inout Set<String>) {
    switch type {
    case .choice(let choices): known.formUnion(choices.map { "\(path): \($0.word)" })
    case .record(let shape): collect(shape, &known)
    case .list(let element, _, _), .map(let element): collect(element, path, &known)
    case .oneOf(let types): for type in types { collect(type, path, &known) }
    default: break
    }
  }

  /// What is written reaches the decoded values: no property of them is always empty.
  @Test func everyPropertyIsDecoded() throws {
    let project = try decoded()
    var filled: [String: Bool] = [:]
    look(at: project, &filled)
    #expect(filled.filter { !$0.value }.keys.sorted() == ["ProjectSpec.unreadable"])
    #expect(filled.count > 300)
  }

  private func look(at value: Any, _ filled: inout [String: Bool]) {
    let mirror = Mirror(reflecting: value)
    let isOfSpec = String(reflecting: mirror.subjectType).hasPrefix("Spec.")
    for child in mirror.children {
      if mirror.displayStyle == .struct, isOfSpec, let label = child.label {
        let inner = Mirror(reflecting: child.value)
        let isEmpty =
          (inner.displayStyle == .optional || inner.displayStyle == .collection)
          && inner.children.isEmpty
        filled["\(mirror.subjectType).\(label)", default: false] =
          filled["\(mirror.subjectType).\(label)", default: false] || !isEmpty
      }
      if !(child.value is SourceText), !(child.value is EnvironmentDocument) {
        look(at: child.value, &filled)
      }
    }
  }

  /// An environment that takes everything over gives what the other one gives.
  @Test func overlaysCompile() throws {
    let specs = try SpecFolder(projectRoot.appending(path: "Tests/Fixtures/projects/small_star"))
    var sources = specs.sources
    let overlay = "kind: environment\nname: overlay\nextends: local\n"
    _ = sources.add(path: "specs/overlay.yaml", bytes: Array(overlay.utf8))
    let (projects, diagnostics) = compileAll(SpecFolder(sources))
    #expect(diagnostics.map(\.detail) == [])
    #expect(projects.map(\.environment.name) == ["local", "overlay"])
    #expect(projects[0].desired == projects[1].desired)
    #expect(projects[0].tasks == projects[1].tasks)
  }

  @Test func overlaysTakeOverAndReplace() throws {
    let project = try decoded()
    let environments = Dictionary(
      uniqueKeysWithValues: project.environments.map { ($0.name.value.text, $0) })
    let staging = try #require(environments["staging"])
    #expect(staging.base?.value.text == "prod")
    #expect(
      staging.variables.map { "\($0.name.value)=\($0.text)" } == [
        "port=5439", "is_big=true", "share=0.5", "region=eu-west-1",
      ])
    #expect(staging.warehouse.dialect.value == .postgresql)
    #expect(staging.warehouse.loader?.value.text == "loader")
    guard case .embedded(let database) = staging.warehouse.connection,
      case .s3Tables = staging.lake, case .sparkConnect = staging.engine,
      case .password? = staging.login
    else {
      Issue.record("\(staging)")
      return
    }
    #expect(database.value == "warehouse")
    // Two steps down: the storage of prod, the warehouse of staging, a lake of its own.
    let glue = try #require(environments["glue"])
    #expect(glue.storage?.root.value.literal == "s3://example/lake")
    #expect(glue.warehouse.dialect.value == .postgresql)
    guard case .glue = glue.lake, case .file? = Optional(glue.secrets) else {
      Issue.record("\(glue)")
      return
    }
    #expect(glue.dropAfter?.value == .seconds(30 * 86_400))
  }
}
