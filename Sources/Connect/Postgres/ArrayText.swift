/// PostgreSQL's text form of one-dimensional arrays (PostgreSQL 15, 8.15.2 and 8.15.6).
package enum ArrayText {
  /// An array of texts.
  package static func encode(_ values: [String]) -> String {
    let quoted = values.map { value in
      var out = "\""
      for scalar in value.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { out += "\\" }
        out.unicodeScalars.append(scalar)
      }
      return out + "\""
    }
    return "{" + quoted.joined(separator: ",") + "}"
  }

  /// The values of an array without NULLs; empty for NULL.
  package static func decode(_ text: String?) -> [String] {
    guard let text else { return [] }
    var values: [String] = []
    var current = String.UnicodeScalarView()
    var isQuoted = false
    var isEscaped = false
    var hasValue = false
    for scalar in text.unicodeScalars.dropFirst().dropLast() {
      if isEscaped {
        current.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == "," && !isQuoted {
        values.append(String(current))
        current = String.UnicodeScalarView()
      } else {
        current.append(scalar)
      }
      hasValue = true
    }
    if hasValue { values.append(String(current)) }
    return values
  }

  /// The numbers of an array; one that does not begin at 1, as those of indexes, says so in front:
  /// `[0:1]={3,0}`.
  package static func numbers(_ text: String?) -> [Int] {
    guard let text, let open = text.firstIndex(of: "{") else { return [] }
    return text[text.index(after: open)...].dropLast().split(separator: ",").compactMap { Int($0) }
  }
}
