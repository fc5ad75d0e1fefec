internal import Diagnostics
internal import YAML

extension Validator {
  /// What several keys of a mapping have to do with each other. Keys count as present when they are
  /// written, whatever their values are worth.
  mutating func check(
    _ rule: ShapeRule, _ entries: [YAMLEntry], _ record: Record, _ shape: Shape,
    _ layout: Layout, _ place: SourceSpan
  ) {
    func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key.text == key } }
    switch rule {
    case .exactlyOne(let keys):
      let present = entries.filter { keys.contains($0.key.text) }
      if present.isEmpty { sink.report(.missingOneOf(keys, in: shape.name, at: place)) }
      for extra in present.dropFirst() { conflict(extra, present[0], shape) }
    case .atMostOne(let keys):
      let present = entries.filter { keys.contains($0.key.text) }
      for extra in present.dropFirst() { conflict(extra, present[0], shape) }
    case .atLeastOne(let keys):
      if !entries.contains(where: { keys.contains($0.key.text) }) {
        sink.report(.missingOneOf(keys, in: shape.name, at: place))
      }
    case .requires(let key, let other):
      guard let cause = entry(key), entry(other) == nil else { return }
      let doc = layout.field(other)?.doc ?? ""
      sink.report(
        .missingKey(
          other, in: shape.name, because: "where '\(key)' is written", at: cause.keySpan, doc: doc))
    case .excludes(let key, let others):
      guard let cause = entry(key) else { return }
      for other in entries where others.contains(other.key.text) { conflict(other, cause, shape) }
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

  private mutating func conflict(_ entry: YAMLEntry, _ other: YAMLEntry, _ shape: Shape) {
    sink.report(
      .conflictingKeys(
        entry.key.text, other.key.text, in: shape.name, at: entry.keySpan, first: other.keySpan))
  }
}
