/// The keys that a mapping takes.
///
/// A class, because shapes refer to each other and are looked at for every mapping of every file.
package final class Shape: Sendable {
  /// As messages call it: `lake_table`, `column`.
  package let name: String
  package let doc: String
  /// In the order of the reference page.
  package let fields: [Field]
  package let variants: Variants?
  package let rules: [ShapeRule]
  /// The key that names another declaration to take over from: where it is written, nothing else
  /// but the name is needed. Nil for all other shapes.
  package let overlayKey: String?
  /// The keys without those of a variant: what holds while it is not known which one is meant.
  let layout: Layout
  /// The keys with those of each variant, in the order of the variants.
  let layouts: [Layout]

  /// The keys of a kind of declaration.
  convenience init(
    _ kind: SpecKind, _ fields: [Field], variants: Variants? = nil, rules: [ShapeRule] = [],
    overlayKey: String? = nil
  ) {
    self.init(
      kind.rawValue, kind.doc, fields, variants: variants, rules: rules, overlayKey: overlayKey)
  }

  init(
    _ name: String, _ doc: String, _ fields: [Field], variants: Variants? = nil,
    rules: [ShapeRule] = [], overlayKey: String? = nil
  ) {
    self.name = name
    self.doc = doc
    self.fields = fields
    self.variants = variants
    self.rules = rules
    self.overlayKey = overlayKey
    layout = Layout(word: nil, fields: fields, rules: rules)
    layouts = (variants?.cases ?? []).map {
      Layout(word: $0, fields: fields + $0.fields, rules: rules + $0.rules)
    }
  }
}

/// The keys that one mapping takes: those of its shape and of the variant that it chose.
final class Layout: Sendable {
  /// Nil when there are no variants, or the deciding word is missing or unknown.
  let word: Variants.Case?
  let fields: [Field]
  /// Those of the fields that must be there.
  let required: [Field]
  let rules: [ShapeRule]

  init(word: Variants.Case?, fields: [Field], rules: [ShapeRule]) {
    self.word = word
    self.fields = fields
    self.rules = rules
    required = fields.filter(\.isRequired)
  }

  /// Linear in the number of fields, which is small.
  func field(_ key: String) -> Field? { fields.first { $0.key == key } }
}

/// More keys of a mapping, depending on the value of one.
package struct Variants: Sendable {
  /// What one value brings.
  package struct Case: Sendable {
    package let word: String
    package let doc: String
    package let fields: [Field]
    package let rules: [ShapeRule]
    package private(set) var state = BuildState.built

    init(_ word: String, _ doc: String, _ fields: [Field], rules: [ShapeRule] = []) {
      self.word = word
      self.doc = doc
      self.fields = fields
      self.rules = rules
    }

    init(_ word: some SpecChoice, _ fields: [Field], rules: [ShapeRule] = []) {
      self.init(word.rawValue, word.doc, fields, rules: rules)
      state = word.state
    }

    /// The same, read but not carried out.
    func notYet(_ help: String) -> Case {
      var copy = self
      copy.state = .notYet(help: help)
      return copy
    }
  }

  /// The key that decides.
  package let key: String
  package let doc: String
  /// The word that holds when the key is missing; nil when it must be written.
  package let defaultWord: String?
  package let cases: [Case]

  init(_ key: String, _ doc: String, default defaultWord: String? = nil, _ cases: [Case]) {
    self.key = key
    self.doc = doc
    self.defaultWord = defaultWord
    self.cases = cases
  }

  /// The words that the deciding key takes.
  package var choices: [FieldType.Choice] {
    cases.map { FieldType.Choice(word: $0.word, doc: $0.doc, state: $0.state) }
  }
}

/// What several keys of a mapping have to do with each other.
package enum ShapeRule: Sendable {
  /// One of the keys must be there, and only one.
  case exactlyOne([String])
  /// No two of the keys may be there.
  case atMostOne([String])
  case atLeastOne([String])
  /// Where the first key is, the second must be.
  case requires(String, String)
  /// Where the first key is, none of the others may be.
  case excludes(String, [String])
  /// The value of the first key comes before that of the second.
  case ascending(String, String)
  /// The lists under the two keys, where both are, have as many elements.
  case sameLength(String, String)
}
