internal import CZlib

/// Reads a gzip stream, piece by piece; also one made of several members.
@safe package struct GzipDecompressor: ~Copyable {
  /// Why bytes are no gzip stream.
  package enum Failure: Error, Hashable, Sendable {
    /// The head, a checksum or a code is wrong.
    case corrupt
    /// The end is missing.
    case truncated
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private var isAtEnd = true

  package init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe weir_inflate_init_gzip(stream)
    precondition(code == Z_OK, "there is no memory for zlib")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Takes compressed bytes; returns what they mean.
  ///
  /// The output is as long as the data says: hand in small pieces when its source is not trusted.
  package mutating func append(_ bytes: some Sequence<UInt8>) throws(Failure) -> [UInt8] {
    var rest = Array(bytes)
    var output: [UInt8] = []
    while !rest.isEmpty {
      // A member may follow a member (RFC 1952, 2.2).
      if isAtEnd { unsafe inflateReset(stream) }
      let step = unsafe pumpStream(stream, rest) { unsafe inflate(stream, Z_NO_FLUSH) }
      output += step.output
      guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(step.code) else { throw .corrupt }
      isAtEnd = step.code == Z_STREAM_END
      if !isAtEnd { break }
      rest = Array(rest.suffix(step.unused))
    }
    return output
  }

  /// Says that no bytes follow.
  package consuming func finish() throws(Failure) {
    if !isAtEnd { throw .truncated }
  }
}
