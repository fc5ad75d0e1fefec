/// One key of a mapping in a spec: the only source of the decoder, of the JSON Schema and of the
/// reference page.
package struct Field: Sendable {
  package let key: String
  package let type: FieldType
  package let isRequired: Bool
  /// One or two sentences for the reference page and for editors.
  package let doc: String
  /// What holds when the key is missing, as it would be written; nil when nothing does.
  package let defaultText: String?
  /// The version of Weir that first knew it.
  package let since: String

  static func required(_ key: String, _ type: FieldType, _ doc: String, since: String = "0.1")
    -> Field
  {
    Field(key: key, type: type, isRequired: true, doc: doc, defaultText: nil, since: since)
  }

  static func optional(
    _ key: String, _ type: FieldType, default defaultText: String? = nil, _ doc: String,
    since: String = "0.1"
  ) -> Field {
    Field(
      key: key, type: type, isRequired: false, doc: doc, defaultText: defaultText, since: since)
  }

  /// The name of a declaration, of so many parts.
  static func declaredName(_ parts: ClosedRange<Int>, _ doc: String) -> Field {
    .required("name", .declaredName(parts), doc)
  }

  static let doc = optional("doc", .text, "What it is, in words for people.")
  static let owner = optional("owner", .text, "The team that answers for it.")
  static let tags = optional(
    "tags", .list(.name, unique: .value), "Words by which selectors find it.")
  static let wasName = optional(
    "was", .name, "What it was called before, so that it is renamed and not made anew.")
  static let wasTable = optional(
    "was", .reference(1...8),
    "What it was called before, so that it is renamed and not made anew; with its schema if that differs."
  )
}

/// What kind of value a key takes.
package indirect enum FieldType: Sendable {
  /// Text for people or for other systems, not empty.
  case text
  /// A letter or `_`, then letters, digits and `_`.
  case name
  /// The name that a declaration gives itself, of so many parts, without a side.
  case declaredName(ClosedRange<Int>)
  /// Another object's name, of so many parts, with or without a side.
  case reference(ClosedRange<Int>)
  case selector
  case integer(ClosedRange<Int>)
  case boolean
  /// One of a closed set of words.
  case choice([Choice])
  /// A number and a unit: `90s`, `15m`, `1h`, `30d`, `2w`, or several: `1h30m`.
  case duration
  case cron
  case date
  /// The form of an IANA time zone's name.
  case timeZone
  case dataType
  /// A column, or a transform of one: `month(flight_date)`.
  case partition
  /// A text, a number or a boolean.
  case scalar
  /// Text with `${var.NAME}`, and with what else the field takes.
  case template(Placeholders)
  case sql(SQLForm)
  /// The path of a file that holds SQL, relative to the folder of the YAML file.
  case sqlFile
  case list(FieldType, minimum: Int = 0, unique: Uniqueness? = nil)
  case map(FieldType)
  case record(Shape)
  /// The first that takes a value of the form that was written: a scalar, a list or a mapping.
  case oneOf([FieldType])

  /// One word of a closed set.
  package struct Choice: Sendable {
    package let word: String
    package let doc: String
  }

  /// What an SQL text is.
  package enum SQLForm: Sendable {
    case query
    case expression
  }

  /// What no two elements of a list have in common.
  package enum Uniqueness: Sendable {
    /// The element itself.
    case value
    /// The value of this key of a mapping.
    case key(String)
  }

  static func choice<Word: SpecChoice>(of words: Word.Type) -> FieldType {
    .choice(Word.allCases.map { Choice(word: $0.rawValue, doc: $0.doc) })
  }

  /// A list of names without repetition.
  static func names(minimum: Int) -> FieldType {
    .list(.name, minimum: minimum, unique: .value)
  }
}

/// The keys that a mapping takes.
package struct Shape: Sendable {
  /// As messages call it: `lake_table`, `column`.
  package let name: String
  package let doc: String
  /// In the order of the reference page.
  package let fields: [Field]
  package let variants: Variants?
  package let rules: [ShapeRule]

  init(
    _ name: String, _ doc: String, _ fields: [Field], variants: Variants? = nil,
    rules: [ShapeRule] = []
  ) {
    self.name = name
    self.doc = doc
    self.fields = fields
    self.variants = variants
    self.rules = rules
  }
}

/// More keys of a mapping, depending on the value of one.
package struct Variants: Sendable {
  /// What one value brings.
  package struct Case: Sendable {
    package let word: String
    package let doc: String
    package let fields: [Field]
    package let rules: [ShapeRule]

    init(_ word: String, _ doc: String, _ fields: [Field], rules: [ShapeRule] = []) {
      self.word = word
      self.doc = doc
      self.fields = fields
      self.rules = rules
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
}

/// What several keys of a mapping have to do with each other.
package enum ShapeRule: Sendable {
  /// One of the keys must be there, and only one.
  case exactlyOne([String])
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
