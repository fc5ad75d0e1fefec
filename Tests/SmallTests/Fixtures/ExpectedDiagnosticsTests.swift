import Diagnostics
import Testing

/// The verifier itself.
struct ExpectedDiagnosticsTests {
  private func differences(_ text: String, found: [(code: Int, offset: Int?)]) -> [String] {
    var sources = SourceMap()
    let file = sources.add(path: "specs/a.yaml", bytes: Array(text.utf8))
    let diagnostics = found.map { code, offset in
      Diagnostic.error(
        DiagnosticCode(code), summary: "s", detail: "d",
        at: offset.map { SourceSpan(file: file.id, start: $0, end: $0 + 1) })
    }
    return SmallTests.differences(of: diagnostics, in: sources)
  }

  @Test func acceptsWhatIsAskedFor() {
    #expect(differences("a: 1\n", found: []) == [])
    #expect(differences("a: 1 # expect: WR0102\n", found: [(102, 0)]) == [])
    #expect(differences("a: 1 # expect: WR0102, WR0103\n", found: [(103, 2), (102, 0)]) == [])
    #expect(differences("# expect@+2: WR0001\n\nb\n", found: [(1, 21)]) == [])
    #expect(differences("b\n# expect@-1: WR0001\n", found: [(1, 0)]) == [])
    #expect(differences("SELECT -- expect: WR0301\n", found: [(301, 0)]) == [])
    #expect(differences("# expect@none: WR0101\n", found: [(101, nil)]) == [])
    #expect(differences("a\r\nb # expect: WR0001\r\n", found: [(1, 3)]) == [])
  }

  @Test func namesWhatIsMissing() {
    #expect(
      differences("a: 1 # expect: WR0102\n", found: []) == ["missing: WR0102 at specs/a.yaml:1"])
    #expect(
      differences("# expect@none: WR0102\n", found: []) == ["missing: WR0102 without a place"])
    #expect(
      differences("a # expect: WR0102, WR0102\n", found: [(102, 0)]) == [
        "missing: WR0102 at specs/a.yaml:1"
      ])
  }

  @Test func namesWhatIsSurplus() {
    #expect(differences("a\nb\n", found: [(7, 2)]) == ["surplus: WR0007 at specs/a.yaml:2: d"])
    #expect(differences("a\n", found: [(7, nil)]) == ["surplus: WR0007 without a place: d"])
  }

  @Test func theLineAndTheCodeMustBeRight() {
    #expect(differences("a # expect: WR0001\nb\n", found: [(1, 19)]).count == 2)
    #expect(differences("a # expect: WR0001\n", found: [(2, 0)]).count == 2)
  }
}
