/// The name of a server's type as `native(...)` gives it: nothing but a name can stand there.
///
/// Names, quoted or plain, with dots between them; the words that SQL's own types have more of
/// (`character varying`, `timestamp(3) without time zone`); arguments in parentheses; `[]`.
struct NativeTypeName {
  /// Without blanks that say nothing.
  let text: String

  private static let furtherWords: Set<String> = [
    "varying", "precision", "with", "without", "time", "zone", "year", "month", "day", "hour",
    "minute", "second", "to",
  ]

  /// Nil when the text is not `native(...)` around such a name.
  init?(parsing text: String) {
    guard text.hasPrefix("native("), text.hasSuffix(")") else { return nil }
    var scanner = Scanner(text: Array(text.utf8.dropFirst("native(".utf8.count).dropLast()))
    guard let name = scanner.typeName() else { return nil }
    self.text = name
  }

  private struct Scanner {
    let text: [UInt8]
    var index = 0

    init(text: [UInt8]) { self.text = text }

    private var next: UInt8? { index < text.count ? text[index] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard next == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    private mutating func skipBlanks() { while take(" ") {} }

    private func string(from start: Int) -> String {
      String(decoding: text[start..<index], as: UTF8.self)
    }

    private mutating func word() -> String? {
      let start = index
      while let byte = next, Self.isWordByte(byte) { index += 1 }
      return index == start ? nil : string(from: start)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        true
      default: false
      }
    }

    /// With its quotes.
    private mutating func quotedName() -> String? {
      let start = index
      guard take("\"") else { return nil }
      while let byte = next {
        index += 1
        if byte == UInt8(ascii: "\""), !take("\"") {
          return index - start > 2 ? string(from: start) : nil
        }
      }
      return nil
    }

    mutating func typeName() -> String? {
      skipBlanks()
      var name = ""
      repeat {
        guard let part = quotedName() ?? word()?.lowercased() else { return nil }
        name += (name.isEmpty ? "" : ".") + part
      } while take(".")
      while index < text.count {
        skipBlanks()
        guard let byte = next else { break }
        if byte == UInt8(ascii: "(") {
          guard let list = arguments() else { return nil }
          name += list
        } else if take("[") {
          guard take("]") else { return nil }
          name += "[]"
        } else if let further = word()?.lowercased(), furtherWords.contains(further) {
          name += " " + further
        } else {
          return nil
        }
      }
      return name
    }

    private mutating func arguments() -> String? {
      _ = take("(")
      var parts: [String] = []
      repeat {
        skipBlanks()
        let sign = take("-") ? "-" : ""
        guard let part = word() else { return nil }
        parts.append(sign + part)
        skipBlanks()
      } while take(",")
      return take(")") ? "(" + parts.joined(separator: ",") + ")" : nil
    }
  }
}
