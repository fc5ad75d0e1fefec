/// Where the elements of an array stand in a JSON text, so that they can be kept as they were said.
///
/// Every byte is looked at once. Of a text that is not valid JSON the result means nothing.
struct RecordTexts {
  private let bytes: [UInt8]
  private var index = 0

  /// The ranges of the elements of the array that is the text itself, or the value of the member
  /// `name` of the object that is the text; nil when there is no such array.
  static func ranges(in bytes: [UInt8], member name: String?) -> [Range<Int>]? {
    var scan = RecordTexts(bytes: bytes)
    scan.skipSpaces()
    guard let name else { return scan.elements() }
    guard scan.current == UInt8(ascii: "{") else { return nil }
    return scan.elements(ofMember: Array(name.utf8))
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpaces() {
    while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
  }

  /// At the brace of an object. Keys with escapes match no name.
  private mutating func elements(ofMember name: [UInt8]) -> [Range<Int>]? {
    index += 1
    while true {
      skipSpaces()
      guard current == UInt8(ascii: "\"") else { return nil }
      let key = value()
      guard key.count >= 2 else { return nil }
      skipSpaces()
      index += 1
      skipSpaces()
      if bytes[(key.lowerBound + 1)..<(key.upperBound - 1)].elementsEqual(name) {
        return elements()
      }
      _ = value()
      skipSpaces()
      guard current == UInt8(ascii: ",") else { return nil }
      index += 1
    }
  }

  /// At the bracket of an array; nil when another value is there.
  private mutating func elements() -> [Range<Int>]? {
    guard current == UInt8(ascii: "[") else { return nil }
    index += 1
    var found: [Range<Int>] = []
    skipSpaces()
    while let byte = current, byte != UInt8(ascii: "]") {
      let element = value()
      if element.isEmpty { return nil }
      found.append(element)
      skipSpaces()
      if current == UInt8(ascii: ",") { index += 1 }
      skipSpaces()
    }
    return found
  }

  /// Walks over one value.
  private mutating func value() -> Range<Int> {
    let start = index
    var depth = 0
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return start..<trimmed(start) }
        depth -= 1
        index += 1
      case UInt8(ascii: ",") where depth == 0: return start..<trimmed(start)
      default:
        index += 1
        continue
      }
      if depth == 0 { return start..<index }
    }
    return start..<index
  }

  /// The end of a number or word that began at `start`, without white space after it.
  private func trimmed(_ start: Int) -> Int {
    var end = index
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  private mutating func skipString() {
    index += 1
    while let byte = current, byte != UInt8(ascii: "\"") {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
  }
}
