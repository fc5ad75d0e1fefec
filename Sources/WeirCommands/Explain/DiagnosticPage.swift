internal import Diagnostics

/// What each code means, as the documentation has it.
struct DiagnosticPage: Sendable {
  /// The section of one code.
  struct Section: Sendable {
    let code: DiagnosticCode
    /// A few words: what the diagnostic's first line says.
    let title: String
    /// Markdown without the heading; ends in a line break.
    let body: String
  }

  /// Sorted by code.
  let sections: [Section]

  init() {
    var sections: [Section] = []
    var heading: (code: DiagnosticCode, title: String)?
    var body: [Substring] = []
    func close() {
      guard let heading else { return }
      while body.first?.isEmpty ?? false { body.removeFirst() }
      while body.last?.isEmpty ?? false { body.removeLast() }
      sections.append(
        Section(
          code: heading.code, title: heading.title, body: body.joined(separator: "\n") + "\n"))
      body = []
    }
    for line in Self.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let next = Self.heading(line) {
        close()
        heading = next
        body = []
      } else {
        body.append(line)
      }
    }
    close()
    self.sections = sections
  }

  func section(of code: DiagnosticCode) -> Section? { sections.first { $0.code == code } }

  /// The code that was probably meant.
  func similar(to text: String) -> String? {
    nearMatch(text, among: sections.map(\.code.description))
  }

  /// `## WR0102 Unknown key`
  private static func heading(_ line: Substring) -> (DiagnosticCode, String)? {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[0] == "##", let code = DiagnosticCode(text: String(words[1]))
    else { return nil }
    return (code, String(words[2]))
  }
}
