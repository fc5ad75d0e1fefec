import Catalog
import Connect
import JSON
import Ports
import ScheduleModel
import Sources
import Testing

/// Snapshots of tables of a real PostgreSQL server.
@Suite(.postgres)
struct SnapshotExtractTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func declaredColumnsOfAllRowsBecomeLinesOfJSON() async throws {
    let settings = try await TestServer.database()
    let connection = try await PostgresConnection.connect(settings)
    try await connection.execute(
      """
      CREATE TABLE "od""d" (id text, "When" timestamptz, n numeric(20,5), extra int);
      INSERT INTO "od""d" VALUES
        (E'a\\\\b"c\\nd\\te', '2013-01-01 05:00+02', 12345678901.12345, 1),
        ('\\.', NULL, NULL, 2);
      INSERT INTO "od""d" SELECT i, now(), i, i FROM generate_series(1, 50000) AS i
      """)
    await connection.close()
    let landed = try await extract(
      settings, "od\"d",
      [Column("id", .string, isRequired: true), Column("When", .timestamptz), Column("n", .double)])
    #expect(landed.rows == 50_002)
    let records = try landed.records()
    #expect(records.count == 50_002)
    #expect(records[0]["id"] == "a\\b\"c\nd\te")
    #expect(records[0]["When"] == "2013-01-01T03:00:00+00:00")
    #expect(records[0]["extra"] == nil)
    #expect(records[1] == ["id": "\\.", "When": nil, "n": nil])
    let lines = try gzippedLines("\(landed.folder)/\(landed.files[0])")
    #expect(lines[0].contains("12345678901.12345"))
  }

  @Test func aRequiredColumnWithoutValuesIsRefused() async throws {
    let settings = try await TestServer.database()
    let connection = try await PostgresConnection.connect(settings)
    try await connection.execute("CREATE TABLE t (id text); INSERT INTO t VALUES ('a'), (NULL)")
    await connection.close()
    let error = await failure {
      try await extract(settings, "t", [Column("id", .string, isRequired: true)])
    }
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("'id' is required, and is null") == true)
  }

  @Test func aColumnThatIsNotThereIsTheServersError() async throws {
    let settings = try await TestServer.database()
    let connection = try await PostgresConnection.connect(settings)
    try await connection.execute("CREATE TABLE t (id text)")
    await connection.close()
    let error = await failure { try await extract(settings, "t", [Column("gone", .string)]) }
    #expect(error?.sqlState == "42703")
    #expect(error?.context.map(\.name).prefix(2) == ["stream", "table"])
  }

  @Test func anEmptyTableHasNoFiles() async throws {
    let settings = try await TestServer.database()
    let connection = try await PostgresConnection.connect(settings)
    try await connection.execute("CREATE TABLE t (id text)")
    await connection.close()
    let landed = try await extract(settings, "t", [Column("id", .string)])
    #expect(landed.rows == 0)
    #expect(landed.files == [])
  }

  private func extract(_ settings: ConnectionSettings, _ table: String, _ columns: [Column])
    async throws(PortError) -> LandedFiles
  {
    let extractor = StreamExtractor(
      landingRoot: folder.path, http: HTTPClient(),
      secrets: { _ throws(PortError) in throw PortError(.missing, "There is none.") },
      connections: { _ throws(PortError) in settings }, clock: ContinuousClock())
    let snapshot = PostgresSnapshot(
      connection: .embedded(database: "x"), schema: "public", table: table)
    return try await extractor.extract(
      ExtractWork(
        source: "desk", stream: "t", origin: .postgres(snapshot: snapshot), columns: columns,
        interval: nil), range: TimeRange(parsing: "2013-01-01/2013-01-02")!, attempt: "1")
  }
}
