/// A range of UTF-8 bytes in one source file, half-open.
package struct SourceSpan: Hashable, Sendable {
  package let file: FileID
  package let start: Int32
  package let end: Int32

  package init(file: FileID, start: Int, end: Int) {
    self.file = file
    self.start = Int32(start)
    self.end = Int32(max(start, end))
  }

  /// The span from the start of this one to the end of `other`, which must be in the same file.
  package func through(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(file: file, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
  }
}

/// A text that was taken out of a source file, such as the SQL of a YAML block scalar, and the way
/// back from an offset in the text to the place in the file.
package struct SourceText: Sendable {
  /// Where a piece of the text comes from. Offsets between two pieces belong to the first.
  package struct Piece: Hashable, Sendable {
    /// Byte offset in the text.
    package let offset: Int32
    /// Byte offset in the file of the same byte.
    package let fileOffset: Int32

    package init(offset: Int, fileOffset: Int) {
      self.offset = Int32(offset)
      self.fileOffset = Int32(fileOffset)
    }
  }

  package let bytes: [UInt8]
  private let whole: SourceSpan
  /// Sorted by offset. Empty when only the whole text has a place, as in a folded or escaped scalar.
  private let pieces: [Piece]

  /// A text that is the whole of a file.
  package init(file: SourceFile) {
    bytes = file.bytes
    whole = SourceSpan(file: file.id, start: 0, end: file.bytes.count)
    pieces = [Piece(offset: 0, fileOffset: 0)]
  }

  /// A text found at `span`; `pieces` sorted by offset, or empty when every place is the whole span.
  package init(bytes: [UInt8], at span: SourceSpan, pieces: [Piece]) {
    self.bytes = bytes
    whole = span
    self.pieces = pieces
  }

  /// The place of the whole text in its file.
  package var span: SourceSpan { whole }

  /// The place in the file of the half-open byte range `start..<end` of this text.
  package func span(from start: Int, to end: Int) -> SourceSpan {
    guard !pieces.isEmpty else { return whole }
    let first = fileOffset(of: start)
    let last = end > start ? fileOffset(of: end - 1) + 1 : first
    return SourceSpan(file: whole.file, start: first, end: last)
  }

  private func fileOffset(of offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(pieces[middle].offset) <= offset { low = middle } else { high = middle }
    }
    return Int(pieces[low].fileOffset) + offset - Int(pieces[low].offset)
  }
}
