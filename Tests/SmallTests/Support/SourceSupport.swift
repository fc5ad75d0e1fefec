import Diagnostics
import Foundation

/// The folder of the project: the one that holds `Package.swift`.
let projectRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A file with the ID 0, for tests of a single text.
func sourceFile(_ text: String, path: String = "specs/a.yaml") -> SourceFile {
  SourceFile(id: FileID(index: 0), path: path, bytes: Array(text.utf8))
}

extension SourceFile {
  /// The text that a span covers.
  func text(at span: SourceSpan) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}

extension [UInt8] {
  /// Changes, inserts, deletes or repeats a few bytes.
  func mutated(using random: inout SeededGenerator) -> [UInt8] {
    var bytes = self
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0...bytes.count, using: &random)
      let end = Swift.min(bytes.count, index + Int.random(in: 0...20, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where index < bytes.count: bytes[index] = .random(in: 0...255, using: &random)
      case 1:
        bytes.insert(
          Array("\n\t :-[]{}&*!|>'\"%@`#,?$".utf8).randomElement(using: &random)!, at: index)
      case 2: bytes.removeSubrange(index..<end)
      default: bytes.insert(contentsOf: Array(bytes[index..<end]), at: index)
      }
    }
    return bytes
  }
}

/// The files of a folder as a compilation sees them.
struct SpecFolder {
  let sources: SourceMap

  init(_ sources: SourceMap) { self.sources = sources }

  /// Reads all files below `folder/specs`, in the order of their paths, which begin with `specs/`.
  init(_ folder: URL) throws {
    var sources = SourceMap()
    let specs = folder.appending(path: "specs").path(percentEncoded: false)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: specs).sorted()
    for path in paths where path.hasSuffix(".yaml") || path.hasSuffix(".sql") {
      let bytes = Array(try Data(contentsOf: URL(filePath: specs).appending(path: path)))
      _ = sources.add(path: "specs/" + path, bytes: bytes)
    }
    self.sources = sources
  }

  var yaml: [SourceFile] { sources.files.filter { $0.path.hasSuffix(".yaml") } }

  /// By their path.
  var sql: [String: SourceFile] {
    let files = sources.files.filter { $0.path.hasSuffix(".sql") }
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) })
  }
}
