import Catalog
import Connect
import SQL
import ScheduleModel
import Star
import Testing

/// A warehouse with tables of a star, and a loader that does what a run does.
struct StarWarehouse {
  /// How a load ended.
  enum Outcome: Equatable {
    case published(changed: Int)
    /// The first check that found broken rows.
    case refused(String)
  }

  let connection: PostgresConnection
  private let dialect = Dialect.postgreSQL

  static func make(_ stars: [LoweredStar]) async throws -> StarWarehouse {
    let warehouse = StarWarehouse(connection: try await TestServer.connection())
    try await warehouse.connection.execute("CREATE SCHEMA ops; SET TIME ZONE 'America/New_York'")
    for star in stars { try await warehouse.create(star.table) }
    return warehouse
  }

  private func create(_ table: WarehouseTable) async throws {
    var lines = table.columns.map { column in
      "\(dialect.quoted(column.name)) \(dialect.typeName(column.type)!)"
        + (column.isRequired ? " NOT NULL" : "")
    }
    if !table.primaryKey.isEmpty { lines.append("PRIMARY KEY (\(list(table.primaryKey)))") }
    lines += table.uniqueKeys.map { "UNIQUE (\(list($0)))" }
    lines += table.foreignKeys.map { key in
      "FOREIGN KEY (\(list(key.columns))) REFERENCES \(name(key.target)) (\(list(key.targetColumns)))"
    }
    try await connection.execute(
      "CREATE TABLE \(name(table.address)) (\(lines.joined(separator: ", ")))")
  }

  private func name(_ table: TableAddress) -> String {
    dialect.quoted([table.schema.name, table.name])
  }

  private func list(_ columns: [String]) -> String {
    columns.map { dialect.quoted($0) }.joined(separator: ", ")
  }

  /// Stages rows of values, as SQL writes them, and loads a table as a run over the days does.
  @discardableResult
  func load(
    _ star: LoweredStar, _ rows: [String] = [], lower: String = "2013-01-01",
    upper: String = "2013-02-01"
  ) async throws -> Outcome {
    func filled(_ text: String) -> String {
      text.replacing("{{staging}}", with: "ops.staging").replacing("{{rows}}", with: "ops.staging")
        .replacing("{{lower}}", with: "DATE '\(lower)'")
        .replacing("{{upper}}", with: "DATE '\(upper)'")
        .replacing("{{effective_at}}", with: "TIMESTAMP '\(upper) 00:00:00'")
    }
    if let staging = star.work.staging { try await stage(rows, staging.columns) }
    if let broken = try await firstBroken(star.work.checks, filled) { return .refused(broken) }
    try await connection.execute("BEGIN")
    do {
      var changed = 0
      for statement in star.work.publish {
        changed += try await connection.execute(filled(statement))
      }
      let broken = try await firstBroken(star.work.publishChecks, filled)
      try await connection.execute(broken == nil ? "COMMIT" : "ROLLBACK")
      return broken.map { .refused($0) } ?? .published(changed: changed)
    } catch {
      try await connection.execute("ROLLBACK")
      throw error
    }
  }

  private func stage(_ rows: [String], _ columns: [Column]) async throws {
    let types = columns.map { "\(dialect.quoted($0.name)) \(dialect.typeName($0.type)!)" }
    try await connection.execute(
      "DROP TABLE IF EXISTS ops.staging; "
        + "CREATE TABLE ops.staging (\(types.joined(separator: ", ")))")
    for row in rows { try await connection.execute("INSERT INTO ops.staging VALUES (\(row))") }
  }

  private func firstBroken(_ checks: [CompiledCheck], _ filled: (String) -> String) async throws
    -> String?
  {
    for check in checks {
      let rows = try await connection.query(filled(check.query))
      try #require(rows.count == 1)
      if rows[0].integer(0) != 0 { return check.name }
    }
    return nil
  }

  /// The rows of a query, their values joined by bars; nulls are empty.
  func rows(_ query: String) async throws -> [String] {
    try await connection.query(query).map { row in
      row.values.map { $0 ?? "" }.joined(separator: "|")
    }
  }
}
