internal import Catalog

extension Dialect {
  static let redshiftTypes = TypeSpellings(
    mapping: { redshiftMapping($0) },
    names: [
      "boolean": .boolean, "bool": .boolean, "smallint": .int, "int2": .int, "integer": .int,
      "int": .int, "int4": .int, "bigint": .long, "int8": .long, "real": .float, "float4": .float,
      "double precision": .double, "float8": .double, "float": .double, "text": .varchar(256),
      "date": .date, "time": .time, "time without time zone": .time, "timestamp": .timestamp,
      "timestamp without time zone": .timestamp, "timestamptz": .timestamptz,
      "timestamp with time zone": .timestamptz, "varbyte": .binary, "varbinary": .binary,
      "binary varying": .binary, "super": .json,
    ],
    texts: [
      "varchar", "character varying", "nvarchar", "char", "character", "nchar", "bpchar",
    ],
    unboundedText: .varchar(256), plainDecimal: .decimal(precision: 18, scale: 0),
    natives: [
      "oid", "name", "timetz", "time with time zone", "geometry", "geography", "hllsketch",
    ])

  private static func redshiftMapping(_ type: DataType) -> TypeMapping? {
    switch type {
    case .boolean: .exact("boolean")
    case .int: .exact("integer")
    case .long: .exact("bigint")
    case .float: .exact("real")
    case .double: .exact("double precision")
    case .decimal(let precision, let scale) where scale <= 37:
      .exact("numeric(\(precision), \(scale))")
    case .decimal: nil
    case .string: .lossy("varchar(65535)", "Redshift keeps at most 65,535 bytes")
    case .varchar(let length):
      .lossy("varchar(\(length))", "Redshift counts the length in bytes, not in characters")
    case .date: .exact("date")
    case .time: .exact("time")
    case .timestamp: .exact("timestamp")
    case .timestamptz: .exact("timestamptz")
    case .uuid: .lossy("varchar(36)", "Redshift has no UUID type and keeps the text")
    case .binary: .lossy("varbyte(16777216)", "Redshift keeps at most 16,777,216 bytes")
    case .native(let name): .exact(name)
    case .json: .exact("super")
    case .list, .map, .structure:
      .lossy("super", "Redshift keeps nested values as SUPER, whose parts are untyped")
    }
  }
}
