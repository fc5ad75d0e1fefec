import Diagnostics

/// A diagnostic that a comment in a fixture asks for.
///
/// `# expect: WR0102` (in SQL `-- expect: WR0301`) asks for one on its own line, by where its span
/// begins; `expect@+2:` and `expect@-1:` on a line below or above, where no comment can stand; and
/// `expect@none:` for one without a place. Several codes are separated by commas.
struct ExpectedDiagnostic: Hashable, Comparable, CustomStringConvertible {
  /// Empty for a diagnostic without a place.
  var path: String
  var line: Int
  var code: String

  var description: String {
    path.isEmpty ? "\(code) without a place" : "\(code) at \(path):\(line)"
  }

  static func < (a: Self, b: Self) -> Bool { (a.path, a.line, a.code) < (b.path, b.line, b.code) }

  /// All that the comments of a file ask for.
  static func asked(in file: SourceFile) -> [ExpectedDiagnostic] {
    let text = String(decoding: file.bytes, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    return lines.enumerated().flatMap { index, line in
      asked(by: String(line), number: index + 1, path: file.path)
    }
  }

  private static func asked(
    by line: String, number: Int, path: String
  ) -> [ExpectedDiagnostic] {
    let comment = /(?:#|--)\s*expect(?:@(none|[+-]\d+))?:\s*(WR\d{4}(?:\s*,\s*WR\d{4})*)/
    guard let match = line.firstMatch(of: comment) else { return [] }
    let place = match.output.1
    return match.output.2.split(separator: ",").map { code in
      let code = code.filter { !$0.isWhitespace }
      if place == "none" { return ExpectedDiagnostic(path: "", line: 0, code: code) }
      let offset = place.flatMap { Int($0) } ?? 0
      return ExpectedDiagnostic(path: path, line: number + offset, code: code)
    }
  }

  init(path: String, line: Int, code: String) {
    self.path = path
    self.line = line
    self.code = code
  }

  init(_ diagnostic: Diagnostic, in sources: SourceMap) {
    code = diagnostic.code.description
    path = diagnostic.span.map { sources[$0.file].path } ?? ""
    line = diagnostic.span.map { sources.position(of: $0).line } ?? 0
  }
}

/// What is missing and what is surplus, one line each; empty when a compilation reports just what
/// the comments of its files ask for. A diagnostic that is asked for twice on a line must come twice.
func differences(of diagnostics: [Diagnostic], in sources: SourceMap) -> [String] {
  var open: [ExpectedDiagnostic: Int] = [:]
  for expected in sources.files.flatMap(ExpectedDiagnostic.asked) {
    open[expected, default: 0] += 1
  }
  var surplus: [String] = []
  for diagnostic in diagnostics.sortedForDisplay() {
    let found = ExpectedDiagnostic(diagnostic, in: sources)
    if open[found, default: 0] > 0 {
      open[found, default: 0] -= 1
    } else {
      surplus.append("surplus: \(found): \(diagnostic.detail)")
    }
  }
  let missing = open.sorted { $0.key < $1.key }.flatMap { expected, count in
    Array(repeating: "missing: \(expected)", count: count)
  }
  return missing + surplus
}

extension SourceMap {
  /// The same files with the edits of a fix made.
  func applying(_ fix: Diagnostic.Fix) -> SourceMap {
    var result = SourceMap()
    for file in files {
      var bytes = file.bytes
      let edits = fix.edits.filter { $0.span.file == file.id }.sorted {
        $0.span.start > $1.span.start
      }
      for edit in edits {
        bytes.replaceSubrange(
          Int(edit.span.start)..<Int(edit.span.end), with: Array(edit.replacement.utf8))
      }
      _ = result.add(path: file.path, bytes: bytes)
    }
    return result
  }
}
