import Foundation
import Testing

/// Whether goldens are written instead of compared.
var isRecordingGoldens: Bool { ProcessInfo.processInfo.environment["WEIR_UPDATE_GOLDENS"] == "1" }

/// Expects `text` to be what stands in a file under `Tests/Fixtures`.
///
/// With `WEIR_UPDATE_GOLDENS=1` the file is written instead, and the test fails, so that a recording
/// is never taken for a check.
func expectGolden(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try expectFile(text, "Tests/Fixtures/\(path)", sourceLocation: sourceLocation)
}

/// Expects `text` to be what stands in a file of the project, and records it like a golden.
func expectFile(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = projectRoot.appending(path: path)
  if isRecordingGoldens {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(path)", sourceLocation: sourceLocation)
    return
  }
  guard let data = try? Data(contentsOf: file) else {
    Issue.record("there is no \(path)", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  #expect(text == expected, "differs from \(path)", sourceLocation: sourceLocation)
}
