import Catalog
import Connect
import Ports
import SQL
import ScheduleModel
import Testing
import Warehouse

/// Publishing as the loader, with only the rights that an apply gives it.
@Suite(.postgres) struct PublisherTests {
  private let table = TableAddress(.warehouse, "ops", "Fct \"x\"")
  private let owner = LedgerOwner(platform: "airline", environment: "test")

  /// A database with the table, and a publisher logged in as its loader.
  private func world() async throws -> (admin: PostgresConnection, PostgreSQLPublisher) {
    let settings = try await TestServer.database()
    let admin = try await PostgresConnection.connect(settings)
    let loader = RoleName("loader_" + settings.database.suffix(8))
    let applier = PostgreSQLApplier(
      connection: admin, owner: owner, dialect: .postgreSQL, loader: loader)
    try await applier.prepare()
    try await applier.begin(lockTimeout: .seconds(5))
    for statement in [
      "CREATE ROLE \(loader) LOGIN", "CREATE SCHEMA ops",
      "CREATE TABLE ops.\"Fct \"\"x\"\"\" (id bigint, day date)",
      "GRANT USAGE ON SCHEMA ops TO \(loader)",
      "GRANT SELECT, INSERT, UPDATE, DELETE ON ops.\"Fct \"\"x\"\"\" TO \(loader)",
    ] { try await applier.execute(statement) }
    try await applier.commit()
    var login = settings
    login.user = loader.text
    return (
      admin,
      PostgreSQLPublisher(
        pool: PostgresPool(login, limit: 2), owner: owner, dialect: .postgreSQL)
    )
  }

  private func publication(
    _ fence: Int64, statements: [String], checks: [CompiledCheck] = [], touches: [TargetID] = []
  ) throws -> WarehousePublication {
    WarehousePublication(
      target: TargetID(table), table: table,
      range: try #require(TimeRange(parsing: "2013-01-01/2013-02-01")),
      version: Fingerprint(of: "v"), run: RunID(7), fencingNumber: fence, statements: statements,
      checks: checks, touches: touches)
  }

  private func replacement(_ staging: WarehouseStaging) -> [String] {
    let name = Dialect.postgreSQL.quoted([staging.schema, staging.name])
    return [
      "DELETE FROM ops.\"Fct \"\"x\"\"\"",
      "INSERT INTO ops.\"Fct \"\"x\"\"\" SELECT id, day FROM \(name)",
    ]
  }

  private let columns = [Column("id", .long, isRequired: true), Column("day", .date)]

  @Test func whatIsStagedIsPublishedAndRecorded() async throws {
    let (admin, publisher) = try await world()
    let old = try await publisher.makeStaging(for: table, fencingNumber: 3, columns: columns)
    let staging = try await publisher.makeStaging(for: table, fencingNumber: 4, columns: columns)
    #expect(try await admin.query("SELECT to_regclass('weir_staging.\(old.name)')").scalar == nil)
    try await admin.execute(
      "INSERT INTO weir_staging.\(staging.name) VALUES (1, '2013-01-01'), (2, NULL)")
    for _ in 0..<2 {
      let outcome = try await publisher.publish(
        publication(4, statements: replacement(staging)))
      #expect(outcome == .published(rows: 2))
    }
    #expect(try await publisher.number("SELECT count(*) FROM ops.\"Fct \"\"x\"\"\"") == 2)
    let loads = try await admin.query(
      "SELECT target, range_lower, range_upper, run, fencing_number, rows FROM weir.loads")
    #expect(loads.count == 2)
    #expect(
      loads[0].values == ["wh:ops.Fct \"x\"", "2013-01-01", "2013-02-01", "7", "4", "2"])
    try await publisher.dropStaging(staging)
    try await publisher.dropStaging(staging)
    await admin.close()
  }

  @Test func aBrokenCheckLeavesEverythingAsItWas() async throws {
    let (admin, publisher) = try await world()
    let check = CompiledCheck(
      name: "positive", query: "SELECT count(*) FROM ops.\"Fct \"\"x\"\"\" WHERE id < 0",
      severity: .error, threshold: 0, meaning: "Identifiers are positive.")
    let outcome = try await publisher.publish(
      publication(
        1, statements: ["INSERT INTO ops.\"Fct \"\"x\"\"\" VALUES (-1, NULL)"], checks: [check]))
    #expect(outcome == .refused(check: check, broken: 1))
    #expect(try await publisher.number("SELECT count(*) FROM ops.\"Fct \"\"x\"\"\"") == 0)
    #expect(try await admin.query("SELECT count(*) FROM weir.loads").scalar == "0")
    await admin.close()
  }

  @Test func whatItTouchesIsNotPublishedAtTheSameTime() async throws {
    let (admin, publisher) = try await world()
    let dimension = TargetID("wh:ops.dim")
    // The publisher's connections, which are opened from now on, do not wait for ever.
    let name = try await database(admin)
    try await admin.execute("ALTER DATABASE \(name) SET lock_timeout = 100")
    try await publisher.raiseFence(of: dimension, to: 1)
    let touching = try publication(1, statements: ["SELECT 1"], touches: [dimension])
    try await admin.execute("BEGIN; SELECT FROM weir.fences WHERE target = 'wh:ops.dim' FOR UPDATE")
    let error = await failure { try await publisher.publish(touching) }
    #expect(error?.sqlState == "55P03")
    try await admin.execute("COMMIT")
    #expect(try await publisher.publish(touching) == .published(rows: 0))
    await admin.close()
  }

  private func database(_ connection: PostgresConnection) async throws -> String {
    try await connection.query("SELECT quote_ident(current_database())").scalar ?? ""
  }

  @Test func whoeverIsLateIsRefused() async throws {
    let (admin, publisher) = try await world()
    let insertion = ["INSERT INTO ops.\"Fct \"\"x\"\"\" VALUES (1, NULL)"]
    try await publisher.raiseFence(of: TargetID(table), to: 9)
    try await publisher.raiseFence(of: TargetID(table), to: 8)
    let late = await failure {
      try await publisher.publish(publication(8, statements: insertion))
    }
    #expect(late?.kind == .conflict)
    #expect(
      try await publisher.publish(publication(9, statements: insertion)) == .published(rows: 1))
    await admin.close()
  }
}
