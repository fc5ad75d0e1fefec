internal import Catalog
internal import Diagnostics

/// Reads `90s`, `15m`, `1h30m`, `30d`, `2w`: whole numbers with units, longer ones first.
func parseDuration(_ text: String) throws(ValueFlaw) -> Duration {
  let help = "Write a number and a unit: '90s', '15m', '1h', '30d' or '2w'."
  let units: [(letter: UInt8, seconds: Int)] = [
    (UInt8(ascii: "w"), 604_800), (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "h"), 3_600),
    (UInt8(ascii: "m"), 60), (UInt8(ascii: "s"), 1),
  ]
  var scanner = TextScanner(text)
  var seconds = 0
  var left = units[...]
  repeat {
    let start = scanner.index
    guard let number = scanner.number(), number < 1_000_000 else {
      throw ValueFlaw("'\(text)' is not a length of time.", help: help)
    }
    guard let letter = scanner.current,
      let position = left.firstIndex(where: { $0.letter == letter })
    else {
      throw ValueFlaw(
        scanner.isAtEnd ? "'\(text)' has no unit." : "'\(text)' is not a length of time.",
        at: start..<scanner.bytes.count, help: help)
    }
    scanner.index += 1
    seconds += number * left[position].seconds
    left = left[(position + 1)...]
  } while !scanner.isAtEnd
  return .seconds(seconds)
}

/// Reads `512KB`, `128MB`, `1GB`: whole numbers of 1,024, 1,024² and 1,024³ bytes.
func parseSize(_ text: String) throws(ValueFlaw) -> Int {
  var scanner = TextScanner(text)
  let number = scanner.number()
  let unit = scanner.text(scanner.index..<scanner.bytes.count)
  let factors = ["KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
  guard let number, number > 0, number < 1_000_000, let factor = factors[unit] else {
    throw ValueFlaw(
      "'\(text)' is not a number of bytes.",
      help: "Write a number and a unit: '512KB', '128MB' or '1GB'.")
  }
  return number * factor
}

/// Reads `2013-01-31`.
func parseDate(_ text: String) throws(ValueFlaw) -> CivilDate {
  guard let date = CivilDate(parsing: text) else {
    throw ValueFlaw(
      "'\(text)' is not a day of the calendar.", help: "Write it as 'year-month-day': '2013-01-31'."
    )
  }
  return date
}

/// Checks the form of an IANA time zone's name.
func checkTimeZone(_ text: String) throws(ValueFlaw) {
  let isFine =
    !text.isEmpty && !text.hasPrefix("/") && !text.hasSuffix("/")
    && text.utf8.allSatisfy { byte in
      byte.isNamePart || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "+")
    }
  guard isFine else {
    throw ValueFlaw(
      "'\(text)' is not the name of a time zone.", help: "Write 'UTC' or 'America/New_York'.")
  }
}

/// What people write for Weir's types when they come from elsewhere.
private let foreignTypes: [String: String] = [
  "integer": "int", "int4": "int", "smallint": "int", "tinyint": "int", "short": "int",
  "bigint": "long", "int8": "long", "int64": "long", "real": "float", "float4": "float",
  "float8": "double", "double precision": "double", "number": "decimal(18,2)",
  "numeric": "decimal(18,2)", "decimal": "decimal(18,2)", "text": "string", "str": "string",
  "char": "varchar(1)", "varchar": "varchar(255)", "bool": "boolean", "datetime": "timestamp",
  "timestamp_ntz": "timestamp", "timestamp with time zone": "timestamptz", "bytes": "binary",
  "bytea": "binary", "varbinary": "binary", "array": "list<string>", "object": "json",
  "jsonb": "json", "variant": "json",
]

/// Reads one of Weir's types.
func parseDataType(_ text: String, allowsNative: Bool = false) throws(ValueFlaw) -> DataType {
  if let type = DataType(parsing: text), allowsNative || !type.isNative { return type }
  let names = DataType.simpleNames + ["decimal(p,s)", "varchar(n)", "list<T>", "map<K,V>"]
  let foreign = foreignTypes[text.lowercased()]
  let isSuggested = foreign.map { !$0.contains("(") && !$0.contains("<") } ?? false
  let near = foreign ?? nearMatch(text, among: DataType.simpleNames)
  throw ValueFlaw(
    "'\(text)' is not a type.",
    help: near.map { "Did you mean '\($0)'?" }
      ?? "The types are \(names.joined(separator: ", ")) and struct<name:T,...>.",
    replacement: isSuggested || foreign == nil ? near : nil)
}

/// Reads `carrier`, `month(flight_date)`, `bucket(16, id)`, `truncate(4, name)`.
func parsePartition(_ text: String) throws(ValueFlaw) -> PartitionField {
  var scanner = TextScanner(text)
  let word = scanner.run(\.isNamePart)
  if scanner.isAtEnd {
    try checkName(text)
    return PartitionField(column: text, transform: .identity)
  }
  scanner.skipSpaces()
  guard !word.isEmpty, scanner.take("(") else { throw partitionFlaw(text) }
  let name = scanner.text(word)
  var number: Int?
  scanner.skipSpaces()
  if scanner.current?.isDigit ?? false {
    number = scanner.number()
    scanner.skipSpaces()
    guard scanner.take(",") else { throw partitionFlaw(text) }
    scanner.skipSpaces()
  }
  let column = scanner.text(scanner.run(\.isNamePart))
  scanner.skipSpaces()
  guard !column.isEmpty, scanner.take(")"), scanner.isAtEnd else { throw partitionFlaw(text) }
  return PartitionField(
    column: column, transform: try transform(name, number, in: text, at: word))
}

private func transform(
  _ name: String, _ number: Int?, in text: String, at range: Range<Int>
) throws(ValueFlaw) -> PartitionTransform {
  switch (name, number) {
  case ("year", nil): return .year
  case ("month", nil): return .month
  case ("day", nil): return .day
  case ("hour", nil): return .hour
  case ("bucket", let count?) where count > 0 && count <= Int(Int32.max):
    return .bucket(count: count)
  case ("truncate", let width?) where width > 0 && width <= Int(Int32.max):
    return .truncate(width: width)
  case ("bucket", _), ("truncate", _), ("year", _), ("month", _), ("day", _), ("hour", _):
    throw partitionFlaw(text)
  default:
    let near = nearMatch(name, among: ["year", "month", "day", "hour", "bucket", "truncate"])
    throw ValueFlaw(
      "'\(name)' is not a partition transform.", at: range,
      help: near.map { "Did you mean '\($0)'?" } ?? partitionHelp, replacement: near)
  }
}

private let partitionHelp =
  "Write a column, or 'year(c)', 'month(c)', 'day(c)', 'hour(c)', 'bucket(16, c)', 'truncate(4, c)'."

private func partitionFlaw(_ text: String) -> ValueFlaw {
  ValueFlaw("'\(text)' is not a partition field.", help: partitionHelp)
}
