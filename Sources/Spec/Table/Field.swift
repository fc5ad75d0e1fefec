/// One key of a mapping in a spec: the only source of the decoder, of the JSON Schema and of the
/// reference page.
///
/// A class, because fields are looked at for every key of every file.
package final class Field: Sendable {
  package let key: String
  package let type: FieldType
  package let isRequired: Bool
  /// One or two sentences for the reference page and for editors.
  package let doc: String
  /// What holds when the key is missing, as it would be written; nil when nothing does.
  package let defaultText: String?
  /// The version of Weir that first knew it.
  package let since: String
  /// Whether it is carried out. A value equal to the default always is.
  package let state: BuildState

  private init(
    _ key: String, _ type: FieldType, isRequired: Bool, default defaultText: String?, doc: String,
    since: String, state: BuildState = .built
  ) {
    self.key = key
    self.type = type
    self.isRequired = isRequired
    self.defaultText = defaultText
    self.doc = doc
    self.since = since
    self.state = state
  }

  static func required(_ key: String, _ type: FieldType, _ doc: String, since: String = "0.1")
    -> Field
  {
    Field(key, type, isRequired: true, default: nil, doc: doc, since: since)
  }

  static func optional(
    _ key: String, _ type: FieldType, default defaultText: String? = nil, _ doc: String,
    since: String = "0.1"
  ) -> Field {
    Field(key, type, isRequired: false, default: defaultText, doc: doc, since: since)
  }

  /// The same key, read and refused.
  func notYet(_ help: String) -> Field { with(.notYet(help: help)) }

  private func with(_ state: BuildState) -> Field {
    Field(
      key, type, isRequired: isRequired, default: defaultText, doc: doc, since: since, state: state)
  }

  /// The name of a declaration, of so many parts.
  static func declaredName(_ parts: ClosedRange<Int>, _ doc: String) -> Field {
    .required("name", .declaredName(parts), doc)
  }

  static let doc = optional("doc", .prose, "What it is, in words for people.")
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
  /// Text for other systems, not empty, without placeholders.
  case text
  /// Text for people, not empty.
  case prose
  /// A letter or `_`, then letters, digits and `_`.
  case name
  /// The name that a declaration gives itself, of so many parts, without a side.
  case declaredName(ClosedRange<Int>)
  /// Another object's name, of so many parts, with or without a side.
  case reference(ClosedRange<Int>)
  case selector
  case integer(ClosedRange<Int>)
  /// A number that is not negative.
  case number
  case boolean
  /// One of a closed set of words.
  case choice([Choice])
  /// A number and a unit: `90s`, `15m`, `1h`, `30d`, `2w`, or several: `1h30m`.
  case duration
  /// A number and a unit: `512KB`, `128MB`, `1GB`.
  case size
  case cron
  case date
  /// The form of an IANA time zone's name.
  case timeZone
  case dataType
  /// A type, or one of the server's own: `native(smallint)`.
  case warehouseType
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
    package let state: BuildState
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
    .choice(Word.allCases.map { Choice(word: $0.rawValue, doc: $0.doc, state: $0.state) })
  }

  /// A list of names without repetition.
  static func names(minimum: Int) -> FieldType {
    .list(.name, minimum: minimum, unique: .value)
  }

  /// Mappings without repetition of a key's value.
  static func records(_ shape: Shape, minimum: Int = 0, unique key: String? = nil) -> FieldType {
    .list(.record(shape), minimum: minimum, unique: key.map { .key($0) })
  }

  /// Selectors without repetition.
  static func selectors(minimum: Int) -> FieldType {
    .list(.selector, minimum: minimum, unique: .value)
  }
}
