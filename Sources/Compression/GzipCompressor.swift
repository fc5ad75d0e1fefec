internal import CZlib

/// Compresses a stream of bytes to gzip, piece by piece.
///
/// Same input, same bytes: the head holds neither time nor name. Memory: 256 KiB and what the last
/// call returned.
@safe package struct GzipCompressor: ~Copyable {
  /// zlib's state points back to this, so it may not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// - Parameter level: 1 (fast) to 9 (small).
  package init(level: Int = 6) {
    precondition((1...9).contains(level))
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe weir_deflate_init_gzip(stream, Int32(level))
    precondition(code == Z_OK, "there is no memory for zlib")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Takes bytes in; returns what is ready to be written, often nothing.
  package mutating func append(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    compress(Array(bytes), Z_NO_FLUSH)
  }

  /// Ends the stream; returns the rest. Nothing may be appended afterwards.
  package consuming func finish() -> [UInt8] { compress([], Z_FINISH) }

  private func compress(_ input: [UInt8], _ flush: Int32) -> [UInt8] {
    unsafe pumpStream(stream, input) { unsafe deflate(stream, flush) }.output
  }
}

/// Feeds `input` to zlib in steps until it is used up and no output is held back.
///
/// - Returns: the output, the last code, and how many bytes of the input were not used.
func pumpStream(
  _ stream: UnsafeMutablePointer<z_stream>, _ input: [UInt8], _ step: () -> Int32
) -> (output: [UInt8], code: Int32, unused: Int) {
  var output: [UInt8] = []
  var code = Z_OK
  let room = 65_536
  var unused = 0
  unsafe input.withUnsafeBufferPointer { bytes in
    // zlib does not write to its input; the C type merely lacks the const.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    unsafe stream.pointee.avail_in = UInt32(bytes.count)
    var isFull = true
    while isFull {
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { space in
        unsafe stream.pointee.next_out = space.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        code = step()
        let made = unsafe room - Int(stream.pointee.avail_out)
        unsafe output.append(contentsOf: space[..<made])
        isFull = made == room
      }
    }
    unused = unsafe Int(stream.pointee.avail_in)
  }
  return (output, code, unused)
}
