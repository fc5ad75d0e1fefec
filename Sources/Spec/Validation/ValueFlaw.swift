/// Why a text is not a value of its type.
struct ValueFlaw: Error {
  /// A full sentence.
  let detail: String
  /// The bytes of the text that are to blame; nil for all of it.
  var range: Range<Int>?
  var help: String?
  /// What to write instead of the range, where that is plain.
  var replacement: String?

  init(
    _ detail: String, at range: Range<Int>? = nil, help: String? = nil, replacement: String? = nil
  ) {
    self.detail = detail
    self.range = range
    self.help = help
    self.replacement = replacement
  }
}

/// Reads a text byte by byte, so that flaws know their place.
struct TextScanner {
  let bytes: [UInt8]
  var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { index == bytes.count }

  var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func skipSpaces() {
    while current == UInt8(ascii: " ") { index += 1 }
  }

  /// The longest run of bytes that fit; empty when there is none.
  mutating func run(_ fits: (UInt8) -> Bool) -> Range<Int> {
    let start = index
    while let byte = current, fits(byte) { index += 1 }
    return start..<index
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A whole number without sign; nil when there is none or it is too large.
  mutating func number() -> Int? { Int(text(run(\.isDigit))) }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  /// Whether it may stand in a name, but for a digit at its start.
  var isNamePart: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}
