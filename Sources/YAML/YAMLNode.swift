package import Diagnostics

/// One value of a YAML document, with its place in the file.
///
/// Anchors and merge keys are already resolved: an alias is the node it names, with the place where
/// that node was written. Trees are at most `YAMLLimits.depth` deep.
package struct YAMLNode: Sendable {
  /// What a node holds.
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// In the order of the file, keys unique; merged entries come after the mapping's own.
    case mapping([YAMLEntry])
    /// A value that was reported; nothing more should be said of it.
    case invalid
  }

  package let content: Content
  /// From the first to the last byte of the value, without anchor, tag, trailing comments and
  /// blank lines. Empty and just after the key's `:` when nothing was written.
  package let span: SourceSpan

  package init(_ content: Content, at span: SourceSpan) {
    self.content = content
    self.span = span
  }

  /// The scalar, or nil for a collection.
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The elements of a sequence, or nil.
  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The entries of a mapping, or nil.
  package var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value of a key of a mapping. Linear in the number of keys.
  package subscript(key: String) -> YAMLNode? {
    entries?.first { $0.key.text == key }?.value
  }
}

/// One key of a mapping and its value.
package struct YAMLEntry: Sendable {
  package let key: YAMLScalar
  package let keySpan: SourceSpan
  package let value: YAMLNode

  package init(key: YAMLScalar, at keySpan: SourceSpan, value: YAMLNode) {
    self.key = key
    self.keySpan = keySpan
    self.value = value
  }
}

/// A single value as it was written: its text after unquoting and unfolding, and how it was quoted.
package struct YAMLScalar: Sendable, Hashable {
  /// How a scalar was written.
  package enum Style: Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// A block that begins with `|`.
    case literal
    /// A block that begins with `>`.
    case folded
  }

  package let text: String
  package let style: Style
  /// Whether the tag `!!str` or `!` makes a plain scalar a text.
  package let isTaggedText: Bool

  package init(_ text: String, style: Style = .plain, isTaggedText: Bool = false) {
    self.text = text
    self.style = style
    self.isTaggedText = isTaggedText
  }
}

/// The bounds within which a file is read.
package enum YAMLLimits {
  /// The deepest nesting of sequences and mappings, aliases included.
  package static let depth = 100
  /// The most nodes that the aliases and merge keys of one file may add.
  package static let aliasedNodes = 100_000
  /// The largest file, in bytes.
  package static let fileSize = 64 << 20
}
