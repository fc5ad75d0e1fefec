/// How text is decorated: with ANSI colours on a terminal, not at all elsewhere.
package enum TextStyle: Sendable {
  case plain
  case ansi

  package enum Color: Int, Sendable {
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case magenta = 35
    case cyan = 36
    case gray = 90
  }

  package func colored(_ text: String, _ color: Color) -> String {
    self == .plain ? text : "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }

  package func bold(_ text: String) -> String {
    self == .plain ? text : "\u{1B}[1m\(text)\u{1B}[0m"
  }

  package func dim(_ text: String) -> String {
    self == .plain ? text : "\u{1B}[2m\(text)\u{1B}[0m"
  }
}
