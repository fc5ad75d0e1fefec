package import Catalog
package import Diagnostics
package import SQL

/// Checks that a query's columns can be written to the columns of its target, found by name.
///
/// Values may become wider on the way (int to long to decimal and double, a text to any text, a
/// float to a double); the rest needs a cast in the query. A text longer than the target allows is
/// refused when it is loaded, so a text without a known limit passes here.
package func checkAssignable(
  _ query: AnalyzedQuery, in text: SourceText, dialect: Dialect, to target: DeclaredTable,
  sink: inout DiagnosticSink
) {
  let checker = AssignmentChecker(text: text, dialect: dialect, target: target)
  checker.check(query, &sink)
}

/// How a value of one type fits into a column of another.
package enum Assignability: Hashable, Sendable {
  case fits
  /// Some values do not fit.
  case narrows
  /// The types have nothing to do with each other, or a cast has to say how they do.
  case needsCast

  package init(from: DataType, to: DataType) {
    if from == to || Self.widens(from, to) {
      self = .fits
    } else if Self.narrows(from, to) {
      self = .narrows
    } else {
      self = .needsCast
    }
  }

  private static func widens(_ from: DataType, _ to: DataType) -> Bool {
    switch (from, to) {
    case (.int, .long), (.int, .double), (.int, .float), (.long, .double), (.float, .double),
      (.decimal, .double), (.varchar, .string), (.string, .varchar):
      true
    case (.varchar(let a), .varchar(let b)): a <= b
    case (.int, .decimal(let precision, let scale)): precision - scale >= 10
    case (.long, .decimal(let precision, let scale)): precision - scale >= 19
    case (.decimal(let p, let s), .decimal(let precision, let scale)):
      precision - scale >= p - s && scale >= s
    case (.list(let a), .list(let b)): Assignability(from: a, to: b) == .fits
    default: false
    }
  }

  private static func narrows(_ from: DataType, _ to: DataType) -> Bool {
    if from.isNumeric, to.isNumeric { return true }
    if case (.varchar, .varchar) = (from, to) { return true }
    return false
  }
}

private struct AssignmentChecker {
  let text: SourceText
  let dialect: Dialect
  let target: DeclaredTable

  func check(_ query: AnalyzedQuery, _ sink: inout DiagnosticSink) {
    guard !query.columns.isEmpty else { return }
    let given = query.columns.map { dialect.key($0.name) }
    let wanted = target.columns.map { dialect.key($0.name) }
    for (index, name) in given.enumerated() {
      guard let place = place(of: name, in: wanted, near: index) else { continue }
      check(query.columns[index], target.columns[place], of: query, &sink)
    }
    let surplus = query.columns.indices.filter {
      !given[$0].isEmpty && place(of: given[$0], in: wanted, near: $0) == nil
    }.map { query.columns[$0] }
    let missing = target.columns.indices.filter {
      place(of: wanted[$0], in: given, near: $0) == nil && target.columns[$0].defaultValue == nil
    }.map { target.columns[$0] }
    report(surplus, missing, of: query, &sink)
  }

  /// Where a name stands among others; mostly in the same place on both sides.
  private func place(of name: String, in names: [String], near index: Int) -> Int? {
    index < names.count && names[index] == name ? index : names.firstIndex(of: name)
  }

  private func report(
    _ surplus: [OutputColumn], _ missing: [Column], of query: AnalyzedQuery,
    _ sink: inout DiagnosticSink
  ) {
    for column in surplus {
      sink.report(
        .surplusColumn(
          column.name, target, similar: nearMatch(column.name, among: missing.map(\.name)),
          at: text.span(of: column.place)))
    }
    // A column without a name was reported, and may be the one that is missing.
    let isNamed = query.columns.allSatisfy { !$0.name.isEmpty }
    for column in missing where isNamed {
      let similar = nearMatch(column.name, among: surplus.map(\.name))
      if similar == nil { sink.report(.missingColumn(column.name, target, at: text.span)) }
    }
  }

  private func check(
    _ column: OutputColumn, _ wanted: Column, of query: AnalyzedQuery,
    _ sink: inout DiagnosticSink
  ) {
    if let type = column.type {
      switch Assignability(from: type, to: wanted.type) {
      case .fits: break
      case .narrows:
        sink.report(.narrowedType(wanted, from: type, target, dialect, at: span(of: column)))
      case .needsCast:
        sink.report(.notAssignable(wanted, from: type, target, dialect, at: span(of: column)))
      }
    }
    if wanted.isRequired, column.isNullable, column.type != nil {
      sink.report(
        .nullableIntoRequired(
          column.name, target, expression: expression(of: column, in: query), at: span(of: column)))
    }
  }

  /// What a column is computed by, as it is written; nil where that is not one expression.
  private func expression(of column: OutputColumn, in query: AnalyzedQuery) -> String? {
    guard case .select(let select) = query.query.body else { return nil }
    for case .expression(let expression, let alias) in select.items
    where (alias?.place ?? expression.place) == column.place {
      return text.text(of: expression.place)
    }
    return nil
  }

  private func span(of column: OutputColumn) -> SourceSpan { text.span(of: column.place) }
}

extension Diagnostic {
  /// The query gives a column that its target does not have.
  fileprivate static func surplusColumn(
    _ name: String, _ target: DeclaredTable, similar: String?, at span: SourceSpan
  ) -> Self {
    .error(
      .surplusColumn, summary: "Column that the target does not have",
      detail: "The query gives '\(name)', which is no column of '\(target.address.dotted)'.",
      at: span, notes: target.notes,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Remove it from the query, or declare it in the target.")
  }

  /// The target has a column that the query does not give.
  fileprivate static func missingColumn(
    _ name: String, _ target: DeclaredTable, at span: SourceSpan
  ) -> Self {
    .error(
      .missingTargetColumn, summary: "Column missing from the query",
      detail: "'\(target.address.dotted)' has a column '\(name)', but the query does not give it.",
      at: span, notes: target.notes,
      help: "Select it, or write NULL AS \(name) if it is to stay empty.")
  }

  /// The type of a column of the query has nothing to do with that of the target.
  fileprivate static func notAssignable(
    _ column: Column, from type: DataType, _ target: DeclaredTable, _ dialect: Dialect,
    at span: SourceSpan
  ) -> Self {
    .error(
      .notAssignable, summary: "Type does not fit the target",
      detail: "The query gives \(type) for '\(column.name)', which is \(column.type) in "
        + "'\(target.address.dotted)'.",
      at: span, notes: target.notes, help: castHelp(column, dialect))
  }

  /// Not every value of the query's column fits into the target's.
  fileprivate static func narrowedType(
    _ column: Column, from type: DataType, _ target: DeclaredTable, _ dialect: Dialect,
    at span: SourceSpan
  ) -> Self {
    .error(
      .narrowedType, summary: "Type is wider than the target",
      detail: "The query gives \(type) for '\(column.name)', which is only \(column.type) in "
        + "'\(target.address.dotted)', so some values would not fit.",
      at: span, notes: target.notes, help: castHelp(column, dialect))
  }

  /// A column that must not be null can be.
  fileprivate static func nullableIntoRequired(
    _ name: String, _ target: DeclaredTable, expression: String?, at span: SourceSpan
  ) -> Self {
    .warning(
      .nullableIntoRequired, summary: "Required column may be null",
      detail: "'\(name)' is required in '\(target.address.dotted)', but the query can give null. "
        + "A row in which it does is refused, and nothing is published.",
      at: span, notes: target.notes,
      help:
        "Filter with \(filterable(expression) ?? "that expression") IS NOT NULL, or give another "
        + "value with coalesce.")
  }

  /// An expression that is short enough to be repeated.
  private static func filterable(_ expression: String?) -> String? {
    guard let expression, expression.utf8.count <= 40 else { return nil }
    return expression.contains(where: \.isNewline) ? nil : expression
  }

  private static func castHelp(_ column: Column, _ dialect: Dialect) -> String? {
    let type = dialect.typeName(column.type)
    return type.map { "If that is meant, write CAST(... AS \($0)), or change the declared type." }
  }
}

extension DeclaredTable {
  fileprivate var notes: [Diagnostic.Note] {
    span.map { [.init("The target is declared here.", at: $0)] } ?? []
  }
}
