internal import Diagnostics

/// One of the five fields of a cron expression.
private struct CronField {
  let name: String
  let range: ClosedRange<Int>
  /// Words for values, beginning with the smallest value of the range.
  var words: [String] = []

  /// A range beyond the largest value as two that do not go beyond it: 'fri-sat,sun-mon'.
  func around(from first: String, to second: String) -> String {
    // The Sunday at the end of a week is that at the start of the next.
    if !words.isEmpty, let number = Int(first), number > lastNumber {
      return "\(range.lowerBound)-\(second)"
    }
    let isWord = words.contains(first.lowercased())
    let last =
      isWord ? words[words.count - 1] : String(words.isEmpty ? range.upperBound : lastNumber)
    let start = isWord ? words[0] : String(range.lowerBound)
    let head = first.lowercased() == last ? first : "\(first)-\(last)"
    return head + "," + (second.lowercased() == start ? second : "\(start)-\(second)")
  }

  /// The number of the last word: a Sunday is 0 and 7.
  private var lastNumber: Int { range.lowerBound + words.count - 1 }

  static let all: [CronField] = [
    CronField(name: "minute", range: 0...59),
    CronField(name: "hour", range: 0...23),
    CronField(name: "day of month", range: 1...31),
    CronField(
      name: "month", range: 1...12,
      words: [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
      ]),
    CronField(
      name: "day of week", range: 0...7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
  ]
}

/// Reads five fields of numbers, names, ranges, steps and lists (POSIX, crontab; steps and names as
/// in Vixie cron).
func parseCron(_ text: String) throws(ValueFlaw) -> CronExpression {
  let pieces = fieldRanges(in: text)
  guard pieces.count == CronField.all.count else {
    if let named = cronNicknames[text.lowercased()] {
      throw ValueFlaw(
        "'\(text)' is a name of some programs for a cron expression.",
        help: "Write its five fields: '\(named)'.", replacement: "'\(named)'")
    }
    throw ValueFlaw(
      "A cron expression has five fields, and this one has \(pieces.count).",
      help: cronHelp(fields: pieces.count))
  }
  var scanner = TextScanner(text)
  var values: [[Int]] = []
  for (field, range) in zip(CronField.all, pieces) {
    scanner.index = range.lowerBound
    values.append(try parse(field, &scanner, until: range.upperBound))
  }
  let cron = CronExpression(
    text: text, minutes: values[0], hours: values[1], daysOfMonth: values[2], months: values[3],
    daysOfWeek: Array(Set(values[4].map { $0 % 7 })).sorted(),
    restrictsDayOfMonth: scanner.bytes[pieces[2].lowerBound] != UInt8(ascii: "*"),
    restrictsDayOfWeek: scanner.bytes[pieces[4].lowerBound] != UInt8(ascii: "*"))
  try checkSomeDayExists(cron, at: pieces[2].lowerBound..<pieces[3].upperBound)
  return cron
}

/// Names that Vixie cron has for some expressions.
private let cronNicknames = [
  "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
]

private func cronHelp(fields: Int) -> String {
  let names = CronField.all.map(\.name).joined(separator: ", ")
  return (fields == 6 ? "Leave out the seconds: the fields are " : "The fields are ")
    + "\(names). '0 4 * * *' is every day at 4:00."
}

private func fieldRanges(in text: String) -> [Range<Int>] {
  var scanner = TextScanner(text)
  var ranges: [Range<Int>] = []
  while !scanner.isAtEnd {
    let range = scanner.run { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    if !range.isEmpty { ranges.append(range) }
    _ = scanner.run { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
  return ranges
}

private func parse(
  _ field: CronField, _ scanner: inout TextScanner, until end: Int
) throws(ValueFlaw) -> [Int] {
  var values = Set<Int>()
  let start = scanner.index
  repeat {
    let item = scanner.index
    let (range, isSingle) = try parseRange(field, &scanner)
    var step = 1
    var last = range.upperBound
    if scanner.take("/") {
      guard let number = scanner.number(), number > 0 else {
        throw ValueFlaw(
          "The step of the \(field.name) must be 1 or more.", at: item..<scanner.index,
          help: "'*/15' is every 15th \(field.name); '*' is every one.")
      }
      step = number
      if isSingle { last = field.range.upperBound }
    }
    values.formUnion(stride(from: range.lowerBound, through: last, by: step))
  } while scanner.take(",")
  guard scanner.index == end else {
    throw ValueFlaw(
      "'\(scanner.text(start..<end))' is not a \(field.name).", at: start..<end,
      help: "Write '*', '5', '1-5', '*/15', or several of those joined by ','.")
  }
  return values.sorted()
}

/// A range and whether it was a single value.
private func parseRange(
  _ field: CronField, _ scanner: inout TextScanner
) throws(ValueFlaw) -> (ClosedRange<Int>, Bool) {
  if scanner.take("*") { return (field.range, false) }
  let start = scanner.index
  let first = try parseValue(field, &scanner)
  let middle = scanner.index
  guard scanner.take("-") else { return (first...first, true) }
  let second = try parseValue(field, &scanner)
  guard first <= second else {
    let texts = (scanner.text(start..<middle), scanner.text(middle + 1..<scanner.index))
    let around = field.around(from: texts.0, to: texts.1)
    throw ValueFlaw(
      "The \(field.name) range '\(texts.0)-\(texts.1)' ends before it begins.",
      at: start..<scanner.index, help: "Write '\(around)'.", replacement: around)
  }
  return (first...second, false)
}

private func parseValue(
  _ field: CronField, _ scanner: inout TextScanner
) throws(ValueFlaw) -> Int {
  if scanner.current == UInt8(ascii: "?") {
    throw ValueFlaw(
      "'?' is not known here.", at: scanner.index..<scanner.index + 1,
      help: "Write '*' for any \(field.name).", replacement: "*")
  }
  let range = scanner.run { $0.isNamePart }
  let text = scanner.text(range)
  if let position = field.words.firstIndex(of: text.lowercased()) {
    return field.range.lowerBound + position
  }
  guard let value = Int(text) else {
    let near = nearMatch(text, among: field.words)
    throw ValueFlaw(
      text.isEmpty ? "A \(field.name) is missing." : "'\(text)' is not a \(field.name).",
      at: range.isEmpty ? nil : range,
      help: near.map { "Did you mean '\($0)'?" }
        ?? "Write a number from \(field.range.lowerBound) to \(field.range.upperBound), or '*'.")
  }
  guard field.range.contains(value) else {
    throw ValueFlaw(
      "The \(field.name) \(value) does not exist.", at: range,
      help: "Write a number from \(field.range.lowerBound) to \(field.range.upperBound).")
  }
  return value
}

/// The days of the month must exist in one of the months, unless days of the week fire too.
private func checkSomeDayExists(
  _ cron: CronExpression, at range: Range<Int>
) throws(ValueFlaw) {
  guard cron.restrictsDayOfMonth, !cron.restrictsDayOfWeek, let first = cron.daysOfMonth.first
  else { return }
  // A leap year, so that 29 February counts.
  guard cron.months.contains(where: { CivilDate.days(in: $0, of: 2024) >= first }) else {
    throw ValueFlaw(
      "None of the months has a day \(first), so it never fires.", at: range,
      help: "Write a day that exists. '0 4 1 * *' is the first of each month, at 4:00.")
  }
}
