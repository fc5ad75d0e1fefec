internal import Catalog
internal import Diagnostics
internal import YAML

/// The document of an environment before it is merged with those that it extends.
package struct EnvironmentDocument: Sendable {
  package let header: DeclarationHeader
  let node: YAMLNode
  let file: SourceFile

  /// The environment that it extends.
  fileprivate var base: Spanned<DottedName>? {
    guard let node = node["extends"], let text = node.scalar?.text,
      let name = try? parseDottedName(text, parts: 1...1, allowsSide: false)
    else { return nil }
    return Spanned(name, at: node.span)
  }
}

extension Validator {
  /// The document when it extends another one and both can be named; nil otherwise.
  mutating func overlay(_ document: YAMLNode, _ definition: KindDefinition) -> EnvironmentDocument?
  {
    guard let key = definition.shape.overlayKey, document[key] != nil,
      let node = document["name"], let text = node.scalar?.text,
      let name = try? parseDottedName(text, parts: 1...1, allowsSide: false)
    else { return nil }
    let header = DeclarationHeader(
      kind: definition.kind, name: Spanned(name, at: node.span), doc: nil, owner: nil, tags: [],
      span: document.span, isIncomplete: false, unbuilt: [])
    let overlay = EnvironmentDocument(header: header, node: document, file: file)
    return overlay.base == nil ? nil : overlay
  }
}

extension [Declaration] {
  /// The declarations with every environment that extends another one merged with it.
  func resolvingOverlays(_ sink: inout DiagnosticSink) -> [Declaration] {
    var documents: [String: EnvironmentDocument] = [:]
    var broken: Set<String> = []
    for declaration in self where declaration.header.kind == .environment {
      switch declaration {
      case .environment(let spec): documents[spec.name.value.text] = spec.document
      case .environmentOverlay(let document):
        documents[document.header.name.value.text] = document
      default: broken.insert(declaration.header.name.value.text)
      }
    }
    var resolver = OverlayResolver(documents: documents, broken: broken)
    let resolved = map { declaration in
      guard case .environmentOverlay(let document) = declaration else { return declaration }
      return resolver.resolve(document) ?? .unreadable(document.header)
    }
    sink.absorb(resolver.sink)
    return resolved
  }
}

private struct OverlayResolver {
  let documents: [String: EnvironmentDocument]
  /// The names of environments with a mistake that was reported.
  let broken: Set<String>
  var sink = DiagnosticSink()
  /// The names in circles that were reported.
  private var reported: Set<String> = []

  init(documents: [String: EnvironmentDocument], broken: Set<String>) {
    self.documents = documents
    self.broken = broken
  }

  /// The whole environment; nil when that was reported.
  mutating func resolve(_ document: EnvironmentDocument) -> Declaration? {
    guard let chain = chain(from: document), let root = chain.last else { return nil }
    var merged = root.node
    for overlay in chain.dropLast().reversed() {
      merged = EnvironmentSpec.shape.merged(merged, with: overlay.node)
    }
    guard let kind = merged.entries?.first(where: { $0.key.text == "kind" }),
      let definition = KindDefinition.named(SpecKind.environment.rawValue)
    else { return nil }
    var validator = Validator(file: document.file, sqlFiles: SQLFiles([:]))
    for other in chain { validator.otherFiles[other.file.id] = other.file }
    validator.lacksNodes = chain.contains(where: \.header.isIncomplete)
    let declaration = validator.declaration(merged, kind: kind, definition)
    report(validator.sink.diagnostics, of: document)
    return declaration
  }

  /// What stands in the bases was reported there.
  private mutating func report(_ found: [Diagnostic], of document: EnvironmentDocument) {
    let own = document.node.span
    for diagnostic in found {
      guard let span = diagnostic.span, span.file == own.file, span.start >= own.start,
        span.end <= own.end
      else { continue }
      sink.report(diagnostic)
    }
  }

  /// The document and all that it builds on, the root last; nil when it has none.
  private mutating func chain(from document: EnvironmentDocument) -> [EnvironmentDocument]? {
    var chain = [document]
    var names = [document.header.name.value.text]
    while let base = chain[chain.count - 1].base {
      let name = base.value.text
      if broken.contains(name) { return nil }
      guard let next = documents[name] else {
        let similar = nearMatch(name, among: documents.keys.filter { $0 != names[0] })
        // The one that names it says so.
        if chain.count == 1 {
          sink.report(.unknownBase(base.value, at: base.span, similar: similar))
        }
        return nil
      }
      if let first = names.firstIndex(of: name) {
        if first == 0, reported.isDisjoint(with: names) {
          sink.report(.cyclicBases(chain.map(\.header.name)))
          reported.formUnion(names)
        }
        return nil
      }
      chain.append(next)
      names.append(name)
    }
    return chain
  }
}

extension Shape {
  /// The mapping with what an overlay writes in place of its own. Where the overlay chooses another
  /// variant, or another of several keys that exclude each other, the base's own are left out.
  fileprivate func merged(_ base: YAMLNode, with overlay: YAMLNode) -> YAMLNode {
    guard let old = base.entries, let new = overlay.entries else { return overlay }
    var layout = layout
    if let variants {
      let word = base[variants.key]?.scalar?.text ?? variants.defaultWord
      if let written = overlay[variants.key]?.scalar?.text, written != word { return overlay }
      layout = layouts.first { $0.word?.word == word } ?? layout
    }
    let left = layout.excluded(by: new)
    var entries: [YAMLEntry] = []
    for entry in old where !left.contains(entry.key.text) {
      guard let other = new.first(where: { $0.key.text == entry.key.text }) else {
        entries.append(entry)
        continue
      }
      let type = layout.field(entry.key.text)?.type
      let value = type?.merged(entry.value, with: other.value) ?? other.value
      entries.append(YAMLEntry(key: other.key, at: other.keySpan, value: value))
    }
    let kept = Set(old.map(\.key.text)).subtracting(left)
    entries += new.filter { !kept.contains($0.key.text) }
    return YAMLNode(.mapping(entries), at: overlay.span)
  }
}

extension Layout {
  /// The keys that cannot stand beside what an overlay writes.
  fileprivate func excluded(by entries: [YAMLEntry]) -> Set<String> {
    let written = Set(entries.map(\.key.text))
    var excluded: Set<String> = []
    for rule in rules {
      switch rule {
      case .exactlyOne(let keys), .atMostOne(let keys):
        if !written.isDisjoint(with: keys) { excluded.formUnion(keys) }
      case .excludes(let key, let others):
        if written.contains(key) { excluded.formUnion(others) }
        if !written.isDisjoint(with: others) { excluded.insert(key) }
      default: break
      }
    }
    return excluded.subtracting(written)
  }
}

extension FieldType {
  fileprivate func merged(_ base: YAMLNode, with overlay: YAMLNode) -> YAMLNode {
    switch self {
    case .record(let shape): return shape.merged(base, with: overlay)
    case .map:
      guard let old = base.entries, let new = overlay.entries else { return overlay }
      let written = Set(new.map(\.key.text))
      let kept = old.filter { !written.contains($0.key.text) }
      return YAMLNode(.mapping(kept + new), at: overlay.span)
    default: return overlay
    }
  }
}
