internal import Catalog

extension DimensionModel {
  /// The table that the dimension is lowered to.
  var table: WarehouseTable {
    var columns = [
      Column(
        keyColumn, .long, isRequired: true,
        comment: "Surrogate key; -1 is the unknown member, -2 the one that is not applicable.")
    ]
    columns += naturalKey.map { Column($0.name, $0.type, comment: $0.comment) }
    columns += attributes.map { Column($0.column.name, $0.column.type, comment: $0.column.comment) }
    columns += technicalColumns
    let key = naturalKey.map(\.name)
    return WarehouseTable(
      address: address, columns: columns, primaryKey: [keyColumn],
      uniqueKeys: [hasVersions ? key + [TechnicalColumn.validFrom] : key], comment: comment)
  }

  /// The names of the columns that Weir adds.
  var technicalNames: [String] { [keyColumn] + technicalColumns.map(\.name) }

  private var technicalColumns: [Column] {
    var columns: [Column] = []
    if hasVersions {
      columns += [
        Column(
          TechnicalColumn.validFrom, .timestamptz, isRequired: true,
          comment: "When this version begins to hold."),
        Column(
          TechnicalColumn.validTo, .timestamptz, isRequired: true,
          comment: "When the next version begins to hold; 9999-12-31 for the last."),
        Column(
          TechnicalColumn.isCurrent, .boolean, isRequired: true,
          comment: "Whether this is the last version."),
      ]
    }
    if keepsChangeTime {
      columns.append(
        Column(
          TechnicalColumn.changedAt, .timestamptz, isRequired: true,
          comment: "The time of the newest change that this row knows of."))
    }
    if allowsInferred {
      columns.append(
        Column(
          TechnicalColumn.isInferred, .boolean, isRequired: true,
          comment: "Whether only facts have named this member so far."))
    }
    return columns
  }
}

extension CalendarModel {
  /// The table that the dimension is lowered to.
  var table: WarehouseTable {
    WarehouseTable(
      address: address,
      columns: [
        Column(
          keyColumn, .int, isRequired: true,
          comment: "The day as yyyymmdd; -1 is the unknown day, -2 the one that is not applicable."),
        Column(Self.naturalKey, .date),
        Column("year", .int),
        Column("quarter", .int),
        Column("month", .int),
        Column("month_name", .varchar(9)),
        Column("day", .int, comment: "Of the month."),
        Column("day_of_week", .int, comment: "Monday is 1, Sunday 7 (ISO 8601)."),
        Column("day_name", .varchar(9)),
        Column("week", .int, comment: "Of the year, by ISO 8601."),
        Column("is_weekend", .boolean, comment: "Saturday or Sunday."),
      ],
      primaryKey: [keyColumn], uniqueKeys: [[Self.naturalKey]], comment: comment)
  }
}
