internal import Compression
internal import Ports

/// Writes records as gzipped JSON Lines into part files of bounded size.
///
/// Memory: one compressed part.
final class LandingWriter {
  /// A file that was written.
  struct Part {
    let name: String
    let rows: Int64
    /// Compressed.
    let bytes: Int64
  }

  private let folder: String
  /// A part is closed when it has this many compressed bytes.
  private let partLimit: Int
  private var parts: [Part] = []
  private var compressor: GzipCompressor?
  private var compressed: [UInt8] = []
  private var rows: Int64 = 0

  init(folder: String, partLimit: Int = 32 << 20) {
    self.folder = folder
    self.partLimit = partLimit
  }

  /// Adds whole lines, each with its line break.
  func append(lines: [UInt8], rows count: Int64) throws(PortError) {
    if compressor == nil { compressor = GzipCompressor(level: 1) }
    compressed += compressor?.append(lines) ?? []
    rows += count
    if compressed.count >= partLimit { try closePart() }
  }

  /// Writes what is left. A stream without records has no parts.
  func finish() throws(PortError) -> [Part] {
    try closePart()
    return parts
  }

  private func closePart() throws(PortError) {
    guard let open = compressor.take() else { return }
    compressed += open.finish()
    let number = String(parts.count + 1)
    let name =
      "part-" + String(repeating: "0", count: max(0, 5 - number.utf8.count)) + number + ".jsonl.gz"
    try writing("\(folder)/\(name)", compressed)
    parts.append(Part(name: name, rows: rows, bytes: Int64(compressed.count)))
    compressed = []
    rows = 0
  }
}
