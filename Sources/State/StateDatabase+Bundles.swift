package import Catalog
internal import Connect
package import Ports

extension StateDatabase: BundleKeeping {
  package func publish(
    _ bytes: [UInt8], fingerprint: Fingerprint, environment: String
  ) async throws(PortError) {
    try await pool.withTransaction { (connection) throws(PortError) in
      _ = try await connection.query(
        "INSERT INTO weir.bundle (fingerprint, content) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [fingerprint.text, Self.hexadecimal(bytes)])
      _ = try await connection.query(
        """
        INSERT INTO weir.current_bundle AS current (environment, fingerprint) VALUES ($1, $2)
        ON CONFLICT (environment) DO UPDATE
           SET fingerprint = excluded.fingerprint, published_at = clock_timestamp()
         WHERE current.fingerprint <> excluded.fingerprint
        """, [environment, fingerprint.text])
    }
  }

  package func current(
    environment: String
  ) async throws(PortError) -> (fingerprint: Fingerprint, bytes: [UInt8])? {
    let rows = try await pool.query(
      """
      SELECT fingerprint, encode(content, 'hex')
        FROM weir.current_bundle JOIN weir.bundle USING (fingerprint) WHERE environment = $1
      """, [environment])
    guard !rows.isEmpty else { return nil }
    guard let digits = rows.bytes(0, 1), let bytes = Self.bytes(hexadecimal: digits) else {
      throw .unexpectedAnswer
    }
    return (Fingerprint(recorded: rows[0].text(0)), bytes)
  }

  /// PostgreSQL's text form of `bytea` (PostgreSQL 15, 8.4.1).
  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = Array("\\x".utf8)
    out.reserveCapacity(2 + 2 * bytes.count)
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func bytes(hexadecimal digits: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let high = Character(Unicode.Scalar(digits[index])).hexDigitValue,
        let low = Character(Unicode.Scalar(digits[index + 1])).hexDigitValue
      else { return nil }
      out.append(UInt8(high << 4 | low))
    }
    return out
  }
}
