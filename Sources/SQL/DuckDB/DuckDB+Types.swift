internal import Catalog

extension Dialect {
  static let duckDBTypes = TypeSpellings(
    mapping: { duckDBMapping($0) },
    names: [
      "boolean": .boolean, "bool": .boolean, "logical": .boolean, "tinyint": .int,
      "smallint": .int, "int2": .int, "short": .int, "int": .int, "integer": .int, "int4": .int,
      "signed": .int, "bigint": .long, "int8": .long, "long": .long,
      "hugeint": .decimal(precision: 38, scale: 0), "float": .float, "float4": .float,
      "real": .float, "double": .double, "float8": .double, "double precision": .double,
      "string": .string, "date": .date, "time": .time, "timestamp": .timestamp,
      "datetime": .timestamp, "timestamp without time zone": .timestamp,
      "timestamptz": .timestamptz, "timestamp with time zone": .timestamptz, "uuid": .uuid,
      "blob": .binary, "bytea": .binary, "binary": .binary, "varbinary": .binary, "json": .json,
    ],
    texts: ["varchar", "char", "bpchar", "text"], unboundedText: .string,
    plainDecimal: .decimal(precision: 18, scale: 3))

  private static func duckDBMapping(_ type: DataType) -> TypeMapping? {
    switch type {
    case .boolean: .exact("boolean")
    case .int: .exact("integer")
    case .long: .exact("bigint")
    case .float: .exact("float")
    case .double: .exact("double")
    case .decimal(let precision, let scale): .exact("decimal(\(precision), \(scale))")
    case .string: .exact("varchar")
    case .varchar: .lossy("varchar", "DuckDB does not hold texts to a length")
    case .date: .exact("date")
    case .time: .exact("time")
    case .timestamp: .exact("timestamp")
    case .timestamptz: .exact("timestamptz")
    case .uuid: .exact("uuid")
    case .binary: .exact("blob")
    case .json: .exact("json")
    case .list(let element): duckDBMapping(element).map { nested("\($0.name)[]", [$0]) }
    case .map(let key, let value): duckDBMap(key, value)
    case .structure(let fields): duckDBStructure(fields)
    case .native: nil
    }
  }

  private static func duckDBMap(_ key: DataType, _ value: DataType) -> TypeMapping? {
    guard let key = duckDBMapping(key), let value = duckDBMapping(value) else { return nil }
    return nested("map(\(key.name), \(value.name))", [key, value])
  }

  private static func duckDBStructure(_ fields: [DataType.Field]) -> TypeMapping? {
    let mappings = fields.compactMap { duckDBMapping($0.type) }
    guard mappings.count == fields.count else { return nil }
    let parts = zip(fields, mappings).map { "\(Dialect.duckDB.quoted($0.name)) \($1.name)" }
    return nested("struct(\(parts.joined(separator: ", ")))", mappings)
  }
}
