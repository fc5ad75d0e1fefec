package import Diagnostics

/// A text with `${...}` placeholders, as written.
package struct TemplateText: Hashable, Sendable {
  /// A piece of the text.
  package enum Part: Hashable, Sendable {
    case literal(String)
    /// `${var.NAME}`
    case variable(String)
    /// `${secret.NAME}`
    case secret(String)
    /// `${interval.start}`: the lower bound of the range, in it.
    case intervalStart
    /// `${interval.end}`: the upper bound of the range, not in it.
    case intervalEnd
  }

  /// In order; no two literals stand together. Empty for an empty text.
  package let parts: [Spanned<Part>]

  package init(parts: [Spanned<Part>]) { self.parts = parts }

  /// The text when it has no placeholders.
  package var literal: String? {
    guard let first = parts.first else { return "" }
    if parts.count == 1, case .literal(let text) = first.value { return text }
    return nil
  }
}

/// Which placeholders a field takes besides `${var.NAME}`.
package struct Placeholders: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let secret = Placeholders(rawValue: 1)
  package static let interval = Placeholders(rawValue: 2)
}

/// An SQL text of a spec: inline, or in a file of its own.
package struct SQLSpec: Sendable {
  package let text: SourceText
  /// Where the YAML file holds the text, or names the file that holds it.
  package let span: SourceSpan
  /// The path of the SQL file, relative to the project root; nil when the text is inline.
  package let path: String?

  package init(text: SourceText, span: SourceSpan, path: String? = nil) {
    self.text = text
    self.span = span
    self.path = path
  }
}

/// A value that is a text, a number or a boolean.
package enum ScalarValue: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case float(Double)
  case boolean(Bool)
}

/// A name and a text with placeholders: a header, a property, a query parameter.
package struct NamedTemplate: Sendable {
  package let name: Spanned<String>
  package let value: Spanned<TemplateText>
}
