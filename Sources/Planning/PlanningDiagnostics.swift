internal import Catalog
internal import Diagnostics

extension DiagnosticCode {
  static let unmodelledObject = DiagnosticCode(501)
  static let requiredColumnWithoutDefault = DiagnosticCode(502)
  static let impossibleEvolution = DiagnosticCode(503)
  static let changeBelowForeignView = DiagnosticCode(504)
  static let nameTooLong = DiagnosticCode(505)
  static let computedFromPlain = DiagnosticCode(507)
  static let rebuildInTheWay = DiagnosticCode(508)
  static let otherSchema = DiagnosticCode(509)
}

extension Diagnostic {
  /// A spec declares an object, and a live one of that name is of a kind that Weir does not model.
  static func unmodelledObject(_ object: UnknownObject) -> Self {
    .error(
      .unmodelledObject, summary: "Live object of an unknown kind",
      detail:
        "The specs declare '\(object.address)', but what is live there is of a kind that Weir "
        + "does not model: \(object.what). It is left as it is.", at: nil,
      help: "Give one of the two another name, or take the object out of the specs.")
  }

  /// A column that may not be empty is to be added to a table that has rows.
  static func requiredColumnWithoutDefault(_ column: ColumnAddress, rows: Int64?) -> Self {
    .error(
      .requiredColumnWithoutDefault, summary: "Required column for existing rows",
      detail: "The column '\(column)' is required and has no default, but its table has "
        + "\(rows.map { "\(grouped($0)) rows" } ?? "rows") that would have no value for it.",
      at: nil,
      help: "Let the column be empty, or give it a default.")
  }

  /// Iceberg's rules do not allow the change of a lake table.
  static func impossibleEvolution(_ table: TableAddress, _ reasons: [String]) -> Self {
    .error(
      .impossibleEvolution, summary: "Lake table cannot become what is wanted",
      detail: "The table '\(table)' cannot be changed to what the specs say. "
        + reasons.joined(separator: " "), at: nil,
      help: "Add a column of another name, or make a new table and load it again.")
  }

  /// A view that Weir does not manage reads what is to be changed.
  static func changeBelowForeignView(_ column: ColumnAddress, _ views: [TableAddress]) -> Self {
    let names = views.map { "'\($0)'" }.joined(separator: ", ")
    return .error(
      .changeBelowForeignView, summary: "Column is used by a view outside the specs",
      detail: "The column '\(column)' cannot be changed while \(names) "
        + "\(views.count == 1 ? "reads" : "read") it, and no spec declares "
        + "\(views.count == 1 ? "that view" : "those views").", at: nil,
      help: "Drop the view first, or leave the column as it is.")
  }

  /// The warehouse would cut the name, and two objects could become one.
  static func nameTooLong(_ name: String, of address: ObjectAddress, limit: Int) -> Self {
    .error(
      .nameTooLong, summary: "Name too long for the warehouse",
      detail:
        "The name '\(name)' of '\(address)' has \(name.utf8.count) bytes; the warehouse keeps "
        + "\(limit).", at: nil, help: "Choose a shorter name.")
  }

  /// What specs want of a table takes a rebuild, which would lose something or cannot be done.
  static func rebuildInTheWay(_ table: TableAddress, reason: String, obstacles: [String]) -> Self {
    .error(
      .rebuildInTheWay, summary: "Table or view cannot be made anew",
      detail: "'\(table)' would have to be made anew, because \(reason). "
        + "But \(obstacles.joined(separator: "; ")).", at: nil,
      help: "Clear the way first, or write in the spec what is live.")
  }

  /// The warehouse has no way to move a table to another schema.
  static func otherSchema(from old: TableAddress, to new: TableAddress) -> Self {
    .error(
      .otherSchema, summary: "Table cannot move to another schema",
      detail: "The spec says that '\(new)' was '\(old)', and the warehouse moves no table from one "
        + "schema to another.", at: nil,
      help: "Leave 'was' out and load the new table, or keep the schema.")
  }

  /// A column that holds values of its own is to be computed.
  static func computedFromPlain(_ column: ColumnAddress) -> Self {
    .error(
      .computedFromPlain, summary: "Column cannot become computed",
      detail: "The spec computes '\(column)' from other columns, but the live column holds values "
        + "of its own, and no server turns one into the other.", at: nil,
      help: "Give the computed column a name of its own.")
  }
}

/// `27,004`.
func grouped(_ number: Int64) -> String {
  let digits = Array(String(number.magnitude))
  var out = number < 0 ? "-" : ""
  for (place, digit) in digits.enumerated() {
    if place > 0 && (digits.count - place) % 3 == 0 { out.append(",") }
    out.append(digit)
  }
  return out
}
