internal import Diagnostics

extension DiagnosticCode {
  static let unknownTable = DiagnosticCode(201)
  static let unknownColumn = DiagnosticCode(202)
  static let ambiguousColumn = DiagnosticCode(203)
  static let unknownFunction = DiagnosticCode(204)
  static let wrongArgumentCount = DiagnosticCode(205)
  static let wrongType = DiagnosticCode(206)
  static let typeClash = DiagnosticCode(207)
  static let notACondition = DiagnosticCode(208)
  static let ungroupedColumn = DiagnosticCode(209)
  static let misplacedCall = DiagnosticCode(210)
  static let misusedFunction = DiagnosticCode(211)
  static let duplicateColumn = DiagnosticCode(212)
  static let unnamedColumn = DiagnosticCode(213)
  static let differentColumnCount = DiagnosticCode(214)
  static let duplicateSource = DiagnosticCode(215)
  static let unknownQualifier = DiagnosticCode(216)
  static let aliasOfSameSelect = DiagnosticCode(217)
  static let positionOutOfRange = DiagnosticCode(218)
  static let impossibleCast = DiagnosticCode(219)
  static let missingTargetColumn = DiagnosticCode(220)
  static let surplusColumn = DiagnosticCode(221)
  static let notAssignable = DiagnosticCode(222)
  static let narrowedType = DiagnosticCode(223)
  static let nullableIntoRequired = DiagnosticCode(224)
  static let misplacedLambda = DiagnosticCode(225)
}

extension Diagnostic {
  /// A query reads a table that no spec declares.
  static func unknownTable(_ name: String, similar: String?, at span: SourceSpan) -> Self {
    .error(
      .unknownTable, summary: "Unknown table",
      detail: "The query reads '\(name)', which no spec declares.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Declare it in a document of kind 'lake_table', or correct the name. Queries name tables as "
        + "'namespace.table'.")
  }

  /// No table in reach has such a column. `place` is a phrase such as "'flights'".
  static func unknownColumn(
    _ name: String, in place: String?, similar: String?, known: [String] = [],
    declared: SourceSpan? = nil, at span: SourceSpan
  ) -> Self {
    .error(
      .unknownColumn, summary: "Unknown column",
      detail: place.map { "\($0.capitalizedFirst) has no column '\(name)'." }
        ?? "No table of this query has a column '\(name)'.",
      at: span, notes: declared.map { [.init("The table is declared here.", at: $0)] } ?? [],
      help: similar.map { "Did you mean '\($0)'?" } ?? columnsHelp(known))
  }

  /// What there is instead; nil where that is nothing, or too much to read.
  private static func columnsHelp(_ known: [String]) -> String? {
    guard (1...12).contains(known.count) else { return nil }
    return "There are \(known.map { "'\($0)'" }.joined(separator: ", "))."
  }

  /// Several tables have such a column.
  static func ambiguousColumn(_ name: String, sources: [String], at span: SourceSpan) -> Self {
    let names = sources.map { "'\($0)'" }.joined(separator: " and ")
    return .error(
      .ambiguousColumn, summary: "Ambiguous column",
      detail: "'\(name)' is a column of \(names).", at: span,
      help: sources.first.map { "Write the table before it, such as '\($0).\(name)'." })
  }

  /// The function catalog has no such function.
  /// `instead` says what to write for a function that is known to be none of the catalog's.
  static func unknownFunction(
    _ name: String, instead: String? = nil, similar: String?, at span: SourceSpan
  ) -> Self {
    .error(
      .unknownFunction, summary: "Unknown function",
      detail: "Weir knows no function '\(name)', so it cannot tell its type or translate it.",
      at: span,
      help: instead ?? similar.map { "Did you mean '\($0)'?" }
        ?? "'weir schema --functions' lists those that it knows.")
  }

  static func wrongArgumentCount(
    _ name: String, given: Int, expected: String, at span: SourceSpan
  ) -> Self {
    .error(
      .wrongArgumentCount, summary: "Wrong number of arguments",
      detail: "\(name) takes \(expected) \(expected == "1" ? "argument" : "arguments"), but "
        + "\(given) \(given == 1 ? "is" : "are") given.",
      at: span)
  }

  /// A value has a type that its user cannot take. `canCast` says whether some cast of it would do.
  static func wrongType(
    _ detail: String, canCast: Bool = true, help: String? = nil, at span: SourceSpan
  ) -> Self {
    .error(
      .wrongType, summary: "Value of the wrong type", detail: detail, at: span,
      help: help
        ?? (canCast
          ? "Convert it with CAST(... AS ...) if that is meant."
          : "No cast makes one of it; use another column or expression."))
  }

  /// Two values that meet have no type in common. `canCast` says whether one can become the other.
  static func typeClash(_ detail: String, canCast: Bool, at span: SourceSpan) -> Self {
    .error(
      .typeClash, summary: "Types that do not go together", detail: detail, at: span,
      help: canCast
        ? "Use values of one kind, or convert one with CAST(... AS ...)."
        : "No cast makes one of the other; use values of one kind.")
  }

  /// Something else stands where a condition is needed.
  static func notACondition(clause: String, type: String, at span: SourceSpan) -> Self {
    .error(
      .notACondition, summary: "Not a condition",
      detail: "\(clause) needs a condition, which is true or false, but this is \(type).",
      at: span, help: "Compare it with something.")
  }

  /// A grouped query uses a column of single rows.
  static func ungroupedColumn(_ name: String, at span: SourceSpan) -> Self {
    .error(
      .ungroupedColumn, summary: "Column neither grouped nor aggregated",
      detail: "The rows are grouped, and '\(name)' can differ within a group.", at: span,
      help: "Add it to GROUP BY, or put it into an aggregate such as max(\(name)).")
  }

  /// `kind` is "aggregate" or "window function".
  static func misplacedCall(_ kind: String, _ name: String, clause: String, at span: SourceSpan)
    -> Self
  {
    .error(
      .misplacedCall, summary: "Function not allowed here",
      detail: "\(name) is \(kind == "aggregate" ? "an" : "a") \(kind), which cannot stand in "
        + "\(clause).",
      at: span,
      help: kind == "aggregate"
        ? (clause == "WHERE"
          ? "Put conditions on groups into HAVING, behind GROUP BY."
          : "Compute it in a subquery or a common table (WITH), and use its column here.")
        : (clause == "WHERE" || clause == "HAVING"
          ? "Put conditions on it into QUALIFY, or compute it in a subquery."
          : "Compute it in a subquery or a common table (WITH), and use its column here."))
  }

  static func notAWindowFunction(_ name: String, at span: SourceSpan) -> Self {
    misused(
      "\(name) works on single values, so it takes no OVER.", at: span, help: "Remove OVER (...).")
  }

  static func windowMissing(_ name: String, at span: SourceSpan) -> Self {
    misused(
      "\(name) is a window function and needs OVER (...).", at: span,
      help: "Write \(name)(...) OVER (PARTITION BY ... ORDER BY ...).")
  }

  static func notAnAggregate(_ name: String, at span: SourceSpan) -> Self {
    misused(
      "\(name) is no aggregate, so it takes no DISTINCT, FILTER or '*'.", at: span,
      help: "Remove that, or use an aggregate such as count, sum or max.")
  }

  static func starInCall(_ name: String, at span: SourceSpan) -> Self {
    misused(
      "Only count takes '*'.", at: span, help: "Write the column that \(name) works on.")
  }

  static func starWithoutFrom(at span: SourceSpan) -> Self {
    misused(
      "'*' stands for the columns of FROM, but this query has none.", at: span,
      help: "Add FROM with a table, or write the values.")
  }

  /// A function is called in a way that its kind does not have.
  private static func misused(_ detail: String, at span: SourceSpan, help: String) -> Self {
    .error(
      .misusedFunction, summary: "Misused function", detail: detail, at: span, help: help)
  }

  /// A function `x -> ...` stands where a value is needed.
  static func misplacedLambda(at span: SourceSpan) -> Self {
    .error(
      .misplacedLambda, summary: "Function where a value is needed",
      detail:
        "A function such as x -> x + 1 can only be an argument of a function that applies it.",
      at: span, help: "Give it to transform, filter, exists, forall or aggregate.")
  }

  /// Two columns of the result have the same name.
  static func duplicateColumn(_ name: String, at span: SourceSpan, first: SourceSpan) -> Self {
    .error(
      .duplicateColumn, summary: "Duplicate column name",
      detail: "The query gives two columns the name '\(name)'.", at: span,
      notes: [.init("The first one is here.", at: first)],
      help: "Give one of them another name with AS, or remove one.")
  }

  /// A column of the result has no name.
  static func unnamedColumn(position: Int, at span: SourceSpan) -> Self {
    .error(
      .unnamedColumn, summary: "Column without a name",
      detail: "Column \(position) of the result is an expression without a name.", at: span,
      help: "Give it one with AS.")
  }

  /// Column lists that must be of equal length are not.
  static func differentColumnCount(_ detail: String, at span: SourceSpan) -> Self {
    .error(
      .differentColumnCount, summary: "Different numbers of columns", detail: detail, at: span,
      help: "Add the missing ones, such as NULL AS name, or remove the others.")
  }

  /// Two tables of a query go by the same name.
  static func duplicateSource(_ name: String, at span: SourceSpan) -> Self {
    .error(
      .duplicateSource, summary: "Duplicate table name",
      detail: "Two tables of this query go by the name '\(name)'.", at: span,
      help: "Give one of them another name with AS.")
  }

  /// What stands before the point is no table of the query.
  static func unknownQualifier(_ name: String, similar: String?, at span: SourceSpan) -> Self {
    .error(
      .unknownQualifier, summary: "Unknown table in the query",
      detail: "'\(name)' is none of the tables in FROM.", at: span,
      help: similar.map { "Did you mean '\($0)'?" })
  }

  /// A name that the select list gives is used where it does not hold yet.
  static func aliasOfSameSelect(_ name: String, clause: String, at span: SourceSpan) -> Self {
    .error(
      .aliasOfSameSelect, summary: "Name used where it is not known yet",
      detail: "'\(name)' is a name that this SELECT itself gives, so \(clause) cannot use it.",
      at: span, help: "Repeat the expression, or name it in a common table (WITH).")
  }

  /// A number in `ORDER BY` or `GROUP BY` names no column.
  static func positionOutOfRange(_ digits: String, count: Int, at span: SourceSpan) -> Self {
    .error(
      .positionOutOfRange, summary: "No column at this position",
      detail: "\(digits) stands for a column by its position, but the query has "
        + "\(counted(count, "column")).",
      at: span,
      help: "Write \(count == 1 ? "1" : "a number from 1 to \(count)"), or the column's name.")
  }

  /// No value of one type can be cast to the other.
  static func impossibleCast(from: String, to: String, at span: SourceSpan) -> Self {
    .error(
      .impossibleCast, summary: "Impossible cast",
      detail: "A value of type \(from) cannot become \(to).", at: span,
      help: "Cast it to a type that it can become, or compute \(to) from it with a function.")
  }
}

extension String {
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
