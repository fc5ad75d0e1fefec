/// Why bytes are not JSON.
package struct JSONParseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte at which reading stopped; the length of the text when it ends too early.
  package let offset: Int
  /// A sentence without the full stop.
  package let message: String

  package var description: String { "\(message) (at byte \(offset))" }
}

extension JSONValue {
  /// Arrays and objects nested deeper than this are refused.
  package static let maximumDepth = 128

  /// Reads one JSON text in UTF-8 (RFC 8259): nothing but white space may stand around the value.
  ///
  /// Integers that do not fit 64 bits become doubles.
  /// - Throws: on the first error; a key that stands twice in one object, nesting deeper than
  ///   `maximumDepth`, and numbers beyond a double's range are errors too.
  package init(parsing bytes: [UInt8]) throws(JSONParseError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.wholeText()
  }

  /// Reads one JSON text, as `init(parsing:)` of bytes does.
  package init(parsing text: String) throws(JSONParseError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// Recursive descent over bytes; the depth is bounded by `JSONValue.maximumDepth`.
struct JSONParser {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func wholeText() throws(JSONParseError) -> JSONValue {
    skipSpaces()
    let value = try value()
    skipSpaces()
    guard index == bytes.count else { throw error("Nothing may follow the value") }
    return value
  }

  private func error(_ message: String, at offset: Int? = nil) -> JSONParseError {
    JSONParseError(offset: offset ?? index, message: message)
  }

  private mutating func skipSpaces() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(JSONParseError) -> JSONValue {
    guard index < bytes.count else { throw error("The text ends where a value should stand") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw error("A value cannot begin with this character")
    }
  }

  private mutating func word(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONParseError) -> JSONValue {
    let start = index
    for scalar in text.description.unicodeScalars {
      guard take(scalar) else { throw error("Unknown word; expected '\(text)'", at: start) }
    }
    return value
  }

  private mutating func enter() throws(JSONParseError) {
    guard depth < JSONValue.maximumDepth else { throw error("The nesting is too deep") }
    depth += 1
    index += 1
    skipSpaces()
  }

  private mutating func array() throws(JSONParseError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var elements: [JSONValue] = []
    if take("]") { return .array(elements) }
    while true {
      elements.append(try value())
      skipSpaces()
      if take("]") { return .array(elements) }
      guard take(",") else { throw error("Expected ',' or ']' after an element") }
      skipSpaces()
    }
  }

  private mutating func object() throws(JSONParseError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var members = JSONObject()
    if take("}") { return .object(members) }
    while true {
      let start = index
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw error("Expected a key in double quotes")
      }
      let key = try string()
      skipSpaces()
      guard take(":") else { throw error("Expected ':' after the key") }
      skipSpaces()
      guard members.append(try value(), forKey: key) else {
        throw error("The key '\(key)' stands twice in this object", at: start)
      }
      skipSpaces()
      if take("}") { return .object(members) }
      guard take(",") else { throw error("Expected ',' or '}' after a member") }
      skipSpaces()
    }
  }
}

extension JSONParser {
  private mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return index - start
  }

  private mutating func number() throws(JSONParseError) -> JSONValue {
    let start = index
    _ = take("-")
    let isZero = index < bytes.count && bytes[index] == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits > 0 else { throw error("Expected a digit") }
    guard !isZero || digits == 1 else { throw error("A number cannot begin with 0", at: start) }
    var isInteger = true
    if take(".") {
      isInteger = false
      guard skipDigits() > 0 else { throw error("Expected a digit after the point") }
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("-") { _ = take("+") }
      guard skipDigits() > 0 else { throw error("Expected a digit in the exponent") }
    }
    return try number(from: start, isInteger: isInteger)
  }

  private func number(from start: Int, isInteger: Bool) throws(JSONParseError) -> JSONValue {
    if isInteger, let integer = integer(from: start) { return .integer(integer) }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let double = Double(text), double.isFinite else {
      throw error("The number is out of range", at: start)
    }
    return .double(double)
  }

  /// The digits `bytes[start..<index]`, after an optional sign; nil when they do not fit 64 bits.
  private func integer(from start: Int) -> Int64? {
    let isNegative = bytes[start] == UInt8(ascii: "-")
    var value: Int64 = 0
    for byte in bytes[(isNegative ? start + 1 : start)..<index] {
      // Built up below zero, so that the smallest number fits too.
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, underflow) = shifted.subtractingReportingOverflow(
        Int64(byte - UInt8(ascii: "0")))
      guard !overflow, !underflow else { return nil }
      value = next
    }
    guard !isNegative else { return value }
    return value == .min ? nil : -value
  }

  private mutating func string() throws(JSONParseError) -> String {
    index += 1
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let text = try decoded(bytes[start..<index], at: start)
        index += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw error("A control character must be escaped")
      default: index += 1
      }
    }
    throw error("The text ends within a string")
  }

  private func decoded(
    _ slice: some Collection<UInt8>, at offset: Int
  ) throws(JSONParseError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw error("The string is not valid UTF-8", at: offset)
    }
    return text
  }

  private mutating func escapedString(from start: Int) throws(JSONParseError) -> String {
    var buffer = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return try decoded(buffer, at: start)
      case UInt8(ascii: "\\"):
        index += 1
        buffer.append(contentsOf: try escape())
      case 0..<0x20: throw error("A control character must be escaped")
      default:
        buffer.append(byte)
        index += 1
      }
    }
    throw error("The text ends within a string")
  }

  private mutating func escape() throws(JSONParseError) -> [UInt8] {
    guard index < bytes.count else { throw error("The text ends within a string") }
    index += 1
    switch bytes[index - 1] {
    case UInt8(ascii: "\""): return [0x22]
    case UInt8(ascii: "\\"): return [0x5C]
    case UInt8(ascii: "/"): return [0x2F]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try unicodeEscape()).utf8)
    default: throw error("Unknown escape", at: index - 2)
    }
  }

  private mutating func unicodeEscape() throws(JSONParseError) -> Unicode.Scalar {
    let start = index - 2
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take("\\"), take("u") else {
      throw error("Half of a surrogate pair stands alone", at: start)
    }
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error("Half of a surrogate pair stands alone", at: start) }
    return scalar
  }

  private mutating func fourDigits() throws(JSONParseError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count else { throw error("The text ends within a string") }
      let digit: UInt8
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[index] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[index] - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[index] - UInt8(ascii: "A") + 10
      default: throw error("Expected four hexadecimal digits")
      }
      value = value << 4 + UInt32(digit)
      index += 1
    }
    return value
  }
}
