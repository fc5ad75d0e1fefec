import Diagnostics
import Testing

struct DiagnosticRendererTests {
  @Test func showsPlaceExcerptNoteAndHelp() {
    var sources = SourceMap()
    let file = sources.add(
      path: "specs/lake.yaml", bytes: Array("kind: lake_table\ncolums: []\n".utf8))
    let diagnostic = Diagnostic.error(
      DiagnosticCode(102), summary: "Unknown key", detail: "'colums' is not a key of lake_table.",
      at: SourceSpan(file: file.id, start: 17, end: 23),
      notes: [.init("The kind is set here.", at: SourceSpan(file: file.id, start: 6, end: 16))],
      help: "Did you mean 'columns'?")
    #expect(
      DiagnosticRenderer(sources: sources, style: .plain).render([diagnostic]) == """
        error[WR0102]: Unknown key
         --> specs/lake.yaml:2:1
          |
        2 | colums: []
          | ^^^^^^
          'colums' is not a key of lake_table.
          note: The kind is set here.
         --> specs/lake.yaml:1:7
          |
        1 | kind: lake_table
          |       ^^^^^^^^^^
          help: Did you mean 'columns'?

        1 error

        """)
  }

  @Test func controlCharactersNeverReachTheTerminal() {
    var sources = SourceMap()
    let file = sources.add(path: "a.yaml", bytes: Array("a: \u{1B}[31mred\n".utf8))
    let text = DiagnosticRenderer(sources: sources, style: .plain).render(
      .error(
        DiagnosticCode(1), summary: "s", detail: "d",
        at: SourceSpan(file: file.id, start: 3, end: 12)))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func sortsByPlaceAndDropsRepetitions() {
    var sources = SourceMap()
    let file = sources.add(path: "a.yaml", bytes: Array("one\ntwo\n".utf8))
    let late = Diagnostic.error(
      DiagnosticCode(2), summary: "late", detail: "",
      at: SourceSpan(file: file.id, start: 4, end: 7))
    let early = Diagnostic.warning(
      DiagnosticCode(9), summary: "early", detail: "",
      at: SourceSpan(file: file.id, start: 0, end: 3))
    let nowhere = Diagnostic.error(DiagnosticCode(1), summary: "none", detail: "", at: nil)
    let sorted = [nowhere, late, early, late].sortedForDisplay()
    #expect(sorted.map(\.summary) == ["early", "late", "none"])
  }
}

struct NearMatchTests {
  @Test(arguments: [
    ("colums", "columns"), ("tabel", "table"), ("TABLE", "table"), ("xyz", nil), ("t", nil),
  ])
  func findsOnlyNearNames(name: String, expected: String?) {
    #expect(nearMatch(name, among: ["table", "columns", "owner"]) == expected)
  }
}

struct SourceTextTests {
  @Test func mapsOffsetsOfABlockBackToTheFile() {
    var sources = SourceMap()
    let file = sources.add(path: "a.yaml", bytes: Array("sql: |\n  SELECT\n  1\n".utf8))
    let text = SourceText(
      bytes: Array("SELECT\n1\n".utf8), at: SourceSpan(file: file.id, start: 5, end: 20),
      pieces: [.init(offset: 0, fileOffset: 9), .init(offset: 7, fileOffset: 18)])
    #expect(text.span(from: 0, to: 6) == SourceSpan(file: file.id, start: 9, end: 15))
    #expect(text.span(from: 7, to: 8) == SourceSpan(file: file.id, start: 18, end: 19))
    #expect(text.span(from: 0, to: 8) == SourceSpan(file: file.id, start: 9, end: 19))
  }
}
