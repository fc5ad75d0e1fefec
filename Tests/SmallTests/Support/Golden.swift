import Foundation
import Testing

/// Expects `text` to be what stands in a file under `Tests/Fixtures`.
///
/// With `WEIR_UPDATE_GOLDENS=1` the file is written instead, and the test fails, so that a recording
/// is never taken for a check.
func expectGolden(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = projectRoot.appending(path: "Tests/Fixtures").appending(path: path)
  if ProcessInfo.processInfo.environment["WEIR_UPDATE_GOLDENS"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(path)", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  #expect(text == expected, "differs from \(path)", sourceLocation: sourceLocation)
}
