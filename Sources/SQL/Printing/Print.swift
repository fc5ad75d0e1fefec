package import Diagnostics

/// How printed text is laid out.
package enum SQLLayout: Sendable {
  /// One clause and one select item a line.
  case pretty
  /// All on one line: the canonical form, for fingerprints, view bodies and policies.
  case line
}

/// A text that was printed, and what could not be said in its dialect. Where there are problems, the
/// text must not be run.
package struct PrintedSQL: Sendable {
  package struct Problem: Hashable, Sendable {
    /// A phrase such as "QUALIFY".
    package let construct: String
    package let help: String?
    package let place: Place
  }

  package let text: String
  package let dialect: Dialect
  package let problems: [Problem]

  /// Reports every problem, at its place in the text that the tree was read from.
  package func report(in source: SourceText?, into sink: inout DiagnosticSink) {
    for problem in problems {
      sink.report(
        .cannotBePrinted(
          problem.construct, in: dialect, help: problem.help,
          at: source?.span(of: problem.place)))
    }
  }
}

extension Query {
  /// The query as `dialect` writes it, without a line break at the end.
  ///
  /// `renaming` says what each table is called there; names of common tables are not asked for.
  /// `notes` are needed where the spelling depends on types; without them the printer takes the form
  /// that is right for every type, or says that there is none.
  package func printed(
    for dialect: Dialect, layout: SQLLayout = .pretty, notes: TypeNotes = TypeNotes(),
    renaming: @escaping (TableName) -> TableName = { $0 }
  ) -> PrintedSQL {
    var printer = Printer(dialect: dialect, layout: layout, notes: notes, renaming: renaming)
    printer.write(self)
    return printer.result
  }

  /// The canonical text, version 1: on one line, in `dialect`, all spelling by its own defaults.
  package func canonicalText(in dialect: Dialect) -> String {
    printed(for: dialect, layout: .line).text
  }
}

extension Expression {
  /// The expression as `dialect` writes it; like `Query.printed`.
  package func printed(
    for dialect: Dialect, layout: SQLLayout = .line, notes: TypeNotes = TypeNotes(),
    renaming: @escaping (TableName) -> TableName = { $0 }
  ) -> PrintedSQL {
    var printer = Printer(dialect: dialect, layout: layout, notes: notes, renaming: renaming)
    printer.write(self)
    return printer.result
  }

  /// The canonical text, version 1; like `Query.canonicalText`.
  package func canonicalText(in dialect: Dialect) -> String { printed(for: dialect).text }
}
