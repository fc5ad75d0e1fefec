import Compression
import Testing

struct GzipTests {
  @Test(arguments: [0, 1, 1000, 65_536, 1_000_003])
  func whatGoesInComesOut(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    let packed = compressed(bytes, piece: 10_000)
    #expect(try decompressed(packed, piece: 777) == bytes)
    #expect(try decompressed(packed + packed, piece: 5000) == bytes + bytes)
    #expect(compressed(bytes, piece: 10_000) == packed)
  }

  @Test func damageIsFound() throws {
    let packed = compressed(Array("one line\n".utf8), piece: 100)
    #expect(throws: GzipDecompressor.Failure.truncated) {
      try decompressed(packed.dropLast(), piece: 100)
    }
    var damaged = packed
    damaged[damaged.count - 5] ^= 1
    #expect(throws: GzipDecompressor.Failure.corrupt) { try decompressed(damaged, piece: 100) }
    #expect(throws: GzipDecompressor.Failure.corrupt) {
      try decompressed(Array("{}\n".utf8), piece: 100)
    }
  }

  @Test func repetitionShrinks() {
    #expect(compressed([UInt8](repeating: 7, count: 100_000), piece: 100_000).count < 1000)
  }

  private func compressed(_ bytes: [UInt8], piece: Int) -> [UInt8] {
    var compressor = GzipCompressor()
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      out += compressor.append(bytes[start..<min(start + piece, bytes.count)])
    }
    return out + compressor.finish()
  }

  private func decompressed(_ bytes: [UInt8], piece: Int) throws -> [UInt8] {
    var decompressor = GzipDecompressor()
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      out += try decompressor.append(bytes[start..<min(start + piece, bytes.count)])
    }
    try decompressor.finish()
    return out
  }
}
