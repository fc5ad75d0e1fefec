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
    var isFirst = true
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: break
      default: return true
      }
      isFirst = false
    }
    return isFirst || Keyword.isReserved(name) || reservedWords.contains(name)
  }

  /// The text as a string constant.
  package func literal(_ text: String) -> String {
    var out = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": out += capabilities.hasBackslashEscapes ? "\\'" : "''"
      case "\\" where capabilities.hasBackslashEscapes: out += "\\\\"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "'"
  }
}
