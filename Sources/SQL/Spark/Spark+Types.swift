internal import Catalog

extension Dialect {
  static let sparkTypes = TypeSpellings(
    mapping: { sparkMapping($0) },
    names: [
      "boolean": .boolean, "tinyint": .int, "byte": .int, "smallint": .int, "short": .int,
      "int": .int, "integer": .int, "bigint": .long, "long": .long, "float": .float,
      "real": .float, "double": .double, "string": .string, "date": .date,
      "timestamp": .timestamptz, "timestamp_ltz": .timestamptz, "timestamp_ntz": .timestamp,
      "binary": .binary,
    ],
    texts: ["varchar", "char", "character"], unboundedText: .string,
    plainDecimal: .decimal(precision: 10, scale: 0))

  private static func sparkMapping(_ type: DataType) -> TypeMapping? {
    switch type {
    case .boolean: .exact("boolean")
    case .int: .exact("int")
    case .long: .exact("bigint")
    case .float: .exact("float")
    case .double: .exact("double")
    case .decimal(let precision, let scale): .exact("decimal(\(precision), \(scale))")
    case .string: .exact("string")
    case .varchar(let length): .exact("varchar(\(length))")
    case .date: .exact("date")
    case .time: nil
    case .timestamp: .exact("timestamp_ntz")
    case .timestamptz: .exact("timestamp")
    case .uuid: .lossy("string", "Spark has no UUID type and keeps the text")
    case .binary: .exact("binary")
    case .json: .lossy("string", "Spark keeps JSON as text and does not check it")
    case .list(let element): sparkMapping(element).map { nested("array<\($0.name)>", [$0]) }
    case .map(let key, let value): sparkMap(key, value)
    case .structure(let fields): sparkStructure(fields)
    case .native: nil
    }
  }

  private static func sparkMap(_ key: DataType, _ value: DataType) -> TypeMapping? {
    guard let key = sparkMapping(key), let value = sparkMapping(value) else { return nil }
    return nested("map<\(key.name), \(value.name)>", [key, value])
  }

  private static func sparkStructure(_ fields: [DataType.Field]) -> TypeMapping? {
    let mappings = fields.compactMap { sparkMapping($0.type) }
    guard mappings.count == fields.count else { return nil }
    let parts = zip(fields, mappings).map { "\(Dialect.spark.quoted($0.name)): \($1.name)" }
    return nested("struct<\(parts.joined(separator: ", "))>", mappings)
  }

  /// A type made of others: it loses what one of them loses.
  static func nested(_ name: String, _ parts: [TypeMapping]) -> TypeMapping {
    for part in parts {
      if case .lossy = part.fidelity { return TypeMapping(name: name, fidelity: part.fidelity) }
    }
    return .exact(name)
  }
}
