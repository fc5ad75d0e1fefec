internal import Catalog
internal import Diagnostics

extension DiagnosticCode {
  static let unknownStarSource = DiagnosticCode(251)
  static let unknownSourceColumn = DiagnosticCode(252)
  static let sourceTypeClash = DiagnosticCode(253)
  static let typeNotInWarehouse = DiagnosticCode(254)
  static let duplicateStarColumn = DiagnosticCode(255)
  static let unknownDimension = DiagnosticCode(256)
  static let naturalKeyCount = DiagnosticCode(257)
  static let naturalKeyTypeClash = DiagnosticCode(258)
  static let unknownFactColumn = DiagnosticCode(259)
  static let notATime = DiagnosticCode(260)
  static let unsuitableKeyType = DiagnosticCode(261)
  static let unknownFact = DiagnosticCode(262)
  static let aggregateTypeClash = DiagnosticCode(263)
  static let unknownRole = DiagnosticCode(264)
  static let starNotSupported = DiagnosticCode(265)
  static let nonAdditiveSum = DiagnosticCode(451)
  static let semiAdditiveSum = DiagnosticCode(452)
  static let columnOutsideAggregate = DiagnosticCode(453)
  static let uselessMoment = DiagnosticCode(454)
}

extension Diagnostic {
  /// A dimension or fact comes from a table that is not in the lake.
  static func unknownStarSource(_ name: String, at span: SourceSpan, similar: String?) -> Self {
    .error(
      .unknownStarSource, summary: "Unknown lake table",
      detail: "'\(name)' is not a table of the lake that specs declare.", at: span,
      help: similar.map { "Did you mean '\($0)'?" } ?? "Declare it with 'kind: lake_table'.")
  }

  /// A column is filled from one that the source does not have.
  static func unknownSourceColumn(
    _ name: String, in table: TableAddress, at span: SourceSpan, declared: SourceSpan?,
    similar: String?
  ) -> Self {
    .error(
      .unknownSourceColumn, summary: "Unknown column of the source",
      detail: "'\(table.dotted)' has no column '\(name)'.", at: span,
      notes: declared.map { [Note("The table is declared here.", at: $0)] } ?? [],
      help: similar.map { "Did you mean '\($0)'?" })
  }

  /// A column cannot hold what it is filled from.
  static func sourceTypeClash(
    _ name: String, _ type: DataType, from column: ColumnAddress, _ sourceType: DataType,
    at span: SourceSpan, declared: SourceSpan?
  ) -> Self {
    .error(
      .sourceTypeClash, summary: "Type clash with the source",
      detail:
        "'\(name)' is \(type), but '\(column.table.dotted).\(column.name)', which fills it, is "
        + "\(sourceType): values would be lost or changed.",
      at: span, notes: declared.map { [Note("The column is declared here.", at: $0)] } ?? [],
      help: "Declare '\(name)' as \(sourceType), or convert the values in a transform.")
  }

  /// The warehouse has no counterpart of a type; nested values are not for a star.
  static func typeNotInWarehouse(
    _ name: String, _ type: DataType, warehouse: String, at span: SourceSpan
  ) -> Self {
    .error(
      .typeNotInWarehouse, summary: "Type that the warehouse does not have",
      detail: "'\(name)' is \(type), which \(warehouse) cannot store as it is.", at: span,
      help: "Take the parts that matter out of it in a transform, or leave the column out.")
  }

  /// Two columns of one table share a name, or one has a name that Weir needs.
  static func duplicateStarColumn(_ name: String, in table: TableAddress, at span: SourceSpan)
    -> Self
  {
    .error(
      .duplicateStarColumn, summary: "Column name taken",
      detail: "'\(table.dotted)' has another column '\(name)', written here or added by Weir "
        + "(keys of roles, and what versions and inferred members need).",
      at: span, help: "Take another name; 'from' says which column of the source is meant.")
  }

  /// A fact refers to a dimension that is not declared.
  static func unknownDimension(_ name: String, at span: SourceSpan, similar: String?) -> Self {
    .error(
      .unknownDimension, summary: "Unknown dimension",
      detail: "'\(name)' is not a dimension that specs declare.", at: span,
      help: similar.map { "Did you mean '\($0)'?" } ?? "Declare it with 'kind: dimension'.")
  }

  /// A use of a dimension gives more or fewer columns than its natural key has.
  static func naturalKeyCount(
    _ count: Int, key: [String], of dimension: TableAddress, at span: SourceSpan
  ) -> Self {
    let names = key.map { "'\($0)'" }.joined(separator: ", ")
    return .error(
      .naturalKeyCount, summary: "Wrong number of key columns",
      detail: "Members of '\(dimension.dotted)' are named by \(names), but 'from' gives "
        + "\(counted(count, "column")).",
      at: span, help: "Give one column for each part of the natural key, in its order.")
  }

  /// A use of a dimension compares values of different kinds.
  static func naturalKeyTypeClash(
    _ column: String, _ type: DataType, key: String, _ keyType: DataType,
    of dimension: TableAddress, at span: SourceSpan
  ) -> Self {
    .error(
      .naturalKeyTypeClash, summary: "Type clash with the natural key",
      detail: "'\(column)' is \(type), but '\(key)' of '\(dimension.dotted)' is \(keyType): no row "
        + "would find its member.",
      at: span, help: "Convert the column in the transform that makes the source.")
  }

  /// The grain, the interval or an aggregate names a column that the fact lacks.
  static func unknownFactColumn(
    _ name: String, in table: TableAddress, at span: SourceSpan, similar: String?
  ) -> Self {
    .error(
      .unknownFactColumn, summary: "Unknown column of the fact",
      detail: "'\(table.dotted)' has no column '\(name)'.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Columns of a fact are its degenerate columns, its measures and '<role>_key'.")
  }

  /// A column that says when is no date or time.
  static func notATime(_ name: String, _ type: DataType, at span: SourceSpan) -> Self {
    .error(
      .notATime, summary: "Column that is no time",
      detail: "'\(name)' says when, but is \(type).", at: span,
      help: "Name a column of type date, timestamp or timestamptz.")
  }

  /// A natural key has a type whose values have no text that is the same everywhere.
  static func unsuitableKeyType(_ name: String, _ type: DataType, at span: SourceSpan) -> Self {
    .error(
      .unsuitableKeyType, summary: "Type that cannot name members",
      detail: "'\(name)' is \(type), whose values engines write in different ways, so that "
        + "surrogate keys would differ.",
      at: span, help: "Use a text, a whole number, a decimal, a date or a timestamp.")
  }

  /// An aggregate stands on a fact that is not declared.
  static func unknownFact(_ name: String, at span: SourceSpan, similar: String?) -> Self {
    .error(
      .unknownFact, summary: "Unknown fact",
      detail: "'\(name)' is not a fact that specs declare.", at: span,
      help: similar.map { "Did you mean '\($0)'?" } ?? "Declare it with 'kind: fact'.")
  }

  /// A column of an aggregate cannot hold what its expression gives.
  static func aggregateTypeClash(
    _ name: String, _ type: DataType, given: DataType, at span: SourceSpan
  ) -> Self {
    .error(
      .aggregateTypeClash, summary: "Type clash with the expression",
      detail: "'\(name)' is \(type), but its expression gives \(given).", at: span,
      help: "Declare it as \(given), or cast in the expression.")
  }

  /// A measure names a role that the fact does not have.
  static func unknownRole(_ name: String, at span: SourceSpan, similar: String?) -> Self {
    .error(
      .unknownRole, summary: "Unknown role",
      detail: "No dimension of the fact has the role '\(name)'.", at: span,
      help: similar.map { "Did you mean '\($0)'?" })
  }

  /// A spec asks for something that Weir's language has, but this version does not build.
  static func starNotSupported(_ what: String, at span: SourceSpan, help: String) -> Self {
    .error(
      .starNotSupported, summary: "Not supported yet",
      detail: "This version of Weir does not build \(what).", at: span, help: help)
  }

  /// An aggregate sums a measure that cannot be summed.
  static func nonAdditiveSum(_ measure: String, of fact: TableAddress, at span: SourceSpan)
    -> Self
  {
    .error(
      .nonAdditiveSum, summary: "Sum of a measure that is not additive",
      detail: "'\(measure)' of '\(fact.dotted)' is not additive: its sum means nothing.", at: span,
      help: "Average it, take its smallest or largest value, or sum what it is computed from.")
  }

  /// An aggregate sums a measure over a dimension over which it cannot be summed.
  static func semiAdditiveSum(
    _ measure: String, of fact: TableAddress, over role: String, at span: SourceSpan
  ) -> Self {
    .error(
      .semiAdditiveSum, summary: "Sum over a dimension that forbids it",
      detail:
        "'\(measure)' of '\(fact.dotted)' must not be summed over '\(role)', but the aggregate "
        + "does not keep the members of '\(role)' apart.",
      at: span,
      help: "Add '\(role)_key' to 'by', or average the measure, or take its value at the end.")
  }

  /// A measure of an aggregate uses a column that has many values in a group.
  static func columnOutsideAggregate(_ name: String, at span: SourceSpan) -> Self {
    .error(
      .columnOutsideAggregate, summary: "Column outside of an aggregate function",
      detail: "A group has many values of '\(name)', but the measure needs one.", at: span,
      help: "Put it into an aggregate function such as sum, min or max, or add it to 'by'.")
  }

  /// A use says as of when, but the dimension has no versions.
  static func uselessMoment(_ dimension: TableAddress, at span: SourceSpan) -> Self {
    .warning(
      .uselessMoment, summary: "Time without effect",
      detail: "'\(dimension.dotted)' keeps no versions, so 'at' changes nothing.", at: span,
      help: "Remove 'at', or give the attributes whose history matters 'scd: 2'.")
  }
}
