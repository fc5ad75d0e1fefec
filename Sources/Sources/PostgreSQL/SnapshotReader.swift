internal import Catalog
internal import Connect
internal import Ports
internal import ScheduleModel

/// Copies the declared columns of a table, whole, out of one consistent view of the database.
struct SnapshotReader {
  private let table: String
  private let columns: [Column]

  init(snapshot: PostgresSnapshot, columns: [Column]) {
    table = "\(Self.quoted(snapshot.schema)).\(Self.quoted(snapshot.table))"
    self.columns = columns
  }

  func read(from settings: ConnectionSettings, into writer: LandingWriter) async throws(PortError) {
    let connection = try await PostgresConnection.connect(settings)
    do throws(PortError) {
      try await connection.withTransaction(isolation: .repeatableRead) { () throws(PortError) in
        try await connection.execute("SET TRANSACTION READ ONLY")
        try await connection.execute("SET LOCAL TimeZone = 'UTC'")
        try await refuseMissingValues(connection)
        try await connection.copyOut(copyStatement) { chunk throws(PortError) in
          let rows = chunk.count { $0 == 0x0A }
          try writer.append(lines: chunk, rows: Int64(rows))
        }
      }
    } catch {
      await connection.close()
      throw error.adding("table", table)
    }
    await connection.close()
  }

  /// One line of JSON a row. JSON holds no control characters, so with two of them as quote and
  /// delimiter the CSV format adds nothing to it; the text format would double its backslashes.
  private var copyStatement: String {
    let list = columns.map { Self.quoted($0.name) }.joined(separator: ", ")
    return "COPY (SELECT row_to_json(r) FROM (SELECT \(list) FROM \(table)) AS r) TO STDOUT "
      + "WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
  }

  /// - Throws: `.refused` when a required column holds NULL.
  private func refuseMissingValues(_ connection: PostgresConnection) async throws(PortError) {
    let required = columns.filter(\.isRequired)
    guard !required.isEmpty else { return }
    let counts = required.map { "count(*) FILTER (WHERE \(Self.quoted($0.name)) IS NULL)" }
    let rows = try await connection.query(
      "SELECT \(counts.joined(separator: ", ")) FROM \(table)")
    for (index, column) in required.enumerated() {
      guard let row = rows.first, let count = row.integer(index), count > 0 else { continue }
      throw PortError(
        .refused,
        "\(count) \(count == 1 ? "row does" : "rows do") not keep the stream's contract: "
          + "'\(column.name)' is required, and is null.")
    }
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }
}
