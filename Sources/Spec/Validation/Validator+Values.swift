internal import Diagnostics
internal import YAML

extension Validator {
  /// The value of a node; nil when it was reported.
  mutating func value(_ node: YAMLNode, _ type: FieldType, key: String) -> FieldValue? {
    switch type {
    case .text: return plainText(node, key).map { .text($0) }
    case .prose: return text(node, key).map { .text($0) }
    case .boolean: return boolean(node, key)
    case .integer(let range): return integer(node, range, key)
    case .number: return number(node, key)
    case .choice(let choices): return choice(node, choices, key: key)
    case .scalar: return scalar(node, key)
    case .template(let placeholders): return template(node, placeholders, key)
    case .sql: return sql(node, key)
    case .sqlFile: return sqlFile(node, key)
    case .list(let element, let minimum, let unique):
      return list(node, element, minimum, unique, key)
    case .map(let element): return map(node, element, key)
    case .record(let shape): return record(node, shape, key: key).map { .record($0) }
    case .oneOf(let types):
      let fitting = types.first { $0.takesForm(of: node) } ?? types[0]
      return value(node, fitting, key: key)
    default: return parsed(node, type, key)
    }
  }

  private mutating func list(
    _ node: YAMLNode, _ type: FieldType, _ minimum: Int, _ unique: FieldType.Uniqueness?,
    _ key: String
  ) -> FieldValue? {
    guard let elements = node.elements else {
      let fix = node.scalar.flatMap { $0.isNull ? nil : bracketed(node) }
      report(node, key, needs: "a list", help: fix == nil ? nil : "Write it in '[' and ']'.", fix)
      return nil
    }
    if elements.count < minimum {
      sink.report(
        .outOfBounds("'\(key)' is an empty list.", at: node.span, help: "Add an element."))
    }
    var seen = SeenTexts(capacity: unique == nil ? 0 : elements.count)
    var values: [FieldValue] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      isItem = true
      let item = value(element, type, key: key)
      isItem = false
      guard let value = item else { continue }
      if let unique, isDuplicate(element, unique, key, &seen) { continue }
      values.append(value)
    }
    return .list(values)
  }

  private mutating func isDuplicate(
    _ element: YAMLNode, _ unique: FieldType.Uniqueness, _ list: String,
    _ seen: inout SeenTexts
  ) -> Bool {
    let named: (node: YAMLNode?, key: String?) =
      switch unique {
      case .value: (element, nil)
      case .key(let key): (element[key], key)
      }
    guard let node = named.node, let text = node.scalar?.text else { return false }
    guard let first = seen.add(text, at: node.span) else { return false }
    sink.report(
      .duplicateElement(text, key: named.key, in: list, at: node.span, first: first))
    return true
  }

  private mutating func map(_ node: YAMLNode, _ type: FieldType, _ key: String) -> FieldValue? {
    guard let entries = node.entries else {
      report(node, key, needs: "a mapping", help: nil)
      return nil
    }
    return .map(
      entries.compactMap { entry in
        value(entry.value, type, key: entry.key.text).map {
          (key: Spanned(entry.key.text, at: entry.keySpan), value: $0)
        }
      })
  }

  private func bracketed(_ node: YAMLNode) -> Diagnostic.Fix {
    let (file, start, end) = (node.span.file, Int(node.span.start), Int(node.span.end))
    return Diagnostic.Fix(
      "Write it in '[' and ']'.",
      edits: [
        .init(replacing: SourceSpan(file: file, start: start, end: start), with: "["),
        .init(replacing: SourceSpan(file: file, start: end, end: end), with: "]"),
      ])
  }

  /// Reports that a node is not of the form that its field takes.
  mutating func report(
    _ node: YAMLNode, _ key: String, needs expected: String, help: String?,
    _ fix: Diagnostic.Fix? = nil
  ) {
    if case .invalid = node.content { return }
    sink.report(
      .wrongType(
        key, isItem: isItem, needs: expected, found: node.formDescription, at: node.span,
        help: help, fix: fix))
  }
}

/// The texts of a list's elements, and where each stood first.
private struct SeenTexts {
  private var few: [(text: String, span: SourceSpan)] = []
  /// Used once the list is too long to be searched.
  private var many: [String: SourceSpan] = [:]
  private static let longestSearched = 32

  init(capacity: Int) { few.reserveCapacity(min(capacity, Self.longestSearched)) }

  /// Adds a text; gives where it stood before, or nil when it is new.
  mutating func add(_ text: String, at span: SourceSpan) -> SourceSpan? {
    for index in few.indices where few[index].text == text { return few[index].span }
    if few.count < Self.longestSearched {
      few.append((text, span))
      return nil
    }
    if let first = many[text] { return first }
    many[text] = span
    return nil
  }
}

extension FieldType {
  /// Whether a value of this type is written as a node of this form.
  fileprivate func takesForm(of node: YAMLNode) -> Bool {
    switch (self, node.content) {
    case (.list, .sequence), (.map, .mapping), (.record, .mapping): true
    case (.list, _), (.map, _), (.record, _): false
    case (_, .scalar): true
    default: false
    }
  }
}

extension YAMLNode {
  /// What it is, for people.
  fileprivate var formDescription: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .invalid: "no value"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: "empty"
      case .boolean: "true or false"
      case .integer, .float: "a number"
      case .text: "a text"
      }
    }
  }
}
