extension JSONValue {
  /// Canonical form, version 1, for hashing and for the wire: no spaces, keys sorted by their UTF-8
  /// bytes, doubles in the shortest form that reads back.
  package func canonicalBytes() -> [UInt8] {
    var writer = JSONWriter()
    writer.writeCanonical(self)
    return writer.bytes
  }

  /// The text of `canonicalBytes()`.
  package func canonicalText() -> String { String(decoding: canonicalBytes(), as: UTF8.self) }

  /// For files that people read: two spaces a level, keys in their order, one line break at the end.
  package func prettyBytes() -> [UInt8] {
    var writer = JSONWriter()
    writer.writePretty(self, level: 0)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  /// The text of `prettyBytes()`.
  package func prettyText() -> String { String(decoding: prettyBytes(), as: UTF8.self) }
}

private struct JSONWriter {
  var bytes: [UInt8] = []

  mutating func writeCanonical(_ value: JSONValue) {
    switch value {
    case .array(let elements):
      list("[", "]", elements) { writer, element in writer.writeCanonical(element) }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      list("{", "}", sorted) { writer, member in
        writer.string(member.key)
        writer.bytes.append(UInt8(ascii: ":"))
        writer.writeCanonical(member.value)
      }
    default: scalar(value)
    }
  }

  mutating func writePretty(_ value: JSONValue, level: Int) {
    switch value {
    case .array(let elements) where !elements.isEmpty:
      list("[", "]", elements, level: level) { writer, element in
        writer.writePretty(element, level: level + 1)
      }
    case .object(let members) where !members.isEmpty:
      list("{", "}", Array(members), level: level) { writer, member in
        writer.string(member.key)
        writer.bytes.append(contentsOf: ": ".utf8)
        writer.writePretty(member.value, level: level + 1)
      }
    default: writeCanonical(value)
    }
  }

  /// `level` is nil when everything stands on one line.
  private mutating func list<Item>(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ items: [Item], level: Int? = nil,
    write: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (place, item) in items.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      if let level { newLine(level: level + 1) }
      write(&self, item)
    }
    if let level { newLine(level: level) }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func newLine(level: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
  }

  private mutating func scalar(_ value: JSONValue) {
    switch value {
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .double(let value) where value.isFinite:
      bytes.append(contentsOf: value.description.utf8)
    case .string(let value): string(value)
    case .null, .double, .array, .object: bytes.append(contentsOf: "null".utf8)
    }
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
