internal import Diagnostics
internal import YAML

extension Validator {
  /// What several keys of a mapping have to do with each other. Keys count as present when they are
  /// written, whatever their values are worth.
  mutating func check(
    _ rule: ShapeRule, _ entries: [YAMLEntry], _ record: Record, _ shape: Shape,
    _ layout: Layout, _ place: SourceSpan, _ conflicts: inout KeyConflicts
  ) {
    func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key.text == key } }
    switch rule {
    case .exactlyOne(let keys):
      let present = entries.filter { keys.contains($0.key.text) }
      if present.isEmpty {
        sink.report(.missingOneOf(keys.compactMap(layout.field), in: shape.name, at: place))
      }
      for extra in present.dropFirst() { conflicts.add(extra, present[0]) }
    case .atMostOne(let keys):
      let present = entries.filter { keys.contains($0.key.text) }
      for extra in present.dropFirst() { conflicts.add(extra, present[0]) }
    case .atLeastOne(let keys):
      if !entries.contains(where: { keys.contains($0.key.text) }) {
        sink.report(.missingOneOf(keys.compactMap(layout.field), in: shape.name, at: place))
      }
    case .requires(let key, let other):
      guard let cause = entry(key), entry(other) == nil else { return }
      let field = layout.field(other)
      sink.report(
        .missingKey(
          other, in: shape.name, because: "where '\(key)' is written", at: cause.keySpan,
          doc: field?.doc ?? "", form: field?.type.formInWords))
    case .excludes(let key, let others):
      guard let cause = entry(key) else { return }
      for other in entries where others.contains(other.key.text) { conflicts.add(other, cause) }
    case .ascending(let key, let other):
      guard let first = record.date(key), let second = record.date(other),
        first.value >= second.value
      else { return }
      sink.report(
        .outOfBounds(
          "'\(other)' is \(second.value), but must come after '\(key)', which is \(first.value).",
          at: second.span))
    case .sameLength(let key, let other):
      let counts = (record.texts(key).count, record.texts(other).count)
      guard counts.1 > 0, counts.0 != counts.1, let place = entry(other)?.value.span else { return }
      sink.report(
        .outOfBounds(
          "'\(other)' has \(counts.1) names, but '\(key)' has \(counts.0).", at: place,
          help: "Write one name for each."))
    }
  }
}

/// The keys of one mapping that exclude each other, so that one wrong key is one diagnostic.
struct KeyConflicts {
  private var pairs: [(key: Spanned<String>, other: Spanned<String>)] = []

  mutating func add(_ entry: YAMLEntry, _ other: YAMLEntry) {
    pairs.append((Spanned(entry), Spanned(other)))
  }

  /// Reports the key that excludes most others first, with all of them.
  func report(in shape: String, _ sink: inout DiagnosticSink) {
    var left = pairs
    while let first = left.first {
      var key = first.key
      for pair in left where count(pair.other, in: left) > count(key, in: left) { key = pair.other }
      let others = left.compactMap { pair in
        pair.key == key ? pair.other : pair.other == key ? pair.key : nil
      }
      left.removeAll { $0.key == key || $0.other == key }
      sink.report(.conflictingKeys(key, others, in: shape))
    }
  }

  private func count(
    _ key: Spanned<String>, in pairs: [(key: Spanned<String>, other: Spanned<String>)]
  ) -> Int {
    pairs.count { $0.key == key || $0.other == key }
  }
}

extension Spanned<String> {
  /// The key of an entry.
  fileprivate init(_ entry: YAMLEntry) { self.init(entry.key.text, at: entry.keySpan) }
}
