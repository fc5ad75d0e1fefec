internal import Diagnostics

/// The entries of one mapping while it is read: finds duplicate keys and applies merge keys.
struct MappingEntries {
  private(set) var entries: [YAMLEntry] = []
  private var merged: [YAMLNode] = []
  /// Where each key stands in `entries`; filled once a mapping is too long to be searched.
  private var index: [String: Int] = [:]

  private static let longestSearched = 12

  /// Whether a key takes over the entries of another mapping (YAML's merge key type).
  static func isMergeKey(_ key: YAMLScalar) -> Bool {
    key.style == .plain && key.text == "<<"
  }

  /// What most mappings have room in.
  private static let usualCapacity = 4

  init() { entries.reserveCapacity(Self.usualCapacity) }

  mutating func add(key: YAMLNode, value: YAMLNode, _ sink: inout DiagnosticSink) {
    if case .invalid = key.content { return }
    guard let scalar = key.scalar else {
      sink.report(.keyIsNotAScalar(at: key.span))
      return
    }
    if Self.isMergeKey(scalar) {
      addMerge(value, &sink)
      return
    }
    if let first = position(of: scalar.text) {
      sink.report(
        .duplicateKey(scalar.text, at: key.span, first: entries[first].keySpan))
      return
    }
    append(YAMLEntry(key: scalar, at: key.span, value: value))
  }

  /// Adds what merge keys bring and the mapping does not have itself. Earlier sources win.
  mutating func merge(_ sink: inout DiagnosticSink) {
    for source in merged {
      for entry in source.entries ?? [] where position(of: entry.key.text) == nil {
        append(entry)
      }
    }
  }

  private mutating func addMerge(_ value: YAMLNode, _ sink: inout DiagnosticSink) {
    for source in value.elements ?? [value] {
      if case .invalid = source.content { continue }
      if source.entries == nil {
        sink.report(.mergeOfNoMapping(at: source.span))
      } else {
        merged.append(source)
      }
    }
  }

  private func position(of key: String) -> Int? {
    entries.count > Self.longestSearched
      ? index[key] : entries.firstIndex { $0.key.text == key }
  }

  private mutating func append(_ entry: YAMLEntry) {
    entries.append(entry)
    if entries.count > Self.longestSearched + 1 {
      index[entry.key.text] = entries.count - 1
    } else if entries.count == Self.longestSearched + 1 {
      for (position, entry) in entries.enumerated() { index[entry.key.text] = position }
    }
  }
}
