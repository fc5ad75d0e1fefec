import Diagnostics
import Foundation
import Testing

/// Whatever people write, the compiler ends, and points into their files.
struct MutatedProjectTests {
  @Test(arguments: UInt64(0)..<150)
  func mutatedProjectsAreReportedOn(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let projects = projectRoot.appending(path: "Tests/Fixtures/projects")
    let name = try #require(folders(projects).randomElement(using: &random))
    let specs = try SpecFolder(projects.appending(path: name))
    let changed = Int.random(in: 0..<specs.sources.files.count, using: &random)
    var sources = SourceMap()
    for (index, file) in specs.sources.files.enumerated() {
      let bytes = index == changed ? file.bytes.mutated(using: &random) : file.bytes
      _ = sources.add(path: file.path, bytes: bytes)
    }
    let found = compileAll(SpecFolder(sources)).diagnostics
    for span in found.flatMap({ [$0.span] + $0.notes.map(\.span) }).compactMap({ $0 }) {
      #expect(span.start >= 0 && span.start <= span.end)
      #expect(Int(span.end) <= sources[span.file].bytes.count, "seed \(seed)")
    }
    let text = DiagnosticRenderer(sources: sources, style: .plain).render(found)
    #expect(text.isEmpty == found.isEmpty)
  }
}
