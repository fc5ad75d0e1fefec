internal import Catalog

extension Dialect {
  static let postgreSQLTypes = TypeSpellings(
    mapping: { postgreSQLMapping($0) },
    names: [
      "boolean": .boolean, "bool": .boolean, "smallint": .int, "int2": .int, "integer": .int,
      "int": .int, "int4": .int, "bigint": .long, "int8": .long, "real": .float, "float4": .float,
      "double precision": .double, "float8": .double, "float": .double, "text": .string,
      "date": .date, "time": .time, "time without time zone": .time, "timestamp": .timestamp,
      "timestamp without time zone": .timestamp, "timestamptz": .timestamptz,
      "timestamp with time zone": .timestamptz, "uuid": .uuid, "bytea": .binary, "json": .json,
      "jsonb": .json,
    ],
    texts: ["varchar", "character varying", "char", "character", "bpchar"],
    unboundedText: .string, plainDecimal: nil,
    natives: [
      "numeric", "decimal", "regclass", "regtype", "regproc", "oid", "name", "money", "inet",
      "cidr",
      "macaddr", "tsvector", "tsquery", "xml", "point", "line", "lseg", "box", "path", "polygon",
      "circle", "interval", "timetz", "time with time zone", "bit", "varbit", "int4range",
      "int8range", "numrange", "tsrange", "tstzrange", "daterange", "jsonpath", "hstore", "citext",
    ])

  private static func postgreSQLMapping(_ type: DataType) -> TypeMapping? {
    switch type {
    case .boolean: .exact("boolean")
    case .int: .exact("integer")
    case .long: .exact("bigint")
    case .float: .exact("real")
    case .double: .exact("double precision")
    case .decimal(let precision, let scale): .exact("numeric(\(precision), \(scale))")
    case .string: .exact("text")
    case .varchar(let length): .exact("varchar(\(length))")
    case .date: .exact("date")
    case .time: .exact("time")
    case .timestamp: .exact("timestamp")
    case .timestamptz: .exact("timestamptz")
    case .uuid: .exact("uuid")
    case .binary: .exact("bytea")
    case .native(let name): .exact(name)
    case .json: .exact("jsonb")
    case .list(let element) where !element.isNested:
      postgreSQLMapping(element).map { nested("\($0.name)[]", [$0]) }
    case .list, .map, .structure:
      .lossy("jsonb", "PostgreSQL keeps nested values as JSON, whose numbers and texts are untyped")
    }
  }
}
