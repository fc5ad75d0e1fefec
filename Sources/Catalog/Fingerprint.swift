internal import Crypto

/// SHA-256 over a canonical encoding, as 64 lower-case hexadecimal digits.
package struct Fingerprint: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let text: String

  /// Takes a fingerprint that was computed before, as read from a file or a database.
  package init(recorded text: String) { self.text = text }

  /// Computes the fingerprint of bytes.
  package init(of bytes: [UInt8]) {
    text = Self.hexadecimal(SHA256.hash(data: bytes))
  }

  package init(of text: String) { self.init(of: Array(text.utf8)) }

  /// That of the empty text, which stands for an object that is not there.
  package static let ofNothing = Fingerprint(of: "")

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The first twelve digits, for people.
  package var short: String { String(text.prefix(12)) }

  package var description: String { text }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(64)
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }
}
