/// Renders diagnostics as text for people: the place, the source line with the part underlined,
/// notes and help.
package struct DiagnosticRenderer: Sendable {
  private let sources: SourceMap
  private let style: TextStyle
  /// Texts are wrapped at this many columns; source lines are cut there.
  private let width: Int

  package init(sources: SourceMap, style: TextStyle, width: Int = 80) {
    self.sources = sources
    self.style = style
    self.width = max(40, width)
  }

  /// More than anybody reads; what generates specs can have a mistake in each of thousands.
  private static let mostShown = 500

  /// All diagnostics but what is beyond the first 500, sorted, each followed by an empty line, and a
  /// last line that counts them all. Empty when there are none.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    let sorted = diagnostics.sortedForDisplay()
    guard !sorted.isEmpty else { return "" }
    var out = ""
    for diagnostic in sorted.prefix(Self.mostShown) {
      out += render(diagnostic)
      out += "\n"
    }
    if sorted.count > Self.mostShown {
      out += "\(sorted.count - Self.mostShown) more are not shown.\n\n"
    }
    let errors = sorted.count { $0.severity == .error }
    let counts = [(errors, "error"), (sorted.count - errors, "warning")]
      .filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return out + counts.joined(separator: ", ") + "\n"
  }

  /// One diagnostic, ending in a line break.
  package func render(_ diagnostic: Diagnostic) -> String {
    let color: TextStyle.Color = diagnostic.severity == .error ? .red : .yellow
    var out = style.bold(style.colored("\(diagnostic.severity)[\(diagnostic.code)]", color))
    out += style.bold(": \(diagnostic.summary)") + "\n"
    var indent = 2
    if let span = diagnostic.span {
      let excerpt = excerpt(of: span, color: color)
      indent = excerpt.gutter
      out += excerpt.text
    }
    out += wrapped(diagnostic.detail, indent: indent + 1)
    for note in diagnostic.notes {
      out += wrapped("note: " + note.message, indent: indent + 1)
      if let span = note.span { out += excerpt(of: span, color: .blue).text }
    }
    if let help = diagnostic.help { out += wrapped("help: " + help, indent: indent + 1) }
    return out
  }

  private func excerpt(of span: SourceSpan, color: TextStyle.Color) -> (text: String, gutter: Int) {
    let file = sources[span.file]
    let position = sources.position(of: span)
    let number = String(position.line)
    let gutter = number.utf8.count
    let pad = String(repeating: " ", count: gutter)
    let bar = style.colored("|", .blue)
    var out =
      "\(pad)\(style.colored("-->", .blue)) \(file.path):\(position.line):\(position.column)\n"

    let line = line(at: position.lineStart, in: file.bytes)
    let room = width - gutter - 3
    guard !line.isEmpty, position.column <= room else { return (out, gutter) }
    let shown = String(String.UnicodeScalarView(line.prefix(room)))
    let length = length(of: span, in: file.bytes)
    let marks = max(1, min(length, min(line.count, room) - position.column + 1))
    let lead = String(
      String.UnicodeScalarView(line.prefix(position.column - 1).map { $0 == "\t" ? "\t" : " " }))
    out += "\(pad) \(bar)\n"
    out += "\(style.colored(number, .blue)) \(bar) \(shown)\n"
    out += "\(pad) \(bar) \(lead)\(style.colored(String(repeating: "^", count: marks), color))\n"
    return (out, gutter)
  }

  private func line(at start: Int, in bytes: [UInt8]) -> [Unicode.Scalar] {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") {
      end += 1
    }
    // A control character in a source file must not reach the terminal.
    return String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.map {
      $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F ? "\u{FFFD}" : $0
    }
  }

  /// In Unicode scalars, up to the end of the first line.
  private func length(of span: SourceSpan, in bytes: [UInt8]) -> Int {
    var count = 0
    var index = Int(span.start)
    while index < min(Int(span.end), bytes.count), bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] & 0xC0 != 0x80 { count += 1 }
      index += 1
    }
    return count
  }

  private func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var out = ""
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, indent + line.count + 1 + word.count > width {
          out += margin + line + "\n"
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      out += margin + line + "\n"
    }
    return out
  }
}
