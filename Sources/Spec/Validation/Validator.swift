internal import Diagnostics
internal import YAML

/// Holds the nodes of one file against their shapes, and reports everything that does not fit.
struct Validator {
  let file: SourceFile
  let sqlFiles: SQLFiles
  /// Files that nodes may come from besides `file`, where a document was merged from several.
  var otherFiles: [FileID: SourceFile] = [:]
  var sink = DiagnosticSink()
  /// Whether YAML's rules were broken in the file, so that something may have been left out of it.
  var lacksNodes = false
  /// What was read and is not carried out, in the order of the file.
  var unbuilt: [UnbuiltUse] = []
  /// Whether what is looked at is itself an item of a list.
  var isItem = false

  init(file: SourceFile, sqlFiles: SQLFiles) {
    self.file = file
    self.sqlFiles = sqlFiles
  }

  /// The file that a node was written in.
  func file(of node: YAMLNode) -> SourceFile {
    node.span.file == file.id ? file : otherFiles[node.span.file] ?? file
  }

  /// The record of a mapping; nil when the node is no mapping. `ignoring` is a key that was read
  /// before, and where the mapping's own mistakes are shown.
  mutating func record(
    _ node: YAMLNode, _ shape: Shape, key: String, ignoring: YAMLEntry? = nil
  ) -> Record? {
    guard let entries = node.entries else {
      report(node, key, needs: "a mapping", help: shape.keysInWords)
      return nil
    }
    isItem = false
    let place = ignoring?.value.span ?? entries.first?.keySpan ?? node.span
    let firstUnbuilt = unbuilt.count
    var record = Record(span: node.span, capacity: entries.count)
    let layout = chooseLayout(shape, entries, place, &record)
    var strangers: UnknownKeys?
    for entry in entries where entry.key.text != ignoring?.key.text {
      if let variants = shape.variants, entry.key.text == variants.key { continue }
      guard let field = layout.field(entry.key.text) else {
        var unknown = strangers ?? UnknownKeys(shape, layout, entries)
        if let diagnostic = unknown.diagnostic(for: entry) { sink.report(diagnostic) }
        strangers = unknown
        continue
      }
      if let value = value(entry, of: field) { record.set(field.key, value) }
    }
    checkRequired(layout, shape, entries, place)
    var conflicts = KeyConflicts()
    for rule in layout.rules { check(rule, entries, record, shape, layout, place, &conflicts) }
    conflicts.report(in: shape.name, &sink)
    if let word = record.variant, let state = layout.word?.state, !state.isBuilt {
      let what = "'\(shape.variants?.key ?? ""): \(word.value)'"
      replaceUnbuilt(from: firstUnbuilt, by: UnbuiltUse(what: what, state: state, span: word.span))
    }
    return record
  }

  /// The value of a field; nil when it was reported.
  private mutating func value(_ entry: YAMLEntry, of field: Field) -> FieldValue? {
    guard !field.state.isBuilt else { return value(entry.value, field.type, key: field.key) }
    let firstUnbuilt = unbuilt.count
    guard let value = value(entry.value, field.type, key: field.key) else { return nil }
    guard entry.value.scalar?.text != field.defaultText || field.defaultText == nil else {
      unbuilt.removeSubrange(firstUnbuilt...)
      return value
    }
    let use = UnbuiltUse(what: "'\(field.key)'", state: field.state, span: entry.keySpan)
    replaceUnbuilt(from: firstUnbuilt, by: use)
    return value
  }

  /// Where a whole is not carried out, nothing is said of its parts.
  mutating func replaceUnbuilt(from first: Int, by use: UnbuiltUse) {
    unbuilt.removeSubrange(first...)
    unbuilt.append(use)
  }

  private mutating func chooseLayout(
    _ shape: Shape, _ entries: [YAMLEntry], _ place: SourceSpan, _ record: inout Record
  ) -> Layout {
    guard let variants = shape.variants else { return shape.layout }
    let node = entries.first { $0.key.text == variants.key }?.value
    let written = node == nil ? variants.defaultWord : node?.scalar?.text
    if let written, let layout = shape.layouts.first(where: { $0.word?.word == written }) {
      record.variant = Spanned(written, at: node?.span ?? place)
      return layout
    }
    if let node {
      _ = choice(node, variants.choices, key: variants.key)
    } else {
      sink.report(
        .missingKey(
          variants.key, in: shape.name, because: nil, at: place, doc: variants.doc,
          form: FieldType.choice(variants.choices).formInWords))
    }
    return shape.layout
  }

  private mutating func checkRequired(
    _ layout: Layout, _ shape: Shape, _ entries: [YAMLEntry], _ place: SourceSpan
  ) {
    for field in layout.required {
      if entries.contains(where: { $0.key.text == field.key }) { continue }
      sink.report(
        .missingKey(
          field.key, in: shape.name, because: reason(for: field.key, layout, shape), at: place,
          doc: field.doc, form: field.type.formInWords))
    }
  }

  /// Why a field is needed that only the chosen variant has.
  private func reason(for key: String, _ layout: Layout, _ shape: Shape) -> String? {
    guard let word = layout.word, let variants = shape.variants,
      !shape.fields.contains(where: { $0.key == key })
    else { return nil }
    return "with '\(variants.key): \(word.word)'"
  }
}

/// Says what is wrong with keys that a mapping does not take.
private struct UnknownKeys {
  private let shape: Shape
  private let layout: Layout
  private let entries: [YAMLEntry]
  /// The keys that the mapping takes.
  private lazy var known = layout.fields.map(\.key) + (shape.variants.map { [$0.key] } ?? [])
  /// Those of them that are not written.
  private lazy var free: [String] = {
    let written = Set(entries.map(\.key.text))
    return known.filter { !written.contains($0) }
  }()

  init(_ shape: Shape, _ layout: Layout, _ entries: [YAMLEntry]) {
    self.shape = shape
    self.layout = layout
    self.entries = entries
  }

  /// Nil where nothing should be said.
  mutating func diagnostic(for entry: YAMLEntry) -> Diagnostic? {
    let key = entry.key.text
    let owner = shape.variants?.cases.first { $0.fields.contains { $0.key == key } }
    // Where the deciding word is unknown, any variant might have the key.
    if layout.word == nil, owner != nil { return nil }
    let variant = owner.map { "'\(shape.variants?.key ?? ""): \($0.word)'" }
    return .unknownKey(
      key, in: shape.name, at: entry.keySpan,
      similar: variant == nil ? nearMatch(key, among: free) : nil,
      known: variant == nil ? known : [], belongsTo: variant)
  }
}
