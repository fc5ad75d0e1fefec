import Compile
import Diagnostics
import Foundation
import Generate
import SQL
import ScheduleModel
import Testing

private let projects = projectRoot.appending(path: "Tests/Fixtures/projects")

/// Small projects under `Tests/Fixtures/projects`, with all that is generated from them.
struct GoldenProjectTests {
  /// What is generated for all environments, by path below `generated`.
  private func generated(_ specs: SpecFolder) -> [String: String] {
    let (compiled, diagnostics) = compileAll(specs)
    #expect(diagnostics.map(\.detail) == [])
    var files: [String: String] = [:]
    for project in compiled {
      for file in generate(project).files {
        let path = "\(project.environment.name)/\(file.path)"
        #expect(files.updateValue(String(decoding: file.bytes, as: UTF8.self), forKey: path) == nil)
      }
    }
    return files
  }

  @Test func thereAreCases() { #expect(folders(projects).count > 1) }

  @Test(arguments: folders(projects))
  func generatesWhatIsExpected(name: String) throws {
    let files = generated(try SpecFolder(projects.appending(path: name)))
    let expected = projects.appending(path: name).appending(path: "expected/generated")
    let path = expected.path(percentEncoded: false)
    if isRecordingGoldens {
      try? FileManager.default.removeItem(at: expected)
    } else {
      let kept = try FileManager.default.subpathsOfDirectory(atPath: path).filter {
        !expected.appending(path: $0).hasDirectoryPath
          && (try? Data(contentsOf: expected.appending(path: $0))) != nil
      }
      #expect(Set(kept).subtracting(files.keys).sorted() == [], "nothing gives these files")
    }
    for (file, text) in files.sorted(by: { $0.key < $1.key }) {
      try expectGolden(text, "projects/\(name)/expected/generated/\(file)")
    }
  }

  @Test(arguments: folders(projects))
  func theOrderOfFilesChangesNothing(name: String) throws {
    let specs = try SpecFolder(projects.appending(path: name))
    var reversed = SourceMap()
    for file in specs.sources.files.reversed() {
      _ = reversed.add(path: file.path, bytes: file.bytes)
    }
    #expect(generated(SpecFolder(reversed)) == generated(specs))
  }

  /// The queries of all work can be read again in the dialect they are run in.
  @Test(arguments: folders(projects))
  func queriesParse(name: String) throws {
    let compiled = compileAll(try SpecFolder(projects.appending(path: name))).projects
    for project in compiled {
      for task in project.tasks {
        for (query, dialect) in queries(of: task.work, in: project.environment.dialect) {
          #expect(
            parseQuery(generated: query, dialect: dialect) != nil, "\(task.target): \(query)")
        }
      }
    }
  }

  private func queries(of work: Work, in warehouse: Dialect) -> [(String, Dialect)] {
    let found: [(String, Dialect)] =
      switch work {
      case .extract: []
      case .load(let work): work.checks.map { ($0.query, .duckDB) }
      case .transform(let work):
        [(work.query, .duckDB)] + work.checks.map { ($0.query, .duckDB) }
      case .star(let work):
        (work.staging.map { [($0.query, .duckDB)] } ?? [])
          + (work.checks + work.publishChecks).map { ($0.query, warehouse) }
      }
    return found.map { (filled($0.0), $0.1) }
  }

  /// As the runner fills in what is known only then.
  private func filled(_ text: String) -> String {
    var text = text
    for (placeholder, value) in [
      ("{{rows}}", "staged"), ("{{staging}}", "staged"), ("{{lower}}", "DATE '2013-01-01'"),
      ("{{upper}}", "DATE '2013-01-02'"), ("{{effective_at}}", "TIMESTAMP '2013-01-02 00:00:00'"),
    ] {
      text = text.replacingOccurrences(of: placeholder, with: value)
    }
    return text
  }
}
