internal import Catalog
internal import SQL

/// A table of the lake as Spark SQL declares it (Iceberg, Spark DDL).
enum SparkTableText {
  /// `CREATE TABLE`, its partitioning and properties, and its write order where it has one.
  static func createTable(_ table: LakeTable) -> String {
    let dialect = Dialect.spark
    let name = dialect.quoted([table.address.schema.name, table.address.name])
    var out = "-- \(table.address)\n"
    if !table.key.isEmpty { out += "-- one row for each \(table.key.joined(separator: ", "))\n" }
    let columns = table.columns.map { "  " + definition($0, in: dialect) }
    out += "CREATE TABLE \(name) (\n" + columns.joined(separator: ",\n") + "\n)\nUSING iceberg"
    if !table.partitionFields.isEmpty {
      let fields = table.partitionFields.map { text($0.transform, of: $0.column, in: dialect) }
      out += "\nPARTITIONED BY (" + fields.joined(separator: ", ") + ")"
    }
    var properties = table.properties
    if let comment = properties.removeValue(forKey: "comment") {
      out += "\nCOMMENT \(dialect.literal(comment))"
    }
    if !properties.isEmpty {
      let pairs = properties.sorted { $0.key < $1.key }
        .map { "  \(dialect.literal($0.key)) = \(dialect.literal($0.value))" }
      out += "\nTBLPROPERTIES (\n" + pairs.joined(separator: ",\n") + "\n)"
    }
    out += ";\n"
    if !table.sortFields.isEmpty {
      let fields = table.sortFields.map { field in
        text(field.transform, of: field.column, in: dialect)
          + (field.isDescending ? " DESC" : " ASC")
          + (field.nullsFirst ? " NULLS FIRST" : " NULLS LAST")
      }
      out += "\nALTER TABLE \(name) WRITE ORDERED BY \(fields.joined(separator: ", "));\n"
    }
    return out
  }

  private static func definition(_ column: Column, in dialect: Dialect) -> String {
    // Spark has no time of day; Iceberg's other readers see the column's true type.
    var out = "\(dialect.quoted(column.name)) \(dialect.typeName(column.type) ?? "STRING")"
    if column.isRequired { out += " NOT NULL" }
    if let comment = column.comment { out += " COMMENT \(dialect.literal(comment))" }
    return out
  }

  private static func text(
    _ transform: PartitionTransform, of column: String, in dialect: Dialect
  ) -> String {
    let name = dialect.quoted(column)
    return switch transform {
    case .identity: name
    case .year: "years(\(name))"
    case .month: "months(\(name))"
    case .day: "days(\(name))"
    case .hour: "hours(\(name))"
    case .bucket(let count): "bucket(\(count), \(name))"
    case .truncate(let width): "truncate(\(width), \(name))"
    }
  }
}
