import Catalog
import Compile
import Diagnostics
import Foundation
import ScheduleModel
import Spec
import Testing

private func parse(_ text: String) -> (Selector?, [Diagnostic]) {
  var sink = DiagnosticSink()
  let selector = parseSelector(sourceFile(text, path: "--select"), sink: &sink)
  return (selector, sink.diagnostics)
}

/// The one language by which schedules, roles and the command line choose.
struct SelectorTests {
  @Test func isRead() {
    let ops = DottedName(parts: ["ops"])
    let cases: [(String, Selector)] = [
      ("*", Selector(.everything)),
      ("ops.*", Selector(.members(of: ops))),
      ("wh:ops.*", Selector(.members(of: DottedName(side: .warehouse, parts: ["ops"])))),
      ("ops.a", Selector(.object(DottedName(parts: ["ops", "a"])))),
      ("tag:finance", Selector(.tag("finance"))),
      ("source:desk", Selector(.source("desk"))),
      ("kind:lake_table", Selector(.kind(.lakeTable))),
      ("+ops", Selector(.object(ops), includesUpstream: true)),
      ("ops+", Selector(.object(ops), includesDownstream: true)),
      ("+tag:a+", Selector(.tag("a"), includesUpstream: true, includesDownstream: true)),
      ("+*", Selector(.everything, includesUpstream: true)),
    ]
    for (text, selector) in cases {
      #expect(parse(text).0 == selector, "\(text)")
      #expect(parse(text).1.isEmpty)
    }
  }

  @Test(arguments: [
    ("", "", nil), ("+", "+", nil), ("++", "++", nil), ("a*b", "*", nil),
    ("+a*b", "*", nil), ("tag:", "", nil), ("tag:a b", "a b", nil),
    ("+kind:fakt", "fakt", "Did you mean 'kind:fact'?"), ("a..b", "", nil), ("x:a", "x:", nil),
    ("*.a", "*", nil),
  ])
  func flawsPointAtTheirBytes(text: String, blamed: String, help: String?) throws {
    let (selector, diagnostics) = parse(text)
    #expect(selector == nil)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.code == DiagnosticCode(110))
    #expect(sourceFile(text).text(at: try #require(diagnostic.span)) == blamed)
    if let help { #expect(diagnostic.help == help) }
  }

  /// Whatever is written is read or refused, and the refusal points into it.
  @Test(arguments: UInt64(0)..<300)
  func anythingIsReadOrRefused(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "+", "*", ".", ":", "tag:", "kind:", "source:", "lake:", "wh:", "a", "b_1", "é", " ",
    ]
    let count = Int.random(in: 0...6, using: &random)
    let text = (0..<count).map { _ in pieces.randomElement(using: &random)! }.joined()
    let (selector, diagnostics) = parse(text)
    #expect((selector == nil) == !diagnostics.isEmpty, "\(text)")
    for span in diagnostics.compactMap(\.span) {
      #expect(span.start >= 0 && Int(span.end) <= text.utf8.count, "\(text)")
    }
  }
}

struct SelectableObjectTests {
  private let objects: SelectableObjects

  init() throws {
    let specs = try SpecFolder(projectRoot.appending(path: "Tests/Fixtures/projects/small_star"))
    var sink = DiagnosticSink()
    let project = decodeProject(files: specs.yaml, sqlFiles: specs.sql, sink: &sink)
    let compiled = try #require(compileAll(specs).projects.first)
    objects = SelectableObjects(
      project,
      inputs: Dictionary(uniqueKeysWithValues: compiled.tasks.map { ($0.target, $0.inputs) }))
  }

  private func names(_ text: String) throws -> [String] {
    var objects = objects
    return switch objects.select(try #require(parse(text).0)) {
    case .objects(let found): found.map { ($0.side.map { "\($0.prefix):" } ?? "") + $0.name }
    case .ambiguous(let text): ["ambiguous \(text)"]
    }
  }

  @Test func neighboursAreFoundAlongTheTasks() throws {
    let all = try names("*")
    #expect(Set(all).count > 8)
    let fact = try #require(try names("kind:fact").first)
    let upstream = try names("+\(fact)")
    #expect(upstream.contains(fact) && upstream.contains { $0.hasPrefix("lake:") })
    #expect(Set(upstream).isSubset(of: all))
    // What is upstream of a table has the table downstream.
    for name in upstream {
      #expect(try names("\(name)+").contains(fact), "\(name)")
    }
    #expect(try names("nothing.*") == [])
    #expect(try names("lake:\(fact.dropFirst(3))") == [])
  }
}
