import Catalog
import Compression
import Connect
import Engines
import Files
import Foundation
import Iceberg
import Lake
import Ports
import ScheduleModel
import Testing

/// DuckDB on Weir's own catalog and a real PostgreSQL server.
@Suite(.pythonParts, .postgres) struct DuckDBEngineTests {
  private static let table = TableAddress(.lake, "bronze", "flights")
  private static let columns = [
    Column("id", .string, isRequired: true), Column("day", .date, isRequired: true),
    Column("at", .timestamptz), Column("n", .int), Column("x", .double),
    Column("price", .decimal(precision: 10, scale: 2)), Column("more", .json),
  ]
  private static let byDay = ReplaceMode.range(
    column: IntervalColumn(name: "day", type: .date))
  private static let january = TimeRange(parsing: "2013-01-01/2013-02-01")!

  @Test func aLoadReplacesItsRangeAndTypesAreKept() async throws {
    try await Self.withEngine { engine, catalog, folder in
      let first = try Self.land(
        "\(folder)/1",
        [
          #"{"id":"a","day":"2013-01-01","at":"2013-01-01T05:00:00Z","n":1,"x":1.5,"price":1.10,"more":{"k":[1]}}"#,
          #"{"id":"b","day":"2013-01-31","at":"2013-01-31T05:00:00+02:00"}"#,
          #"{"id":"late","day":"2013-02-01"}"#,
        ])
      let load = { (slices: [LandedSlice], range: TimeRange) in
        try await engine.load(
          slices, columns: Self.columns, into: Self.table, mode: Self.byDay, range: range)
      }
      #expect(try await load([LandedSlice(files: first, range: Self.january)], Self.january) == 2)
      let table = engine.rows(of: Self.table, mode: .full, range: Self.january)
      #expect(
        try await engine.numbers([
          "SELECT count(*) FROM \(table)",
          "SELECT count(*) FROM \(table) AS t WHERE \"at\" = TIMESTAMPTZ '2013-01-01 05:00:00+00' "
            + "AND n = 1 AND x = 1.5 AND price = 1.10 AND more = '{\"k\":[1]}'",
          "SELECT count(*) FROM \(table) WHERE \"at\" = TIMESTAMPTZ '2013-01-31 03:00:00+00' AND n IS NULL",
        ]) == [2, 1, 1])

      // One day anew, from a folder of its own; the rest from the first.
      let second = try Self.land("\(folder)/2", [#"{"id":"c","day":"2013-01-31"}"#])
      let early = TimeRange(parsing: "2013-01-01/2013-01-31")!
      let last = TimeRange(parsing: "2013-01-31/2013-02-01")!
      let slices = [
        LandedSlice(files: first, range: early), LandedSlice(files: second, range: last),
      ]
      for _ in 0..<2 { #expect(try await load(slices, Self.january) == 2) }
      let rows = engine.rows(of: Self.table, mode: Self.byDay, range: last)
      #expect(try await engine.numbers(["SELECT count(*) FROM \(rows) WHERE id = 'c'"]) == [1])

      // A range whose folder is empty loses its rows.
      let empty = LandedFiles(folder: "\(folder)/none", files: [], rows: 0)
      #expect(try await load([LandedSlice(files: empty, range: last)], last) == 0)
      #expect(try await engine.numbers(["SELECT count(*) FROM \(table)"]) == [1])
    }
  }

  @Test func aTransformReplacesItsRangeInOneCommit() async throws {
    try await Self.withEngine { engine, catalog, folder in
      let target = TableAddress(.lake, "bronze", "counts")
      let columns = [Column("day", .date, isRequired: true), Column("flights", .long)]
      try await catalog.client.create(LakeTable(address: target, columns: columns))
      let landed = try Self.land(
        "\(folder)/1",
        (1...9).flatMap { day in
          (0..<day).map { #"{"id":"\#(day)-\#($0)","day":"2013-01-0\#(day)"}"# }
        })
      _ = try await engine.load(
        [LandedSlice(files: landed, range: Self.january)], columns: Self.columns,
        into: Self.table, mode: .full, range: Self.january)
      let query = "SELECT day, count(*) AS flights FROM lake.bronze.flights GROUP BY day"
      #expect(
        try await engine.transform(
          query, columns: columns, into: target, mode: Self.byDay, range: Self.january) == 9)
      let snapshots = try await catalog.client.load(target).metadata.snapshots.count
      let one = TimeRange(parsing: "2013-01-03/2013-01-04")!
      #expect(
        try await engine.transform(
          query, columns: columns, into: target, mode: Self.byDay, range: one) == 1)
      #expect(
        try await engine.numbers(["SELECT sum(flights) FROM lake.bronze.counts"]) == [45])
      let metadata = try await catalog.client.load(target).metadata
      #expect(metadata.metadataLog.count == 2, "one commit each")
      #expect(metadata.snapshots.count > snapshots)
    }
  }

  @Test func rowsAreCopiedIntoTheWarehouse() async throws {
    try await Self.withEngine { engine, _, folder in
      let landed = try Self.land(
        "\(folder)/1",
        [
          #"{"id":"it's","day":"2013-01-01","at":"2013-01-01T05:00:00Z","n":1,"x":1.5,"price":1.10}"#,
          #"{"id":"ü","day":"2013-01-02"}"#,
        ])
      _ = try await engine.load(
        [LandedSlice(files: landed, range: Self.january)], columns: Self.columns,
        into: Self.table, mode: .full, range: Self.january)
      let columns = [
        Column("ID", .varchar(10)), Column("day", .date), Column("at", .timestamptz),
        Column("n", .long), Column("price", .decimal(precision: 10, scale: 2)),
      ]
      let copied = try await engine.copy(
        "SELECT id AS \"ID\", day, \"at\", n, price FROM lake.bronze.flights", columns: columns,
        toWarehouse: WarehouseStaging(schema: "aside", name: "f 1"))
      #expect(copied == 2)
    } check: { connection in
      let rows = try await connection.query(
        "SELECT \"ID\", day, at AT TIME ZONE 'UTC', n, price FROM aside.\"f 1\" ORDER BY day")
      #expect(rows[0].values == ["it's", "2013-01-01", "2013-01-01 05:00:00", "1", "1.10"])
      #expect(rows[1].values == ["ü", "2013-01-02", nil, nil, nil])
    }
  }

  @Test func failuresSayWhatIsWrongWithoutValues() async throws {
    try await Self.withEngine { engine, _, folder in
      let landed = try Self.land("\(folder)/1", [#"{"id":"a","day":"2013-01-01","n":"secret"}"#])
      let broken = await failure {
        try await engine.load(
          [LandedSlice(files: landed, range: Self.january)], columns: Self.columns,
          into: Self.table, mode: .full, range: Self.january)
      }
      #expect(broken?.kind == .refused)
      #expect(broken.map { "\($0)" }?.contains("secret") == false)
      #expect(broken?.debugDetail?.contains("secret") == true)
      let missing = await failure { try await engine.numbers(["SELECT 1 FROM lake.bronze.gone"]) }
      #expect(missing?.kind == .missing)
      #expect(missing?.message.contains("gone") == true)
      let words = await failure { try await engine.numbers(["SELECT 'a'"]) }
      #expect(words?.message == "The result of a query is not a whole number.")
      let two = await failure { try await engine.numbers(["SELECT * FROM range(2)"]) }
      #expect(two?.kind == .refused)
    }
  }

  @Test func aCatalogThatIsNotThereIsUnreachable() async throws {
    let engine = DuckDBEngine(
      DuckDBSettings(
        installation: try Self.installation, catalogURI: "http://127.0.0.1:9", warehouse: nil,
        temporaryFolder: "/tmp"))
    let error = await failure { try await engine.numbers(["SELECT 1"]) }
    #expect(error?.kind == .unreachable)
    #expect(error?.isRetryable == true)
  }

  @Test func anInstallationThatIsNotThereIsNamed() async {
    let error = await failure { try DuckDBInstallation(virtualEnvironment: "/tmp/no-such-venv") }
    #expect(error?.kind == .missing)
    #expect(error?.message.contains("scripts/setup.sh") == true)
  }

  private static var installation: DuckDBInstallation {
    get throws { try DuckDBInstallation(virtualEnvironment: "\(projectFolder.path)/.venv") }
  }

  /// With the table `bronze.flights` in the lake, and a staging table in the warehouse.
  private static func withEngine(
    _ body: @escaping @Sendable (DuckDBEngine, CatalogFixture, String) async throws -> Void,
    check: @escaping @Sendable (PostgresConnection) async throws -> Void = { _ in }
  ) async throws {
    let warehouse = try await TestServer.database()
    let connection = try await PostgresConnection.connect(warehouse)
    try await connection.execute("CREATE SCHEMA aside")
    try await connection.execute(
      """
      CREATE TABLE aside."f 1"
        ("ID" varchar(10), day date, at timestamptz, n bigint, price numeric(10,2))
      """)
    let folder = try TemporaryFolder()
    try await CatalogFixture.run { catalog in
      try await catalog.client.createNamespace(SchemaAddress(.lake, "bronze"))
      try await catalog.client.create(
        LakeTable(
          address: table, columns: columns,
          partitionFields: [PartitionField(column: "day", transform: .month)]))
      let engine = DuckDBEngine(
        DuckDBSettings(
          installation: try installation, catalogURI: catalog.uri, warehouse: warehouse,
          temporaryFolder: "\(folder.path)/tmp"))
      try await body(engine, catalog, folder.path)
    }
    try await check(connection)
    await connection.close()
  }

  private static func land(_ folder: String, _ lines: [String]) throws -> LandedFiles {
    var compressor = GzipCompressor()
    var bytes = compressor.append(lines.joined(separator: "\n").utf8)
    bytes += compressor.finish()
    try FileSystem.write(bytes, to: "\(folder)/part-00001.jsonl.gz")
    return LandedFiles(
      folder: folder, files: ["part-00001.jsonl.gz"], rows: Int64(lines.count))
  }
}
