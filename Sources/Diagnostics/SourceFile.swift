/// Identifies one source file within a `SourceMap`. Dense, starting at zero.
package struct FileID: Hashable, Sendable, Comparable {
  package let index: Int32

  package init(index: Int32) { self.index = index }

  package static func < (a: FileID, b: FileID) -> Bool { a.index < b.index }
}

/// One file that a person wrote: its path and its bytes, as read.
package struct SourceFile: Sendable {
  package let id: FileID
  /// Relative to the project root, with forward slashes.
  package let path: String
  package let bytes: [UInt8]

  package init(id: FileID, path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.bytes = bytes
  }
}

/// All source files of one compilation, found by their IDs.
package struct SourceMap: Sendable {
  /// In the order of their IDs.
  package private(set) var files: [SourceFile] = []

  package init() {}

  /// Adds a file and gives it the next ID.
  package mutating func add(path: String, bytes: [UInt8]) -> SourceFile {
    let file = SourceFile(id: FileID(index: Int32(files.count)), path: path, bytes: bytes)
    files.append(file)
    return file
  }

  package subscript(id: FileID) -> SourceFile { files[Int(id.index)] }

  /// The line and column where `span` starts. One pass over the file up to that place.
  package func position(of span: SourceSpan) -> SourcePosition {
    SourcePosition(offset: Int(span.start), in: self[span.file].bytes)
  }
}

/// A place as people count: the first line and the first column are 1.
package struct SourcePosition: Hashable, Sendable {
  package let line: Int
  /// In Unicode scalars, so that it agrees with what editors show.
  package let column: Int
  /// The byte offset at which the line starts.
  package let lineStart: Int

  package init(offset: Int, in bytes: [UInt8]) {
    let end = min(max(offset, 0), bytes.count)
    var line = 1
    var start = 0
    var index = 0
    while index < end {
      if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        start = index + 1
      }
      index += 1
    }
    self.line = line
    lineStart = start
    column = 1 + bytes[start..<end].count { $0 & 0xC0 != 0x80 }
  }
}
