internal import Catalog
internal import Diagnostics

/// A mapping that was held against its shape. A key whose value was reported, or that was not
/// written, has no value here.
struct Record: Sendable {
  let span: SourceSpan
  /// The word that decided between variants, where the shape has any; at the start of the mapping
  /// when it is the default.
  var variant: Spanned<String>?
  private var entries: [Entry] = []

  private struct Entry {
    let key: String
    let value: FieldValue
  }

  init(span: SourceSpan, capacity: Int = 0) {
    self.span = span
    entries.reserveCapacity(capacity)
  }

  mutating func set(_ key: String, _ value: FieldValue) {
    entries.append(Entry(key: key, value: value))
  }

  /// Linear in the number of keys, which is small.
  subscript(key: String) -> FieldValue? {
    for index in entries.indices where entries[index].key == key { return entries[index].value }
    return nil
  }

  /// Whether it has a value for one of these keys.
  func hasAny(of keys: [String]) -> Bool {
    for index in entries.indices where keys.contains(entries[index].key) { return true }
    return false
  }

  func text(_ key: String) -> Spanned<String>? {
    if case .text(let value) = self[key] { value } else { nil }
  }

  func dottedName(_ key: String) -> Spanned<DottedName>? {
    if case .dottedName(let value) = self[key] { value } else { nil }
  }

  func integer(_ key: String) -> Spanned<Int>? {
    if case .integer(let value) = self[key] { value } else { nil }
  }

  func number(_ key: String) -> Spanned<Double>? {
    if case .number(let value) = self[key] { value } else { nil }
  }

  func size(_ key: String) -> Spanned<Int>? {
    if case .size(let value) = self[key] { value } else { nil }
  }

  func boolean(_ key: String) -> Spanned<Bool>? {
    if case .boolean(let value) = self[key] { value } else { nil }
  }

  func duration(_ key: String) -> Spanned<Duration>? {
    if case .duration(let value) = self[key] { value } else { nil }
  }

  func cron(_ key: String) -> Spanned<CronExpression>? {
    if case .cron(let value) = self[key] { value } else { nil }
  }

  func date(_ key: String) -> Spanned<CivilDate>? {
    if case .date(let value) = self[key] { value } else { nil }
  }

  func dataType(_ key: String) -> Spanned<DataType>? {
    if case .dataType(let value) = self[key] { value } else { nil }
  }

  func scalar(_ key: String) -> Spanned<ScalarValue>? { self[key]?.scalar }

  func template(_ key: String) -> Spanned<TemplateText>? { self[key]?.template }

  func sql(_ key: String) -> SQLSpec? {
    if case .sql(let value) = self[key] { value } else { nil }
  }

  func record(_ key: String) -> Record? {
    if case .record(let value) = self[key] { value } else { nil }
  }

  func choice<Word: SpecChoice>(_ key: String, _ type: Word.Type) -> Spanned<Word>? {
    guard let text = text(key), let word = Word(rawValue: text.value) else { return nil }
    return Spanned(word, at: text.span)
  }

  /// The entries of a map; nil when the key is missing.
  func map(_ key: String) -> [(key: Spanned<String>, value: FieldValue)]? {
    if case .map(let entries) = self[key] { entries } else { nil }
  }

  func list<Element>(_ key: String, _ transform: (FieldValue) -> Element?) -> [Element] {
    guard case .list(let elements) = self[key] else { return [] }
    var results: [Element] = []
    results.reserveCapacity(elements.count)
    for element in elements {
      if let result = transform(element) { results.append(result) }
    }
    return results
  }

  func texts(_ key: String) -> [Spanned<String>] { list(key, \.text) }

  func references(_ key: String) -> [Spanned<DottedName>] { list(key, \.dottedName) }

  func selectors(_ key: String) -> [Spanned<Selector>] { list(key, \.selector) }

  func templates(_ key: String) -> [Spanned<TemplateText>] { list(key, \.template) }

  /// The values of a map of templates, by their names, in the order written; empty when the key is
  /// missing.
  func namedTemplates(_ key: String) -> [NamedTemplate] {
    (map(key) ?? []).compactMap { name, value in
      value.template.map { NamedTemplate(name: name, value: $0) }
    }
  }

  /// The value of a key that takes one word or a list of words.
  func choices<Word: SpecChoice>(_ key: String, _ type: Word.Type) -> [Spanned<Word>] {
    if let single = choice(key, type) { return [single] }
    return self[key]?.choices(type) ?? []
  }

  func records(_ key: String) -> [Record] { records(key) { $0 } }

  /// What is made of the mappings of a list, without those of which nothing can be made.
  func records<Element>(_ key: String, _ transform: (Record) -> Element?) -> [Element] {
    list(key) { if case .record(let record) = $0 { transform(record) } else { nil } }
  }
}
