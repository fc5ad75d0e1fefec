internal import Diagnostics
internal import YAML

/// The SQL files of a project, by their path relative to the project root.
struct SQLFiles {
  private let files: [String: SourceFile]

  init(_ files: [String: SourceFile]) { self.files = files }

  subscript(path: String) -> SourceFile? { files[path] }

  /// The name in the same folder that is most like a path's. Linear in the number of files.
  func similar(to path: String) -> String? {
    let (folder, name) = splitPath(path)
    return nearMatch(
      name, among: files.keys.lazy.map(splitPath).filter { $0.folder == folder }.map(\.name))
  }
}

extension Validator {
  /// An SQL text in the YAML file itself.
  mutating func sql(_ node: YAMLNode, _ key: String) -> FieldValue? {
    guard let scalar = node.scalar, !scalar.isNull, let text = node.sourceText(in: file(of: node))
    else {
      report(node, key, needs: "a text", help: nil)
      return nil
    }
    guard text.bytes.contains(where: { $0 > UInt8(ascii: " ") }) else {
      sink.report(.emptySQL(key, at: node.span))
      return nil
    }
    if reportPlaceholders(in: text, key) { return nil }
    return .sql(SQLSpec(text: text, span: node.span))
  }

  /// An SQL text in a file beside the YAML file.
  mutating func sqlFile(_ node: YAMLNode, _ key: String) -> FieldValue? {
    guard let written = text(node, key) else { return nil }
    guard let path = resolve(written.value, from: file(of: node)) else {
      sink.report(.pathOutsideProject(written.value, at: node.span))
      return nil
    }
    guard let found = sqlFiles[path] else {
      sink.report(.fileNotFound(path, at: node.span, similar: sqlFiles.similar(to: path)))
      return nil
    }
    guard found.bytes.contains(where: { $0 > UInt8(ascii: " ") }) else {
      sink.report(.emptySQL(key, at: node.span))
      return nil
    }
    let text = SourceText(file: found)
    if reportPlaceholders(in: text, key) { return nil }
    return .sql(SQLSpec(text: text, span: node.span, path: path))
  }

  /// SQL is the same in every environment, so that it can be checked; whether it holds a placeholder,
  /// which is reported.
  private mutating func reportPlaceholders(in text: SourceText, _ key: String) -> Bool {
    guard let first = text.bytes.firstIndex(of: UInt8(ascii: "$")) else { return false }
    for kind in ["var", "secret", "interval"] {
      let opening = Array("${\(kind).".utf8)
      for start in text.bytes.indices[first...]
      where text.bytes[start] == UInt8(ascii: "$") && text.bytes[start...].starts(with: opening) {
        let end = text.bytes[start...].firstIndex(of: UInt8(ascii: "}")) ?? text.bytes.count - 1
        sink.report(
          .placeholderNotAllowed(kind: kind, in: key, at: text.span(from: start, to: end + 1)))
        return true
      }
    }
    return false
  }

  /// The path of a file that another one names, relative to the project root; nil when it leaves the project.
  private func resolve(_ path: String, from file: SourceFile) -> String? {
    guard !path.hasPrefix("/"), !path.utf8.contains(UInt8(ascii: "\\")) else { return nil }
    var parts = splitPath(file.path).folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

private func splitPath(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
  return (String(path[..<slash]), String(path[path.index(after: slash)...]))
}
