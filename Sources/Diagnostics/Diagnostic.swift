/// A stable name for one kind of mistake: `WR` and four digits. Never reused.
///
/// 00 YAML, 01 spec, 02 names and types, 03 SQL, 04 policy and lineage, 05 planning and risk,
/// 06 connections, 07 apply, 08 runner, 09 internal.
package struct DiagnosticCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int

  package init(_ number: Int) { self.number = number }

  /// The code a text such as `WR0214` or `0214` names, or nil.
  package init?(text: String) {
    let digits = text.hasPrefix("WR") || text.hasPrefix("wr") ? text.dropFirst(2) : text[...]
    guard digits.utf8.count == 4, let number = Int(digits) else { return nil }
    self.number = number
  }

  package var description: String {
    let digits = String(number)
    return "WR" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  package static func < (a: DiagnosticCode, b: DiagnosticCode) -> Bool { a.number < b.number }
}

/// How bad it is.
package enum Severity: String, Sendable, Comparable {
  case warning
  case error

  package static func < (a: Severity, b: Severity) -> Bool { a == .warning && b == .error }
}

/// One thing that is wrong, where, why, and what to do about it.
package struct Diagnostic: Hashable, Sendable {
  /// A second place that helps to understand, such as "first declared here".
  package struct Note: Hashable, Sendable {
    package let message: String
    package let span: SourceSpan?

    package init(_ message: String, at span: SourceSpan? = nil) {
      self.message = message
      self.span = span
    }
  }

  /// A safe change to the source that mends the mistake. Edits do not overlap.
  package struct Fix: Hashable, Sendable {
    package struct Edit: Hashable, Sendable {
      package let span: SourceSpan
      package let replacement: String

      package init(replacing span: SourceSpan, with replacement: String) {
        self.span = span
        self.replacement = replacement
      }
    }

    package let message: String
    package let edits: [Edit]

    package init(_ message: String, edits: [Edit]) {
      self.message = message
      self.edits = edits
    }
  }

  package let code: DiagnosticCode
  package let severity: Severity
  /// Fixed for the code: holds none of the user's names.
  package let summary: String
  /// Full sentences: what is wrong and why it matters.
  package let detail: String
  /// Nil when the mistake has no place in a file, as with a server that cannot be reached.
  package let span: SourceSpan?
  package let notes: [Note]
  /// What to do, in one or two sentences.
  package let help: String?
  package let fix: Fix?

  package init(
    _ severity: Severity, _ code: DiagnosticCode, summary: String, detail: String,
    at span: SourceSpan?, notes: [Note] = [], help: String? = nil, fix: Fix? = nil
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.detail = detail
    self.span = span
    self.notes = notes
    self.help = help
    self.fix = fix
  }

  package static func error(
    _ code: DiagnosticCode, summary: String, detail: String, at span: SourceSpan?,
    notes: [Note] = [], help: String? = nil, fix: Fix? = nil
  ) -> Self {
    Self(
      .error, code, summary: summary, detail: detail, at: span, notes: notes, help: help, fix: fix)
  }

  package static func warning(
    _ code: DiagnosticCode, summary: String, detail: String, at span: SourceSpan?,
    notes: [Note] = [], help: String? = nil, fix: Fix? = nil
  ) -> Self {
    Self(
      .warning, code, summary: summary, detail: detail, at: span, notes: notes, help: help, fix: fix
    )
  }
}
