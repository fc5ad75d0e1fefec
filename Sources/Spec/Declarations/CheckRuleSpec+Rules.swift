extension CheckRuleSpec {
  private static let columns = Field.required("columns", .names(minimum: 1), "The columns.")
  private static let column = Field.required("column", .name, "The column.")

  static let variants = Variants(
    "rule", "What must hold.",
    [
      .init("not_null", "Every row has a value in each of the columns.", [columns]),
      .init("unique", "No two rows have the same values in the columns.", [columns]),
      .init(
        "accepted", "The column has only these values.",
        [column, .required("values", .list(.scalar, minimum: 1, unique: .value), "The values.")]),
      .init(
        "range", "The column's values lie between the bounds, both included.",
        [
          column, .optional("min", .scalar, "The smallest value."),
          .optional("max", .scalar, "The largest value."),
        ], rules: [.atLeastOne(["min", "max"])]),
      .init(
        "relationship", "Every row has its match in another table.",
        [
          columns, .required("to", .reference(2...8), "The other table."),
          .optional(
            "to_columns", .names(minimum: 1), "Its columns; the same names when not written."),
        ], rules: [.sameLength("columns", "to_columns")]
      )
      .notYet(useOthers),
      .init(
        "row_count", "The number of rows lies between the bounds, both included.",
        [
          .optional("min", .integer(0...Int.max), "The smallest number."),
          .optional("max", .integer(0...Int.max), "The largest number."),
        ], rules: [.atLeastOne(["min", "max"])]),
      .init(
        "freshness", "The newest row is not older than this.",
        [column, .required("within", .duration, "How old the newest row may be.")]
      )
      .notYet(useOthers),
      .init(
        "reconcile", "A number of the table agrees with that of another.", ReconcileSpec.fields
      )
      .notYet(useOthers),
      .init(
        "sql", "A query returns no rows.",
        [
          .optional("sql", .sql(.query), "The query; each row that it returns breaks the rule."),
          .optional("sql_file", .sqlFile, "The file that holds the query, beside this one."),
        ], rules: [.exactlyOne(["sql", "sql_file"])]
      )
      .notYet(useOthers),
    ])

  private static let useOthers =
    "Use 'not_null', 'unique', 'accepted', 'range' or 'row_count'."

  /// The rule of a record, by its name; nil when something it needs was left out.
  static func rule(named name: String, _ record: Record) -> Rule? {
    let columns = record.texts("columns")
    let column = record.text("column")
    switch name {
    case "not_null": return columns.isEmpty ? nil : .notNull(columns: columns)
    case "unique": return columns.isEmpty ? nil : .unique(columns: columns)
    case "accepted":
      let values = record.list("values") { $0.scalar }
      return column.map { .accepted(column: $0, values: values) }
    case "range":
      return column.map {
        .range(column: $0, minimum: record.scalar("min"), maximum: record.scalar("max"))
      }
    case "relationship":
      let others = record.texts("to_columns")
      return record.dottedName("to").map {
        .relationship(columns: columns, to: $0, toColumns: others.isEmpty ? columns : others)
      }
    case "row_count":
      return .rowCount(minimum: record.integer("min"), maximum: record.integer("max"))
    case "freshness":
      guard let column, let within = record.duration("within") else { return nil }
      return .freshness(column: column, within: within)
    case "reconcile": return ReconcileSpec(record).map { .reconcile($0) }
    case "sql": return (record.sql("sql") ?? record.sql("sql_file")).map { .sql($0) }
    default: return nil
    }
  }
}

/// A comparison of a table with another one.
package struct ReconcileSpec: Sendable {
  package let to: Spanned<DottedName>
  /// An aggregating expression over the checked table; nil counts rows.
  package let measure: SQLSpec?
  /// The same over the other table; nil for `measure`.
  package let toMeasure: SQLSpec?
  /// The columns that both have, by which numbers are compared group by group.
  package let by: [Spanned<String>]
  /// How far the numbers may differ.
  package let tolerance: Spanned<Double>?

  static let fields: [Field] = [
    .required("to", .reference(2...8), "The other table."),
    .optional("measure", .sql(.expression), default: "count(*)", "The number of this table."),
    .optional("to_measure", .sql(.expression), "That of the other table; else the same."),
    .optional("by", .names(minimum: 1), "The columns by which groups are compared; else all rows."),
    .optional("tolerance", .number, default: "0", "How far the numbers may differ."),
  ]

  init?(_ record: Record) {
    guard let to = record.dottedName("to") else { return nil }
    self.to = to
    measure = record.sql("measure")
    toMeasure = record.sql("to_measure")
    by = record.texts("by")
    tolerance = record.number("tolerance")
  }
}
