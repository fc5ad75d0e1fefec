internal import Catalog

extension Dialect {
  static let trinoTypes = TypeSpellings(
    mapping: { trinoMapping($0) },
    names: [
      "boolean": .boolean, "tinyint": .int, "smallint": .int, "int": .int, "integer": .int,
      "bigint": .long, "real": .float, "double": .double, "double precision": .double,
      "date": .date, "time": .time, "time without time zone": .time, "timestamp": .timestamp,
      "timestamp without time zone": .timestamp, "timestamp with time zone": .timestamptz,
      "uuid": .uuid, "varbinary": .binary, "json": .json,
    ],
    texts: ["varchar", "char"], unboundedText: .string,
    plainDecimal: .decimal(precision: 38, scale: 0))

  private static func trinoMapping(_ type: DataType) -> TypeMapping? {
    switch type {
    case .boolean: .exact("boolean")
    case .int: .exact("integer")
    case .long: .exact("bigint")
    case .float: .exact("real")
    case .double: .exact("double")
    case .decimal(let precision, let scale): .exact("decimal(\(precision), \(scale))")
    case .string: .exact("varchar")
    case .varchar(let length): .exact("varchar(\(length))")
    case .date: .exact("date")
    case .time: .exact("time(6)")
    case .timestamp: .exact("timestamp(6)")
    case .timestamptz: .exact("timestamp(6) with time zone")
    case .uuid: .exact("uuid")
    case .binary: .exact("varbinary")
    case .json: .exact("json")
    case .list(let element): trinoMapping(element).map { nested("array(\($0.name))", [$0]) }
    case .map(let key, let value): trinoMap(key, value)
    case .structure(let fields): trinoRow(fields)
    case .native: nil
    }
  }

  private static func trinoMap(_ key: DataType, _ value: DataType) -> TypeMapping? {
    guard let key = trinoMapping(key), let value = trinoMapping(value) else { return nil }
    return nested("map(\(key.name), \(value.name))", [key, value])
  }

  private static func trinoRow(_ fields: [DataType.Field]) -> TypeMapping? {
    let mappings = fields.compactMap { trinoMapping($0.type) }
    guard mappings.count == fields.count else { return nil }
    let parts = zip(fields, mappings).map { "\(Dialect.trino.quoted($0.name)) \($1.name)" }
    return nested("row(\(parts.joined(separator: ", ")))", mappings)
  }
}
