/// What a scalar means by the core schema (YAML 1.2.2, 10.3).
package enum YAMLValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// Also a whole number that 64 bits do not hold.
  case float(Double)
  case text(String)
}

extension YAMLScalar {
  /// The meaning of the scalar: only plain ones can be anything but text, and `no`, `on` and `yes`
  /// are texts.
  package var value: YAMLValue {
    guard style == .plain, !isTaggedText else { return .text(text) }
    var utf8 = text
    return utf8.withUTF8 { bytes in
      unsafe CoreSchema.value(of: bytes.span) ?? .text(text)
    }
  }

  /// Whether nothing was written, or `null` or `~`.
  package var isNull: Bool { value == .null }
}

/// The tag resolution of the core schema.
private enum CoreSchema {
  static func value(of text: Span<UInt8>) -> YAMLValue? {
    guard !text.isEmpty else { return .null }
    switch text[0] {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
      UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return word(text)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return number(text)
    default:
      return nil
    }
  }

  private static func word(_ text: Span<UInt8>) -> YAMLValue? {
    // Most texts that begin like a word are longer; no string is made for them.
    guard text.count <= 5 else { return nil }
    return switch string(text) {
    case "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .boolean(true)
    case "false", "False", "FALSE": .boolean(false)
    default: nil
    }
  }

  private static func number(_ text: Span<UInt8>) -> YAMLValue? {
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      switch text[1] {
      case UInt8(ascii: "o"): return integer(text, from: 2, radix: 8)
      case UInt8(ascii: "x"): return integer(text, from: 2, radix: 16)
      default: break
      }
    }
    if let special = specialFloat(text) { return special }
    guard let isWhole = decimalForm(text) else { return nil }
    if isWhole, let value = Int(string(text)) { return .integer(value) }
    return Double(string(text)).map(YAMLValue.float)
  }

  private static func integer(_ text: Span<UInt8>, from start: Int, radix: Int) -> YAMLValue? {
    let digits = String(string(text).dropFirst(start))
    guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
      return nil
    }
    return Int(digits, radix: radix).map(YAMLValue.integer)
  }

  private static func specialFloat(_ text: Span<UInt8>) -> YAMLValue? {
    guard text.count <= 5 else { return nil }
    switch string(text) {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
    case ".nan", ".NaN", ".NAN": return .float(.nan)
    default: return nil
    }
  }

  /// Whether the text is a whole number; nil when it is no decimal number at all.
  private static func decimalForm(_ text: Span<UInt8>) -> Bool? {
    var index = 0
    func digits() -> Int {
      let start = index
      while index < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) {
        index += 1
      }
      return index - start
    }
    if text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") { index = 1 }
    let whole = digits()
    var isWhole = true
    var fraction = 0
    if index < text.count, text[index] == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      fraction = digits()
    }
    guard whole + fraction > 0 else { return nil }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      index += 1
      if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
        index += 1
      }
      guard digits() > 0 else { return nil }
    }
    return index == text.count ? isWhole : nil
  }

  private static func string(_ text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
