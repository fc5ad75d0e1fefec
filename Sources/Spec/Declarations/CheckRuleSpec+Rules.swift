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
        ], rules: [.sameLength("columns", "to_columns")]),
      .init(
        "row_count", "The number of rows lies between the bounds, both included.",
        [
          .optional("min", .integer(0...Int.max), "The smallest number."),
          .optional("max", .integer(0...Int.max), "The largest number."),
        ], rules: [.atLeastOne(["min", "max"])]),
      .init(
        "freshness", "The newest row is not older than this.",
        [column, .required("within", .duration, "How old the newest row may be.")]),
      .init(
        "sql", "A query returns no rows.",
        [
          .optional("sql", .sql(.query), "The query; each row that it returns breaks the rule."),
          .optional("sql_file", .sqlFile, "The file that holds the query, beside this one."),
        ], rules: [.exactlyOne(["sql", "sql_file"])]),
    ])

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
    case "sql": return (record.sql("sql") ?? record.sql("sql_file")).map { .sql($0) }
    default: return nil
    }
  }
}
