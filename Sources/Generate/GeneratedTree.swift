/// The files under `generated/<env>/`: paths relative to that folder, and their bytes.
package struct GeneratedTree: Equatable, Sendable {
  /// Sorted by path, each path once.
  package private(set) var files: [GeneratedFile] = []

  package init(files: [GeneratedFile]) {
    self.files = files.sorted { $0.path < $1.path }
    for (a, b) in zip(self.files, self.files.dropFirst()) {
      precondition(a.path != b.path, "two generated files are named \(a.path)")
    }
  }
}

/// One generated file.
package struct GeneratedFile: Equatable, Sendable {
  /// Relative, with forward slashes.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, text: String) {
    self.path = path
    bytes = Array(text.utf8)
  }
}
