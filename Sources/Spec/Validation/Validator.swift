internal import Diagnostics
internal import YAML

/// Holds the nodes of one file against their shapes, and reports everything that does not fit.
struct Validator {
  let file: SourceFile
  let sqlFiles: SQLFiles
  var sink = DiagnosticSink()

  init(file: SourceFile, sqlFiles: SQLFiles) {
    self.file = file
    self.sqlFiles = sqlFiles
  }

  /// The record of a mapping; nil when the node is no mapping. `ignoring` is a key that was read
  /// before, and where the mapping's own mistakes are shown.
  mutating func record(
    _ node: YAMLNode, _ shape: Shape, key: String, ignoring: YAMLEntry? = nil
  ) -> Record? {
    guard let entries = node.entries else {
      report(node, key, needs: "a mapping", help: nil)
      return nil
    }
    let place = ignoring?.value.span ?? entries.first?.keySpan ?? node.span
    var record = Record(span: node.span)
    let layout = Layout(shape, entries)
    choose(layout, place, &record)
    for entry in entries where entry.key.text != ignoring?.key.text {
      if entry.key.text == shape.variants?.key { continue }
      guard let field = layout.field(entry.key.text) else {
        reportUnknown(entry, layout, shape)
        continue
      }
      if let value = value(entry.value, field.type, key: field.key) {
        record.set(field.key, value)
      }
    }
    for field in layout.fields where field.isRequired && !layout.isWritten(field.key) {
      sink.report(
        .missingKey(
          field.key, in: shape.name, because: layout.reason(for: field.key), at: place,
          doc: field.doc))
    }
    for rule in layout.rules { check(rule, entries, record, shape, place) }
    return record
  }

  private mutating func choose(_ layout: Layout, _ place: SourceSpan, _ record: inout Record) {
    guard let variants = layout.shape.variants else { return }
    if let word = layout.word {
      record.variant = Spanned(word, at: layout.wordNode?.span ?? place)
    } else if let node = layout.wordNode {
      _ = choice(
        node, variants.cases.map { .init(word: $0.word, doc: $0.doc) }, key: variants.key)
    } else {
      sink.report(
        .missingKey(
          variants.key, in: layout.shape.name, because: nil, at: place, doc: variants.doc))
    }
  }

  private mutating func reportUnknown(_ entry: YAMLEntry, _ layout: Layout, _ shape: Shape) {
    let key = entry.key.text
    // Where the deciding word is unknown, any variant might have the key.
    if layout.word == nil, layout.variantWord(owning: key) != nil { return }
    let written = Set(layout.entries.map(\.key.text))
    let free = layout.keys.filter { !written.contains($0) }
    let owner = layout.variantWord(owning: key).map { word in
      "'\(shape.variants?.key ?? ""): \(word)'"
    }
    sink.report(
      .unknownKey(
        key, in: shape.name, at: entry.keySpan,
        similar: owner == nil ? nearMatch(key, among: free) : nil,
        known: owner == nil ? layout.keys : [], belongsTo: owner))
  }
}

/// The keys that one mapping takes: those of its shape and of the variant it chose.
private struct Layout {
  let shape: Shape
  let entries: [YAMLEntry]
  /// The word of the variant; nil when there are no variants, or the word is missing or unknown.
  let word: String?
  /// The value of the deciding key.
  let wordNode: YAMLNode?
  let fields: [Field]
  let rules: [ShapeRule]

  init(_ shape: Shape, _ entries: [YAMLEntry]) {
    self.shape = shape
    self.entries = entries
    guard let variants = shape.variants else {
      word = nil
      wordNode = nil
      fields = shape.fields
      rules = shape.rules
      return
    }
    wordNode = entries.first { $0.key.text == variants.key }?.value
    let written = wordNode == nil ? variants.defaultWord : wordNode?.scalar?.text
    let chosen = variants.cases.first { $0.word == written }
    word = chosen?.word
    fields = shape.fields + (chosen?.fields ?? [])
    rules = shape.rules + (chosen?.rules ?? [])
  }

  var keys: [String] { fields.map(\.key) + (shape.variants.map { [$0.key] } ?? []) }

  func isWritten(_ key: String) -> Bool { entries.contains { $0.key.text == key } }

  /// Why a field is needed that only the chosen variant has.
  func reason(for key: String) -> String? {
    guard let word, let variants = shape.variants, !shape.fields.contains(where: { $0.key == key })
    else { return nil }
    return "with '\(variants.key): \(word)'"
  }

  func field(_ key: String) -> Field? { fields.first { $0.key == key } }

  /// The word of the variant that has a key which this mapping does not take.
  func variantWord(owning key: String) -> String? {
    shape.variants?.cases.first { $0.fields.contains { $0.key == key } }?.word
  }
}
