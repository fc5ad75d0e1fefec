import Compression
import Files
import JSON
import Ports

extension LandedFiles {
  /// The records of all files, in order.
  func records() throws -> [JSONValue] {
    try files.flatMap { name in
      try gzippedLines("\(folder)/\(name)").map { try JSONValue(parsing: $0) }
    }
  }
}

/// The lines of a gzipped file.
func gzippedLines(_ path: String) throws -> [String] {
  var decompressor = GzipDecompressor()
  let bytes = try decompressor.append(try FileSystem.read(path))
  try decompressor.finish()
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
}
