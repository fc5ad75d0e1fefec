internal import Diagnostics
internal import YAML

extension Validator {
  /// A text that is not empty; numbers and booleans need quotes to be one.
  mutating func text(_ node: YAMLNode, _ key: String) -> Spanned<String>? {
    guard let scalar = node.scalar else {
      report(node, key, needs: "a text", help: nil)
      return nil
    }
    switch scalar.value {
    case .text(let text) where !text.isEmpty:
      return Spanned(text, at: node.span)
    case .text:
      sink.report(
        .wrongType(
          key, needs: "a text", found: "empty", at: node.span,
          help: "Write it, or delete '\(key)'.",
          fix: nil))
    case .null:
      report(node, key, needs: "a text", help: "Write it, or delete '\(key)'.")
    case .boolean, .integer, .float:
      let quoted = "\"\(scalar.text)\""
      report(
        node, key, needs: "a text", help: "Write \(quoted), in quotes.",
        Diagnostic.Fix(
          "Put it in quotes.", edits: [.init(replacing: node.span, with: quoted)]))
    }
    return nil
  }

  /// A text in which a placeholder would be taken for what it is not.
  mutating func plainText(_ node: YAMLNode, _ key: String) -> Spanned<String>? {
    guard let text = text(node, key) else { return nil }
    guard text.value.utf8.contains(UInt8(ascii: "$")) else { return text }
    for kind in ["var", "secret", "interval"] {
      guard text.value.contains("${\(kind).") else { continue }
      sink.report(.placeholderNotAllowed(kind: kind, in: key, at: text.span))
      return nil
    }
    return text
  }

  mutating func boolean(_ node: YAMLNode, _ key: String) -> FieldValue? {
    guard let scalar = node.scalar else {
      report(node, key, needs: "true or false", help: nil)
      return nil
    }
    if case .boolean(let value) = scalar.value { return .boolean(Spanned(value, at: node.span)) }
    let meant: String? =
      switch scalar.text.lowercased() {
      case "yes", "on", "y", "true", "1": "true"
      case "no", "off", "n", "false", "0": "false"
      default: nil
      }
    report(
      node, key, needs: "true or false", help: meant.map { "Write \($0), without quotes." },
      meant.map {
        Diagnostic.Fix("Write \($0).", edits: [.init(replacing: node.span, with: $0)])
      })
    return nil
  }

  mutating func integer(
    _ node: YAMLNode, _ range: ClosedRange<Int>, _ key: String
  ) -> FieldValue? {
    guard case .integer(let value)? = node.scalar?.value else {
      let isQuoted = node.scalar.map { $0.style != .plain && Int($0.text) != nil } ?? false
      report(
        node, key, needs: "a whole number", help: isQuoted ? "Write it without quotes." : nil)
      return nil
    }
    guard range.contains(value) else {
      sink.report(
        .outOfBounds(
          "'\(key)' is \(value), but must be \(described(range)).", at: node.span))
      return nil
    }
    return .integer(Spanned(value, at: node.span))
  }

  mutating func number(_ node: YAMLNode, _ key: String) -> FieldValue? {
    let value: Double
    switch node.scalar?.value {
    case .integer(let integer): value = Double(integer)
    case .float(let float): value = float
    default:
      report(node, key, needs: "a number", help: nil)
      return nil
    }
    guard value >= 0, value.isFinite else {
      sink.report(.outOfBounds("'\(key)' must be 0 or more.", at: node.span))
      return nil
    }
    return .number(Spanned(value, at: node.span))
  }

  private func described(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
  }

  mutating func choice(
    _ node: YAMLNode, _ choices: [FieldType.Choice], key: String
  ) -> FieldValue? {
    if let choice = node.scalar.flatMap({ scalar in choices.first { $0.word == scalar.text } }) {
      if !choice.state.isBuilt {
        let what = "'\(key): \(choice.word)'"
        unbuilt.append(UnbuiltUse(what: what, state: choice.state, span: node.span))
      }
      return .text(Spanned(choice.word, at: node.span))
    }
    let words = choices.map(\.word)
    guard let scalar = node.scalar, !scalar.isNull else {
      report(node, key, needs: "a word", help: "Write one of \(words.quotedList).")
      return nil
    }
    sink.report(
      .unknownWord(
        scalar.text, for: key, at: node.span, similar: nearMatch(scalar.text, among: words),
        known: words))
    return nil
  }

  mutating func scalar(_ node: YAMLNode, _ key: String) -> FieldValue? {
    guard let scalar = node.scalar else {
      report(node, key, needs: "a single value", help: nil)
      return nil
    }
    let value: ScalarValue
    switch scalar.value {
    case .null:
      report(node, key, needs: "a single value", help: "Write '' for an empty text.")
      return nil
    case .text(let text): value = .text(text)
    case .boolean(let boolean): value = .boolean(boolean)
    case .integer(let integer): value = .integer(integer)
    case .float(let float): value = .float(float)
    }
    return .scalar(Spanned(value, at: node.span), text: scalar.text)
  }

  /// A value that a parser of its own reads from a text.
  mutating func parsed(_ node: YAMLNode, _ type: FieldType, _ key: String) -> FieldValue? {
    guard let scalar = node.scalar else {
      report(node, key, needs: type.expectation, help: nil)
      return nil
    }
    guard !scalar.text.isEmpty, !scalar.isNull else {
      report(node, key, needs: type.expectation, help: "Write it, or delete '\(key)'.")
      return nil
    }
    do throws(ValueFlaw) {
      return try type.parse(scalar.text, at: node.span)
    } catch {
      let span =
        error.range.flatMap { range in
          node.sourceText(in: file(of: node))?.span(from: range.lowerBound, to: range.upperBound)
        } ?? node.span
      let (code, summary) = type.flaw
      sink.report(.malformed(code, summary, error, at: span))
      return nil
    }
  }

  mutating func template(
    _ node: YAMLNode, _ placeholders: Placeholders, _ key: String
  ) -> FieldValue? {
    guard let scalar = node.scalar, !scalar.isNull, let text = node.sourceText(in: file(of: node))
    else {
      report(node, key, needs: "a text", help: nil)
      return nil
    }
    var parser = TemplateParser(text, allowed: placeholders)
    do throws(TemplateParser.Flaw) {
      return .template(Spanned(try parser.parse(), at: node.span))
    } catch {
      switch error {
      case .malformed(let flaw):
        let range = flaw.range ?? 0..<text.bytes.count
        sink.report(
          .malformed(
            DiagnosticCode(116), "Malformed placeholder", flaw,
            at: text.span(from: range.lowerBound, to: range.upperBound)))
      case .notAllowed(let kind, let range):
        sink.report(
          .placeholderNotAllowed(
            kind: kind, in: key, at: text.span(from: range.lowerBound, to: range.upperBound)))
      }
      return nil
    }
  }
}

extension FieldType {
  /// What a value is called in "needs ...".
  fileprivate var expectation: String {
    switch self {
    case .name, .declaredName, .reference: "a name"
    case .selector: "a name or a selector"
    case .duration: "a length of time"
    case .size: "a number of bytes"
    case .cron: "a cron expression"
    case .date: "a day"
    case .timeZone: "a time zone"
    case .dataType, .warehouseType: "a type"
    case .partition: "a partition field"
    default: "a text"
    }
  }

  /// The code and summary of a text that its parser refuses.
  fileprivate var flaw: (DiagnosticCode, String) {
    switch self {
    case .name, .declaredName: (DiagnosticCode(109), "Malformed name")
    case .reference: (DiagnosticCode(110), "Malformed reference")
    case .selector: (DiagnosticCode(110), "Malformed reference")
    case .duration: (DiagnosticCode(111), "Malformed duration")
    case .size: (DiagnosticCode(125), "Malformed size")
    case .cron: (DiagnosticCode(112), "Malformed cron expression")
    case .date: (DiagnosticCode(113), "Malformed date")
    case .dataType, .warehouseType: (DiagnosticCode(114), "Unknown type")
    case .partition: (DiagnosticCode(115), "Malformed partition field")
    default: (DiagnosticCode(124), "Malformed time zone")
    }
  }

  fileprivate func parse(_ text: String, at span: SourceSpan) throws(ValueFlaw) -> FieldValue {
    switch self {
    case .name:
      try checkName(text)
      return .text(Spanned(text, at: span))
    case .declaredName(let parts):
      return .dottedName(
        Spanned(try parseDottedName(text, parts: parts, allowsSide: false), at: span))
    case .reference(let parts):
      return .dottedName(
        Spanned(try parseDottedName(text, parts: parts, allowsSide: true), at: span))
    case .selector: return .selector(Spanned(try parseSelector(text), at: span))
    case .duration: return .duration(Spanned(try parseDuration(text), at: span))
    case .size: return .size(Spanned(try parseSize(text), at: span))
    case .cron: return .cron(Spanned(try parseCron(text), at: span))
    case .date: return .date(Spanned(try parseDate(text), at: span))
    case .timeZone:
      try checkTimeZone(text)
      return .text(Spanned(text, at: span))
    case .dataType: return .dataType(Spanned(try parseDataType(text), at: span))
    case .warehouseType:
      return .dataType(Spanned(try parseDataType(text, allowsNative: true), at: span))
    case .partition: return .partition(Spanned(try parsePartition(text), at: span))
    default: preconditionFailure("A field of this type has no parser")
    }
  }
}
