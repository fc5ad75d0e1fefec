import Catalog
import Iceberg
import Lake
import Ports
import Testing

/// DuckDB and pyiceberg on Weir's catalog, and publishing through a shadow.
@Suite(.pythonParts) struct EngineTests {
  private static let namespace = SchemaAddress(.lake, "bronze")
  private static let table = TableAddress(namespace, "flights")
  private static let columns = [
    Column("id", .long, isRequired: true, comment: "the key"), Column("name", .string),
    Column("ts", .timestamptz), Column("amount", .decimal(precision: 10, scale: 2)),
  ]

  /// A table made by Weir, partitioned by day, with 48 rows over two days written by DuckDB.
  private static func filled(_ catalog: CatalogFixture) async throws {
    try await catalog.client.createNamespace(namespace)
    try await catalog.client.create(
      LakeTable(
        address: table, columns: columns,
        partitionFields: [PartitionField(column: "ts", transform: .day)], key: ["id"]))
    _ = try await PythonParts.duckDB(
      """
      INSERT INTO lake.bronze.flights
      SELECT i, 'old', TIMESTAMPTZ '2026-01-01 00:00:00Z' + INTERVAL (i) HOUR, i
      FROM range(48) r(i);
      """, on: catalog)
  }

  /// Replaces the first day's 24 rows by three, in one transaction.
  private static func replaceFirstDay(_ table: TableAddress, name: String) -> String {
    """
    BEGIN;
    DELETE FROM lake.\(table.dotted) WHERE ts >= TIMESTAMPTZ '2026-01-01 00:00:00Z'
      AND ts < TIMESTAMPTZ '2026-01-02 00:00:00Z';
    INSERT INTO lake.\(table.dotted)
    SELECT 100 + i, '\(name)', TIMESTAMPTZ '2026-01-01 00:00:00Z' + INTERVAL (i) MINUTE, 0.25
    FROM range(3) r(i);
    COMMIT;
    """
  }

  private static let duckCount =
    "SELECT count(*), min(id), max(id), sum(amount), max(name) FROM lake.bronze.flights;"
  private static let pythonCount = """
    rows = catalog.load_table("bronze.flights").scan().to_arrow().to_pylist()
    print(len(rows), min(r["id"] for r in rows), max(r["id"] for r in rows),
      sum(r["amount"] for r in rows), max(r["name"] for r in rows), sep=",")
    """

  @Test func aShadowIsPublishedInOneCommit() async throws {
    try await CatalogFixture.run { catalog in
      try await Self.filled(catalog)
      let before = try await catalog.client.load(Self.table).metadata
      let shadow = try await catalog.client.makeShadow(of: Self.table, fencingNumber: 7)
      #expect(shadow.baseSnapshot == before.currentSnapshotID)
      _ = try await PythonParts.duckDB(
        Self.replaceFirstDay(shadow.shadow, name: "staged"), on: catalog)
      // Seen in the shadow, unseen in the target.
      let staged = "SELECT count(*), max(name) FROM lake.\(shadow.shadow.dotted);"
      #expect(try await PythonParts.duckDB(staged, on: catalog) == "27,staged")
      #expect(try await PythonParts.duckDB(Self.duckCount, on: catalog) == "48,0,47,1128.00,old")

      try await catalog.client.publish(shadow, fencingNumber: 7)
      #expect(
        try await PythonParts.duckDB(Self.duckCount, on: catalog) == "27,24,102,852.75,staged")
      #expect(
        try await PythonParts.python(Self.pythonCount, on: catalog) == "27,24,102,852.75,staged")
      #expect(try await catalog.client.tables(in: Self.namespace) == [Self.table])
      let after = try await catalog.client.load(Self.table).metadata
      #expect(after.metadataLog.count == before.metadataLog.count + 1)
      #expect(after.uuid == before.uuid)
      #expect(after.currentSnapshot?.rowCount == 27)

      // Written to and published again, now by pyiceberg and DuckDB on the target itself.
      _ = try await PythonParts.duckDB(
        Self.replaceFirstDay(Self.table, name: "again"), on: catalog)
      #expect(
        try await PythonParts.python(Self.pythonCount, on: catalog) == "27,24,102,852.75,old")
    }
  }

  @Test func aWriterBasedOnAnOldSnapshotIsRefused() async throws {
    try await CatalogFixture.run { catalog in
      try await Self.filled(catalog)
      let slow = try await catalog.client.makeShadow(of: Self.table, fencingNumber: 1)
      _ = try await PythonParts.duckDB(
        Self.replaceFirstDay(slow.shadow, name: "slow"), on: catalog)
      // The newer attempt takes the older shadow away; put it back, as a late writer would.
      let location = try await catalog.client.load(slow.shadow).metadataLocation
      let fast = try await catalog.client.makeShadow(of: Self.table, fencingNumber: 2)
      #expect(await failure { try await catalog.client.load(slow.shadow) }?.kind == .missing)
      try await catalog.client.register(slow.shadow, metadataLocation: location)
      _ = try await PythonParts.duckDB(
        Self.replaceFirstDay(fast.shadow, name: "winner"), on: catalog)
      try await catalog.client.publish(fast, fencingNumber: 2)

      let fenced = await failure { try await catalog.client.publish(slow, fencingNumber: 1) }
      #expect(fenced?.kind == .conflict && fenced?.httpStatus == nil)
      let stale = await failure { try await catalog.client.publish(slow, fencingNumber: 3) }
      #expect(stale?.kind == .conflict && stale?.httpStatus == 409)
      #expect(
        try await PythonParts.duckDB(Self.duckCount, on: catalog) == "27,24,102,852.75,winner")
      try await catalog.client.discard(slow)
      try await catalog.client.discard(slow)
    }
  }

  @Test func publishingTwiceAndPublishingNothingDoNoHarm() async throws {
    try await CatalogFixture.run { catalog in
      try await Self.filled(catalog)
      let untouched = try await catalog.client.makeShadow(of: Self.table, fencingNumber: 1)
      let before = try await catalog.client.load(Self.table)
      try await catalog.client.publish(untouched, fencingNumber: 1)
      #expect(
        try await catalog.client.load(Self.table).metadataLocation == before.metadataLocation)

      let shadow = try await catalog.client.makeShadow(of: Self.table, fencingNumber: 2)
      _ = try await PythonParts.duckDB(
        Self.replaceFirstDay(shadow.shadow, name: "once"), on: catalog)
      let location = try await catalog.client.load(shadow.shadow).metadataLocation
      try await catalog.client.publish(shadow, fencingNumber: 2)
      let published = try await catalog.client.load(Self.table)
      // Killed before the shadow was taken away: the next attempt publishes it again.
      try await catalog.client.register(shadow.shadow, metadataLocation: location)
      try await catalog.client.publish(shadow, fencingNumber: 2)
      #expect(
        try await catalog.client.load(Self.table).metadataLocation == published.metadataLocation)
    }
  }

  @Test func enginesReadWhatWasEvolved() async throws {
    try await CatalogFixture.run { catalog in
      try await Self.filled(catalog)
      let live = try await catalog.client.load(Self.table).metadata
      let desired = LakeTable(
        address: Self.table,
        columns: [
          Self.columns[0], Column("label", .string), Self.columns[2],
          Column("amount", .decimal(precision: 12, scale: 2)), Column("extra", .list(.int)),
        ],
        partitionFields: [PartitionField(column: "ts", transform: .month)],
        key: ["id"], properties: ["comment": "evolved"])
      guard case .commit(let commit, _) = live.evolution(to: desired, renames: ["label": "name"])
      else {
        Issue.record("no commit")
        return
      }
      try await catalog.client.commit(commit, to: Self.table)
      _ = try await PythonParts.duckDB(
        """
        INSERT INTO lake.bronze.flights
        VALUES (500, 'new', TIMESTAMPTZ '2026-02-01 00:00:00Z', 1234567890.25, [1, 2]);
        """, on: catalog)
      let duck = "SELECT count(*), max(label), max(amount), count(extra) FROM lake.bronze.flights;"
      #expect(try await PythonParts.duckDB(duck, on: catalog) == "49,old,1234567890.25,1")
      let python = """
        table = catalog.load_table("bronze.flights")
        rows = table.scan().to_arrow().to_pylist()
        print(len(rows), [f.name for f in table.schema().fields], table.properties["comment"],
          table.schema().identifier_field_names(), len(table.spec().fields))
        """
      #expect(
        try await PythonParts.python(python, on: catalog)
          == "49 ['id', 'label', 'ts', 'amount', 'extra'] evolved {'id'} 1")
      let declared = DeclaredLakeProperties(tables: [Self.table: ["comment"]])
      let inspection = try await catalog.client.inspect(
        [Self.namespace, SchemaAddress(.lake, "nope")], declared: declared)
      #expect(inspection.state.tables == [Self.table: desired])
      #expect(inspection.state.namespaces.keys.map(\.name) == ["bronze"])
      #expect(inspection.rowCounts == [Self.table: 49])
    }
  }

  @Test func enginesMakeAndDropTables() async throws {
    try await CatalogFixture.run { catalog in
      _ = try await PythonParts.duckDB(
        """
        CREATE SCHEMA lake.silver;
        CREATE TABLE lake.silver.a (id BIGINT, s STRUCT(x INTEGER, y VARCHAR))
          PARTITIONED BY (bucket(4, id));
        CREATE TABLE lake.silver.b AS SELECT i AS id FROM range(5) r(i);
        BEGIN;
        INSERT INTO lake.silver.a VALUES (1, {'x': 1, 'y': 'a'});
        INSERT INTO lake.silver.b VALUES (9);
        COMMIT;
        UPDATE lake.silver.b SET id = 10 WHERE id = 9;
        """, on: catalog)
      let silver = SchemaAddress(.lake, "silver")
      let inspection = try await catalog.client.inspect([silver], declared: .init())
      let a = try #require(inspection.state.tables[TableAddress(silver, "a")])
      #expect(
        a.columns.map(\.type) == [.long, .structure([.init("x", .int), .init("y", .string)])])
      #expect(a.partitionFields == [PartitionField(column: "id", transform: .bucket(count: 4))])
      let python = """
        from pyiceberg.schema import Schema
        from pyiceberg.types import LongType, NestedField
        import pyarrow as pa
        print(sorted(r["id"] for r in catalog.load_table("silver.b").scan().to_arrow().to_pylist()))
        print(catalog.view_exists("silver.v"), catalog.table_exists("silver.a"))
        table = catalog.create_table("silver.c", Schema(NestedField(1, "n", LongType())))
        table.append(pa.table({"n": [1, 2]}))
        with table.update_schema() as update: update.add_column("m", LongType())
        table.overwrite(pa.table({"n": [5], "m": [6]}))
        catalog.rename_table("silver.c", "silver.d")
        catalog.drop_table("silver.b")
        catalog.purge_table("silver.a")
        print(sorted(catalog.list_tables("silver")))
        print(catalog.load_table("silver.d").scan().to_arrow().to_pylist())
        """
      #expect(
        try await PythonParts.python(python, on: catalog) == """
          [0, 1, 2, 3, 4, 10]
          False True
          [('silver', 'd')]
          [{'n': 5, 'm': 6}]
          """)
      #expect(
        try await PythonParts.duckDB("SELECT * FROM lake.silver.d;", on: catalog) == "5,6")
    }
  }
}
