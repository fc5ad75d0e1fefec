import Files
import Foundation
import Testing

/// The JSON Schema of specs, in the eyes of an independent validator.
struct SchemaTests {
  private static let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["CI"] != nil
        || FileManager.default.fileExists(atPath: "\(project)/.venv/bin/python"),
      "the checkers of tests are not installed: scripts/setup.sh --test"))
  func agreesWithTheFixtures() async throws {
    let outcome = try await ChildProcess(
      "\(Self.project)/.venv/bin/python", ["\(Self.project)/scripts/check_schema.py"]
    ).run()
    #expect(outcome.isSuccess, "\(outcome.outputText)\(outcome.errorText)")
    #expect(outcome.outputText.contains("documents"), "\(outcome.outputText)")
  }
}
