import Diagnostics
import Foundation
import Spec
import Testing

/// Wrong specs with comments that say what is to be reported.
private struct Fixture: Sendable, CustomTestStringConvertible {
  /// How much of the compiler a fixture goes through.
  enum Stage: String, CaseIterable {
    /// Each document for itself: decoded only.
    case documents
    /// A project: everything up to what would be generated, for each environment that it declares.
    case diagnostics
  }

  let stage: Stage
  let name: String

  var testDescription: String { "\(stage.rawValue)/\(name)" }

  /// Below `Tests/Fixtures`.
  var path: String { "\(stage.rawValue)/\(name)" }

  var folder: URL { fixtures.appending(path: path) }

  static let all = Stage.allCases.flatMap { stage in
    folders(fixtures.appending(path: stage.rawValue)).map { Fixture(stage: stage, name: $0) }
  }

  func specs() throws -> SpecFolder { try SpecFolder(folder) }

  /// The secrets that are set, from the file `secrets`; nil when the fixture does not look at them.
  private var secrets: [String]? {
    let file = folder.appending(path: "secrets")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").map(String.init)
  }

  /// All that is wrong with `specs`.
  func problems(in specs: SpecFolder) -> [Diagnostic] {
    switch stage {
    case .documents:
      var sink = DiagnosticSink()
      _ = decodeProject(files: specs.yaml, sqlFiles: specs.sql, sink: &sink)
      return sink.diagnostics
    case .diagnostics: return compileAll(specs.withStandards(), secrets: secrets).diagnostics
    }
  }
}

private let fixtures = projectRoot.appending(path: "Tests/Fixtures")

/// Wrong specs under `Tests/Fixtures/documents` and `Tests/Fixtures/diagnostics`.
struct DiagnosticFixtureTests {
  @Test func thereAreCases() {
    for stage in Fixture.Stage.allCases {
      #expect(Fixture.all.count { $0.stage == stage } > 10, "\(stage)")
    }
  }

  @Test(arguments: Fixture.all)
  fileprivate func reportsWhatItsCommentsAskFor(fixture: Fixture) throws {
    let specs = try fixture.specs()
    let found = fixture.problems(in: specs)
    for difference in differences(of: found, in: specs.sources) { Issue.record("\(difference)") }
    for span in found.flatMap({ [$0.span] + $0.notes.map(\.span) }).compactMap({ $0 }) {
      #expect(span.start >= 0 && Int(span.end) <= specs.sources[span.file].bytes.count)
    }
  }

  /// What a person reads, where a fixture holds it.
  @Test(arguments: Fixture.all)
  fileprivate func rendersAsExpected(fixture: Fixture) throws {
    let expected = fixture.folder.appending(path: "expected/diagnostics.txt")
    guard (try? expected.checkResourceIsReachable()) ?? false else { return }
    let specs = try fixture.specs()
    let text = DiagnosticRenderer(sources: specs.sources, style: .plain)
      .render(fixture.problems(in: specs))
    try expectGolden(text, "\(fixture.path)/expected/diagnostics.txt")
  }

  /// Making the edits of a fix leaves one mistake less.
  @Test(arguments: Fixture.all)
  fileprivate func fixesMend(fixture: Fixture) throws {
    let specs = try fixture.specs()
    let found = fixture.problems(in: specs).sortedForDisplay()
    for diagnostic in found {
      guard let fix = diagnostic.fix else { continue }
      let mended = SpecFolder(specs.sources.applying(fix))
      let after = fixture.problems(in: mended).sortedForDisplay()
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

  /// Rooms whose codes are raised by what is live, or by runs, rather than by specs.
  private let roomsWithoutFixtures: Set<String> = [
    "JSON", "Planning", "Star", "Tasks", "WeirCommands",
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
      try Fixture.all.flatMap { fixture in
        try fixture.specs().sources.files.flatMap(ExpectedDiagnostic.asked).map(\.code)
      })
  }

  @Test func eachBelongsToOneRoom() {
    for (code, owners) in rooms where owners.count > 1 {
      Issue.record("\(code) is raised by \(owners.sorted())")
    }
  }

  @Test func eachHasItsSection() {
    #expect(Set(rooms.keys).subtracting(sections).sorted() == [])
    #expect(Set(sections).subtracting(rooms.keys).sorted() == [])
    #expect(sections == Set(sections).sorted(), "sections are sorted and unique")
  }

  /// For the rooms of files and specs, a fixture holds what a person reads: the place with line and
  /// column, the text, the way out.
  @Test func eachOfAFileIsShownWithItsPlace() throws {
    var shown: Set<String> = []
    for fixture in Fixture.all {
      let file = fixture.folder.appending(path: "expected/diagnostics.txt")
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      let heads = text.matches(of: /\[(WR\d{4})\]: .+\n +--> \S+:\d+:\d+\n/)
      shown.formUnion(heads.map { String($0.output.1) })
    }
    let codes = rooms.filter { $0.value.isSubset(of: ["YAML", "Spec"]) }.keys
    #expect(Set(codes).subtracting(shown).subtracting(withoutFixture).sorted() == [])
  }

  @Test func eachThatSpecsCanRaiseIsRaisedByAFixture() {
    let codes = rooms.filter { !$0.value.isSubset(of: roomsWithoutFixtures) }.keys
    #expect(Set(codes).subtracting(asked).subtracting(withoutFixture).sorted() == [])
  }
}
