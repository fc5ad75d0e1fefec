import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Spec

private func decode(_ text: String, path: String = "specs/a.yaml") -> (ProjectSpec, [Diagnostic]) {
  var sink = DiagnosticSink()
  let project = decodeProject(files: [sourceFile(text, path: path)], sqlFiles: [:], sink: &sink)
  return (project, sink.diagnostics)
}

struct SpecDecodingTests {
  @Test func flawsPointAtTheirBytes() throws {
    let text = "kind: schedule\nname: n\nselect: ['*']\ncron: '0 4 * * fry'\n"
    let diagnostic = try #require(decode(text).1.first)
    #expect(sourceFile(text).text(at: try #require(diagnostic.span)) == "fry")
    #expect(diagnostic.help == "Did you mean 'fri'?")
  }

  @Test func inlineSQLPointsIntoItsBlock() throws {
    let text = "kind: transform\nname: a\ntarget: s.a\nsql: |\n  SELECT 1\n  FROM x\n"
    let sql = try #require(decode(text).0.transforms.first?.sql)
    #expect(sql.path == nil)
    #expect(sourceFile(text).text(at: sql.text.span(from: 9, to: 13)) == "FROM")
  }

  @Test func declarationsWithFlawsSayThatTheyAreIncomplete() throws {
    let (project, diagnostics) = decode(
      "kind: role\nname: a\ngrants: [x.*, y.]\n---\nkind: role\nname: b\n---\n"
        + "kind: transform\nname: t\nsql: SELECT 1\n")
    #expect(diagnostics.map(\.code) == [DiagnosticCode(110), DiagnosticCode(103)])
    #expect(project.roles.map(\.header.isIncomplete) == [true, false])
    #expect(project.roles[0].grants.count == 1)
    #expect(project.unreadable == [.init(kind: .transform, name: DottedName(parts: ["t"]))])
  }

  @Test func sidesAndRenamesAreRead() throws {
    let (project, diagnostics) = decode(
      "kind: aggregate\nname: ops.a\nfrom: wh:ops.f\nwas: old\n"
        + "by: [{ name: x }]\nmeasures: [{ name: n, sql: count(*), type: long, was: m }]\n")
    #expect(diagnostics.isEmpty)
    let aggregate = try #require(project.aggregates.first)
    #expect(aggregate.from.value == DottedName(side: .warehouse, parts: ["ops", "f"]))
    #expect(aggregate.was?.value.text == "old")
    #expect(aggregate.measures[0].was?.value == "m")
  }

  @Test(arguments: [
    ("0 0 * * 7", [0], true), ("0 0 * * sun-tue", [0, 1, 2], true),
    ("0 0 * * *", [0, 1, 2, 3, 4, 5, 6], false), ("0 0 * * 5-7", [0, 5, 6], true),
    ("0 0 * * 1/2", [0, 1, 3, 5], true), ("0 0 * * MON,wed", [1, 3], true),
  ])
  func daysOfTheWeek(text: String, days: [Int], isRestricted: Bool) throws {
    let cron = try parseCron(text)
    #expect(cron.daysOfWeek == days)
    #expect(cron.restrictsDayOfWeek == isRestricted)
  }

  @Test func cronFieldsBecomeSets() throws {
    let cron = try parseCron("*/20  1-3,22 1,15 feb */2")
    #expect(cron.minutes == [0, 20, 40])
    #expect(cron.hours == [1, 2, 3, 22])
    #expect(cron.daysOfMonth == [1, 15])
    #expect(cron.months == [2])
    #expect(try parseCron("0 0 29 2 *").daysOfMonth == [29])
  }

  @Test func durationsAddUp() throws {
    #expect(try parseDuration("1h30m") == .seconds(5400))
    #expect(try parseDuration("2w") == .seconds(1_209_600))
    for text in ["", "h", "1", "1x", "30m1h", "1h1h", "-1h", "1 h", "99999999d"] {
      #expect(throws: ValueFlaw.self) { try parseDuration(text) }
    }
  }

  /// What YAML 1.1 reads as a boolean or as nothing (YAML 1.1, Language-Independent Types).
  private let notTexts: Set<String> = [
    "y", "yes", "n", "no", "true", "false", "on", "off", "null", "~", "",
  ]

  /// No key and no word may be what YAML 1.1 reads as no text, and all keys of a mapping differ.
  @Test func theTableOfFieldsHolds() {
    for definition in KindDefinition.all { check(definition.shape) }
    #expect(KindDefinition.all.count == SpecKind.allCases.count)
  }

  /// What has state can be renamed; what only looks has none.
  @Test func whatHasStateTakesItsOldName() {
    for definition in KindDefinition.all {
      let takesIt = definition.shape.fields.contains { $0.key == "was" }
      let isOnlyLooking = [.check, .biConnection].contains(definition.kind)
      #expect(takesIt != isOnlyLooking, "\(definition.kind)")
    }
  }

  private func check(_ shape: Shape) {
    let cases = shape.variants?.cases ?? []
    for extra in cases.isEmpty ? [[]] : cases.map(\.fields) {
      let fields = shape.fields + extra
      let keys = fields.map(\.key) + (shape.variants.map { [$0.key] } ?? [])
      #expect(Set(keys).count == keys.count, "\(shape.name)")
      #expect(notTexts.isDisjoint(with: keys.map { $0.lowercased() }), "\(shape.name)")
      for variant in cases { #expect(!notTexts.contains(variant.word.lowercased())) }
      for field in fields {
        #expect(field.doc.hasSuffix(".") || field.doc.hasSuffix("'"), "\(field.doc)")
        check(field.type)
      }
    }
  }

  private func check(_ type: FieldType) {
    switch type {
    case .record(let shape): check(shape)
    case .choice(let choices):
      for choice in choices { #expect(!notTexts.contains(choice.word.lowercased())) }
    case .list(let element, _, _), .map(let element): check(element)
    case .oneOf(let types): types.forEach(check)
    default: break
    }
  }

  /// Mutated specs never crash, and every place that is reported lies in its file: the example's, and
  /// those that hold everything that can be written.
  @Test(arguments: UInt64(0)..<200)
  func mutatedSpecsNeverCrash(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let language = projectRoot.appending(path: "Tests/Fixtures/language")
    let folder = try SpecFolder(seed % 2 == 0 ? projectRoot : language)
    var sources = SourceMap()
    for file in folder.sources.files {
      _ = sources.add(path: file.path, bytes: file.bytes.mutated(using: &random))
    }
    let mutated = SpecFolder(sources)
    var sink = DiagnosticSink()
    _ = decodeProject(files: mutated.yaml, sqlFiles: mutated.sql, sink: &sink)
    for diagnostic in sink.diagnostics {
      for span in [diagnostic.span] + diagnostic.notes.map(\.span) {
        guard let span else { continue }
        let end = sources[span.file].bytes.count
        #expect(span.start >= 0 && Int(span.end) <= end, "seed \(seed)")
      }
    }
  }
}
