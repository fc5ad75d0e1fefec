internal import Diagnostics

/// The way from libyaml's marks, which count characters, to byte offsets in the file.
struct CharacterMap {
  /// The byte at which the text begins: 3 after a byte order mark, else 0.
  let start: Int
  /// The byte offset of each character, and of the end; empty when all characters are one byte.
  private let offsets: [Int32]

  /// The byte offset in the file of the character with this index.
  func byteOffset(ofCharacter index: Int) -> Int {
    offsets.isEmpty ? start + index : Int(offsets[min(index, offsets.count - 1)])
  }

  /// Why the bytes cannot be read as YAML text.
  enum Flaw: Error {
    case notUTF8(at: Int)
    case forbidden(Unicode.Scalar, at: Int)
  }

  /// Checks that the bytes are UTF-8 without forbidden characters (YAML 1.2.2, 5.1).
  init(of bytes: [UInt8]) throws(Flaw) {
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if Self.isPlainASCII(bytes, from: start) {
      offsets = []
    } else {
      offsets = try Self.offsets(of: bytes, from: start)
    }
  }

  private static func isPlainASCII(_ bytes: [UInt8], from start: Int) -> Bool {
    let span = bytes.span
    var index = start
    while index < span.count {
      let byte = span[index]
      guard byte < 0x7F, byte >= 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        return false
      }
      index += 1
    }
    return true
  }

  private static func offsets(of bytes: [UInt8], from start: Int) throws(Flaw) -> [Int32] {
    var offsets: [Int32] = []
    offsets.reserveCapacity(bytes.count - start + 1)
    var index = start
    while index < bytes.count {
      guard let (scalar, length) = scalar(in: bytes, at: index) else { throw .notUTF8(at: index) }
      guard isAllowed(scalar) else { throw .forbidden(scalar, at: index) }
      offsets.append(Int32(index))
      index += length
    }
    offsets.append(Int32(bytes.count))
    return offsets
  }

  /// The scalar at an offset and its length in bytes; nil when the bytes there are not UTF-8.
  private static func scalar(in bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int)? {
    let first = bytes[index]
    let length =
      switch first {
      case 0..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0, index + length <= bytes.count else { return nil }
    var value = length == 1 ? UInt32(first) : UInt32(first) & (0xFF >> UInt32(length + 1))
    for offset in 1..<max(length, 1) {
      guard bytes[index + offset] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[index + offset] & 0x3F)
    }
    let smallest: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
    guard value >= smallest[length], let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
