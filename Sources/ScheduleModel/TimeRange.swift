/// A point on a civil time line without a zone, in microseconds since 1970-01-01 00:00. Interval
/// columns of type `date` count whole days on it; columns of type `timestamptz` are on it as UTC.
package struct TimePoint: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  package let microseconds: Int64

  private static let microsecondsPerDay: Int64 = 86_400_000_000

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package init(year: Int, month: Int, day: Int) {
    microseconds =
      Int64(daysFromCivil(year: year, month: month, day: day)) * Self.microsecondsPerDay
  }

  /// Reads `2013-01-31`, `2013-01-31T04:30:00` or `2013-01-31 04:30`, with an optional fraction and
  /// an optional final `Z`; nil for everything else, such as the 30th of February.
  package init?(parsing text: String) {
    var parts = Array(text.utf8)
    if parts.last == UInt8(ascii: "Z") { parts.removeLast() }
    guard parts.count >= 10, parts[4] == UInt8(ascii: "-"), parts[7] == UInt8(ascii: "-"),
      let year = number(parts[0..<4]), let month = number(parts[5..<7]),
      let day = number(parts[8..<10]), (1...12).contains(month), day >= 1,
      day <= lastDay(year: year, month: month)
    else { return nil }
    let midnight = TimePoint(year: year, month: month, day: day).microseconds
    guard parts.count > 10 else {
      microseconds = midnight
      return
    }
    guard let ofDay = Self.microsecondsOfDay(parts[10...]) else { return nil }
    microseconds = midnight + ofDay
  }

  private static func microsecondsOfDay(_ text: ArraySlice<UInt8>) -> Int64? {
    let parts = Array(text)
    guard parts.count >= 6, parts[0] == UInt8(ascii: "T") || parts[0] == UInt8(ascii: " "),
      parts[3] == UInt8(ascii: ":"), let hour = number(parts[1..<3]),
      let minute = number(parts[4..<6]), hour < 24, minute < 60
    else { return nil }
    var total = Int64(hour * 3600 + minute * 60) * 1_000_000
    guard parts.count > 6 else { return total }
    guard parts.count >= 9, parts[6] == UInt8(ascii: ":"), let second = number(parts[7..<9]),
      second < 60
    else { return nil }
    total += Int64(second) * 1_000_000
    guard parts.count > 9 else { return total }
    let digits = parts[10...]
    guard parts[9] == UInt8(ascii: "."), (1...6).contains(digits.count),
      var fraction = number(digits)
    else { return nil }
    for _ in digits.count..<6 { fraction *= 10 }
    return total + Int64(fraction)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let point = TimePoint(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a point in time")
    }
    self = point
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  package var isMidnight: Bool { microseconds % Self.microsecondsPerDay == 0 }

  /// `2013-01-31`, the time of day left out.
  package var dateText: String {
    let date = civilFromDays(Int(floorDivide(microseconds, Self.microsecondsPerDay)))
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  /// `2013-01-31 04:30:00` with as many digits of the fraction as it has.
  package var timestampText: String {
    let ofDay =
      microseconds - floorDivide(microseconds, Self.microsecondsPerDay) * Self.microsecondsPerDay
    let seconds = Int(ofDay / 1_000_000)
    var out =
      "\(dateText) \(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    let fraction = Int(ofDay % 1_000_000)
    if fraction > 0 { out += "." + padded(fraction, 6) }
    return out
  }

  /// The date alone at midnight, else date and time joined by `T`.
  package var description: String {
    isMidnight ? dateText : String(timestampText.map { $0 == " " ? "T" : $0 })
  }

  package func adding(days: Int) -> TimePoint {
    TimePoint(microseconds: microseconds + Int64(days) * Self.microsecondsPerDay)
  }

  package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
}

/// A half-open range of time: `lower` is in it, `upper` is not. Never empty.
package struct TimeRange: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  package let lower: TimePoint
  package let upper: TimePoint

  /// Nil when it would be empty.
  package init?(_ lower: TimePoint, _ upper: TimePoint) {
    guard lower < upper else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// For bounds that are known to be in order.
  init(known lower: TimePoint, _ upper: TimePoint) {
    self.lower = lower
    self.upper = upper
  }

  /// Reads `2013-01-01/2013-02-01`.
  package init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let lower = TimePoint(parsing: String(parts[0])),
      let upper = TimePoint(parsing: String(parts[1]))
    else { return nil }
    self.init(lower, upper)
  }

  package func overlaps(_ other: TimeRange) -> Bool { lower < other.upper && other.lower < upper }

  package func contains(_ other: TimeRange) -> Bool {
    lower <= other.lower && other.upper <= upper
  }

  /// `2013-01-01/2013-02-01`.
  package var description: String { "\(lower)/\(upper)" }

  package static func < (a: Self, b: Self) -> Bool { (a.lower, a.upper) < (b.lower, b.upper) }
}

/// Howard Hinnant's days_from_civil: days since 1970-01-01 in the proleptic Gregorian calendar.
private func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
  let y = month <= 2 ? year - 1 : year
  let era = (y >= 0 ? y : y - 399) / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/// The inverse of `daysFromCivil`.
private func civilFromDays(_ days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
}

private func lastDay(year: Int, month: Int) -> Int {
  switch month {
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

private func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  a >= 0 ? a / b : -((-a + b - 1) / b)
}

private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  var value = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    value = value * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return value
}

private func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
