package import Diagnostics

extension YAMLNode {
  /// The text of a scalar with the way back to the file: exact for `|` blocks, for plain scalars on
  /// one line and for quoted ones without escapes, else every place is the whole scalar. Nil for a
  /// collection. `file` must be the one that was parsed.
  package func sourceText(in file: SourceFile) -> SourceText? {
    guard let scalar else { return nil }
    let text = Array(scalar.text.utf8)
    let start = Int(span.start)
    let raw = start..<Int(span.end)
    let pieces: [SourceText.Piece] =
      switch scalar.style {
      case .plain: Self.sameBytes(text, file.bytes, raw)
      case .singleQuoted: Self.singleQuoted(text, file.bytes, raw)
      case .doubleQuoted: Self.sameBytes(text, file.bytes, raw.dropEnds)
      case .literal: Self.literal(text, file.bytes, start)
      case .folded: []
      }
    return SourceText(bytes: text, at: span, pieces: pieces)
  }

  private static func sameBytes(
    _ text: [UInt8], _ bytes: [UInt8], _ raw: Range<Int>
  ) -> [SourceText.Piece] {
    bytes[raw].elementsEqual(text) ? [.init(offset: 0, fileOffset: raw.lowerBound)] : []
  }

  /// One piece up to each doubled quote; none when the scalar spans lines.
  private static func singleQuoted(
    _ text: [UInt8], _ bytes: [UInt8], _ raw: Range<Int>
  ) -> [SourceText.Piece] {
    let inner = raw.dropEnds
    var pieces: [SourceText.Piece] = [.init(offset: 0, fileOffset: inner.lowerBound)]
    var index = inner.lowerBound
    var offset = 0
    while index < inner.upperBound {
      guard offset < text.count, bytes[index] == text[offset] else { return [] }
      offset += 1
      if bytes[index] == UInt8(ascii: "'") {
        index += 2
        pieces.append(.init(offset: offset, fileOffset: index))
      } else {
        index += 1
      }
    }
    return offset == text.count ? pieces : []
  }

  /// One piece a line. Each line is compared with the file, so that a mistake here can never point
  /// at a wrong place.
  private static func literal(
    _ text: [UInt8], _ bytes: [UInt8], _ start: Int
  ) -> [SourceText.Piece] {
    var pieces: [SourceText.Piece] = []
    var line = nextLine(bytes, lineEnd(bytes, start))
    guard let indent = indentation(text, bytes, line) else { return [] }
    var offset = 0
    while offset < text.count {
      let textEnd = lineEnd(text, offset)
      let rawEnd = lineEnd(bytes, line)
      let content = min(line + indent, rawEnd)
      guard bytes[content..<rawEnd].elementsEqual(text[offset..<textEnd]) else {
        // Line breaks that `|+` keeps behind the last line of the file have no content to compare.
        return textEnd == offset && line >= bytes.count ? pieces : []
      }
      pieces.append(.init(offset: offset, fileOffset: content))
      offset = textEnd + 1
      line = nextLine(bytes, rawEnd)
    }
    return pieces
  }

  /// How far the block is indented: what its first line with content has more in the file than in
  /// the text. Nil for a block without content.
  private static func indentation(_ text: [UInt8], _ bytes: [UInt8], _ line: Int) -> Int? {
    var rawLine = line
    var offset = 0
    while offset < text.count {
      let end = lineEnd(text, offset)
      if end > offset {
        return (lineEnd(bytes, rawLine) - rawLine) - (end - offset)
      }
      offset = end + 1
      rawLine = nextLine(bytes, lineEnd(bytes, rawLine))
    }
    return nil
  }

  /// The end of the line at `index`, before its line break.
  private static func lineEnd(_ bytes: [UInt8], _ index: Int) -> Int {
    var end = index
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") {
      end += 1
    }
    return end
  }

  /// Where the line begins after the one that ends at `end`.
  private static func nextLine(_ bytes: [UInt8], _ end: Int) -> Int {
    guard end < bytes.count else { return bytes.count }
    let isPair =
      bytes[end] == UInt8(ascii: "\r") && end + 1 < bytes.count
      && bytes[end + 1] == UInt8(ascii: "\n")
    return end + (isPair ? 2 : 1)
  }
}

extension Range<Int> {
  /// Without the first and the last element; empty when there are fewer than two.
  fileprivate var dropEnds: Range<Int> {
    count < 2 ? lowerBound..<lowerBound : lowerBound + 1..<upperBound - 1
  }
}
