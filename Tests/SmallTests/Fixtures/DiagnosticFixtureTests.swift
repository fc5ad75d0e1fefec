import Diagnostics
import Foundation
import Spec
import Testing

/// What is run on every fixture: from the files of a project to what is wrong with them.
private func compile(_ folder: SpecFolder) -> [Diagnostic] {
  var sink = DiagnosticSink()
  _ = decodeProject(files: folder.yaml, sqlFiles: folder.sql, sink: &sink)
  return sink.diagnostics
}

private let fixtures = projectRoot.appending(path: "Tests/Fixtures/diagnostics")

private let cases: [String] = {
  let names = try? FileManager.default.contentsOfDirectory(
    atPath: fixtures.path(percentEncoded: false))
  return (names ?? []).sorted()
}()

/// Wrong specs under `Tests/Fixtures/diagnostics`, with comments that say what is to be reported.
struct DiagnosticFixtureTests {
  @Test func thereAreCases() { #expect(cases.count > 5) }

  @Test(arguments: cases)
  func reportsWhatItsCommentsAskFor(name: String) throws {
    let folder = try SpecFolder(fixtures.appending(path: name))
    let found = compile(folder)
    for difference in differences(of: found, in: folder.sources) { Issue.record("\(difference)") }
    for span in found.flatMap({ [$0.span] + $0.notes.map(\.span) }).compactMap({ $0 }) {
      #expect(span.start >= 0 && Int(span.end) <= folder.sources[span.file].bytes.count)
    }
  }

  /// Making the edits of a fix leaves one mistake less.
  @Test(arguments: cases)
  func fixesMend(name: String) throws {
    let folder = try SpecFolder(fixtures.appending(path: name))
    let found = compile(folder).sortedForDisplay()
    for diagnostic in found {
      guard let fix = diagnostic.fix else { continue }
      let after = compile(SpecFolder(folder.sources.applying(fix))).sortedForDisplay()
      #expect(after.count < found.count, "\(diagnostic.detail)")
    }
  }
}

/// The page of codes, `Diagnostics.md`, against the codes in the sources.
struct DiagnosticCodeTests {
  /// The rooms that name each code.
  private let rooms: [String: Set<String>]
  /// The headings of the page.
  private let sections: [String]
  private let asked: Set<String>

  /// Codes that no fixture can raise.
  private let withoutFixture: Set<String> = [
    "WR0011"  // needs a file of 64 MiB
  ]

  /// Rooms whose codes have no sections yet. No room may be added.
  private let owing: Set<String> = [
    "Analysis", "Compile", "Planning", "SQL", "Tasks", "WeirCommands",
  ]

  init() throws {
    let sources = projectRoot.appending(path: "Sources")
    let path = sources.path(percentEncoded: false)
    var rooms: [String: Set<String>] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: path)
    where file.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /DiagnosticCode\((\d+)\)/) {
        let code = DiagnosticCode(Int(match.output.1) ?? 0).description
        rooms[code, default: []].insert(String(file.prefix { $0 != "/" }))
      }
    }
    self.rooms = rooms
    let page = sources.appending(path: "WeirCommands/Weir.docc/Diagnostics.md")
    sections = try String(contentsOf: page, encoding: .utf8).matches(of: /\n## (WR\d{4}) \S/)
      .map { String($0.output.1) }
    asked = Set(
      try cases.flatMap { name in
        try SpecFolder(fixtures.appending(path: name)).sources.files
          .flatMap(ExpectedDiagnostic.asked).map(\.code)
      })
  }

  @Test func eachBelongsToOneRoom() {
    for (code, owners) in rooms where owners.count > 1 {
      Issue.record("\(code) is raised by \(owners.sorted())")
    }
  }

  @Test func eachHasItsSection() {
    let due = rooms.filter { !$0.value.isSubset(of: owing) }.keys
    #expect(Set(due).subtracting(sections).sorted() == [])
    #expect(Set(sections).subtracting(rooms.keys).sorted() == [])
    #expect(sections == Set(sections).sorted(), "sections are sorted and unique")
  }

  @Test func onlyRoomsThatOweSectionsAreExcused() {
    for room in owing.sorted() {
      let codes = rooms.filter { $0.value.contains(room) }.keys
      #expect(!Set(codes).isSubset(of: sections), "\(room) owes no section: take it off the list")
    }
  }

  @Test func eachOfYAMLAndSpecsIsRaisedByAFixture() {
    let codes = rooms.filter { !$0.value.isDisjoint(with: ["YAML", "Spec"]) }.keys
    #expect(Set(codes).subtracting(asked).subtracting(withoutFixture).sorted() == [])
  }
}
