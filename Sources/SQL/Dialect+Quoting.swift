extension Dialect {
  /// The name as it stands in a statement: as it is where that is safe, else in quotes.
  package func quoted(_ name: String) -> String {
    needsQuotes(name) ? alwaysQuoted(name) : name
  }

  /// The parts of a dotted name, each quoted by need.
  package func quoted(_ parts: [String]) -> String {
    parts.map { quoted($0) }.joined(separator: ".")
  }

  private func alwaysQuoted(_ name: String) -> String {
    let quote = capabilities.identifierQuote
    var out = String.UnicodeScalarView()
    out.append(quote)
    for scalar in name.unicodeScalars {
      if scalar == quote { out.append(quote) }
      out.append(scalar)
    }
    out.append(quote)
    return String(out)
  }

  private func needsQuotes(_ name: String) -> Bool {
    var text = name
    let mayBeReserved: Bool? = text.withUTF8 { bytes in
      let bytes = unsafe bytes.span
      guard !bytes.isEmpty, !(48...57 ~= bytes[0]) else { return nil }
      for index in 0..<bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          break
        default: return nil
        }
      }
      return reservedForms.contains(first: bytes[0], count: bytes.count)
    }
    guard let mayBeReserved else { return true }
    return mayBeReserved && reservedWords.contains(name)
  }

  /// Whether a word of the grammar is never a name without quotes.
  func reserves(_ keyword: Keyword) -> Bool { reservedWords.contains(keyword.text) }

  /// The text as a string constant.
  package func literal(_ text: String) -> String {
    var out = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": out += capabilities.escapesQuotes ? "\\'" : "''"
      case "\\" where capabilities.hasBackslashEscapes: out += "\\\\"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "'"
  }
}

/// With which letters words of a set begin, and how long they are then.
struct WordForms: Sendable {
  /// For each letter from `a` to `z` a bit for each length up to 31; longer words count as 31.
  private var lengths = [UInt32](repeating: 0, count: 26)

  /// - Parameter words: in lower case, each beginning with a letter.
  init(_ words: Set<String>) {
    for word in words {
      guard let first = word.utf8.first, let index = Self.index(first) else {
        preconditionFailure("Not a word in lower case: \(word)")
      }
      lengths[index] |= Self.bit(word.utf8.count)
    }
  }

  /// Whether some word of the set begins so and has this length.
  func contains(first: UInt8, count: Int) -> Bool {
    Self.index(first).map { lengths[$0] & Self.bit(count) != 0 } ?? false
  }

  private static func index(_ letter: UInt8) -> Int? {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
      ? Int(letter - UInt8(ascii: "a")) : nil
  }

  private static func bit(_ count: Int) -> UInt32 { 1 << UInt32(min(count, 31)) }
}
