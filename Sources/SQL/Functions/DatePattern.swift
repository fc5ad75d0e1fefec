/// Patterns of dates and times: Java's, which Spark takes, into the languages of other dialects.
enum DatePattern {
  enum Language: Sendable {
    /// `%Y-%m-%d`, as DuckDB's strftime and strptime take.
    case strftime
    /// `YYYY-MM-DD`, as PostgreSQL's and Redshift's to_char take.
    case toChar
    /// The same as Spark's, as Trino's format_datetime takes.
    case java
  }

  /// The pattern in `language`; nil when it uses a letter that `language` cannot say.
  static func translated(_ pattern: String, to language: Language) -> String? {
    if language == .java { return pattern }
    var out = ""
    let scalars = Array(pattern.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "'" {
        let (text, next) = quotedText(scalars, after: index)
        out += literal(text, language)
        index = next
      } else if isLetter(scalar) {
        var end = index
        while end < scalars.count, scalars[end] == scalar { end += 1 }
        let field = String(String.UnicodeScalarView(scalars[index..<end]))
        guard let translated = fields(language)[field] else { return nil }
        out += translated
        index = end
      } else {
        out += literal(String(Character(scalar)), language)
        index += 1
      }
    }
    return out
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// The text in quotes that open at `index`, and the index after them; `''` is one quote.
  private static func quotedText(_ scalars: [Unicode.Scalar], after index: Int) -> (String, Int) {
    var end = index + 1
    if end < scalars.count, scalars[end] == "'" { return ("'", end + 1) }
    while end < scalars.count, scalars[end] != "'" { end += 1 }
    return (
      String(String.UnicodeScalarView(scalars[(index + 1)..<end])), min(end + 1, scalars.count)
    )
  }

  private static func literal(_ text: String, _ language: Language) -> String {
    switch language {
    case .strftime: text.replacing("%", with: "%%")
    case .java: text
    case .toChar: text.unicodeScalars.contains(where: isLetter) ? "\"\(text)\"" : text
    }
  }

  private static func fields(_ language: Language) -> [String: String] {
    language == .strftime ? strftimeFields : toCharFields
  }

  private static let strftimeFields = [
    "yyyy": "%Y", "y": "%Y", "yy": "%y", "MM": "%m", "M": "%-m", "MMM": "%b", "MMMM": "%B",
    "dd": "%d", "d": "%-d", "DDD": "%j", "D": "%-j", "HH": "%H", "H": "%-H", "hh": "%I", "h": "%-I",
    "mm": "%M", "m": "%-M", "ss": "%S", "s": "%-S", "SSS": "%g", "SSSSSS": "%f", "a": "%p",
    "EEE": "%a", "E": "%a", "EEEE": "%A",
  ]

  private static let toCharFields = [
    "yyyy": "YYYY", "y": "YYYY", "yy": "YY", "MM": "MM", "M": "FMMM", "MMM": "Mon",
    "MMMM": "FMMonth", "dd": "DD", "d": "FMDD", "DDD": "DDD", "D": "FMDDD", "HH": "HH24",
    "H": "FMHH24",
    "hh": "HH12", "h": "FMHH12", "mm": "MI", "m": "FMMI", "ss": "SS", "s": "FMSS", "SSS": "MS",
    "SSSSSS": "US", "a": "AM", "EEE": "Dy", "E": "Dy", "EEEE": "FMDay",
  ]
}
