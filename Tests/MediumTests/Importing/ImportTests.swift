import Catalog
import Compile
import Connect
import Diagnostics
import Foundation
import Importing
import PlanModel
import Planning
import SQL
import Spec
import Testing
import Warehouse

/// Specs written of a live warehouse want what is there.
@Suite(.postgres) struct ImportTests {
  private let schemas = ["hr", "shop"]

  private static func script(_ name: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/import/\(name).sql")
    return try String(contentsOf: file, encoding: .utf8)
  }

  private func imported(_ harness: WarehouseHarness) async throws -> ImportedSpecs {
    let live = try await PostgreSQLInspector(connection: harness.admin, owner: harness.owner)
      .inspect(schemas: schemas, roles: [])
    return importWarehouse(
      live.state, schemas: schemas.map { SchemaAddress(.warehouse, $0) }, manage: .authoritative,
      dialect: .postgreSQL)
  }

  private func compiled(_ specs: ImportedSpecs) throws -> WarehouseState {
    var sources = SourceMap()
    _ = sources.add(
      path: "specs/p.yaml",
      bytes: Array(
        """
        kind: platform
        name: test
        ---
        kind: environment
        name: local
        lake: { catalog: embedded }
        warehouse: { dialect: postgresql, connection: { embedded: warehouse } }
        engine: { type: duckdb }
        state: { connection: { embedded: state } }
        """.utf8))
    for file in specs.files { _ = sources.add(path: file.path, bytes: Array(file.text.utf8)) }
    let sql = sources.files.filter { $0.path.hasSuffix(".sql") }
    var sink = DiagnosticSink()
    let project = decodeProject(
      files: sources.files.filter { $0.path.hasSuffix(".yaml") },
      sqlFiles: Dictionary(uniqueKeysWithValues: sql.map { ($0.path, $0) }), sink: &sink)
    let result = compile(
      project, environment: "local", specs: Fingerprint(of: "specs"), sink: &sink)
    #expect(sink.diagnostics.map(\.detail) == [])
    return try #require(result).desired.warehouse
  }

  @Test func planningRightAfterShowsNoChange() async throws {
    let harness = try await WarehouseHarness()
    try await harness.admin.execute(Self.script("types") + Self.script("shop"))
    let specs = try await imported(harness)
    #expect(
      specs.leftOut.map(\.address.description) == [
        "wh:hr.emp.h", "wh:shop.Order Details", "wh:shop.film.film_id", "wh:shop.over_odd",
      ])
    let result = try await harness.plan(try compiled(specs))
    #expect(result.plan.steps.map(\.change) == [])
    #expect(result.plan.held.map(\.change) == [] && result.diagnostics.diagnostics.isEmpty)
    await harness.close()
  }

  @Test func whatWasImportedIsMadeElsewhere() async throws {
    let first = try await WarehouseHarness()
    try await first.admin.execute(Self.script("types") + Self.script("shop"))
    let desired = try compiled(try await imported(first))
    let second = try await WarehouseHarness()
    try await second.admin.execute(Self.script("types"))
    let after = try await second.converge(desired)
    #expect(after.plan.steps.map(\.change) == [])
    // Specs of the copy are the specs of the original, but for what was left out.
    let again = try await imported(second)
    let original = try await imported(first)
    let paths = ["specs/shop/film_list.sql", "specs/shop/win.sql", "specs/shop/payment.yaml"]
    for path in paths {
      #expect(
        again.files.first { $0.path == path }?.text
          == original.files.first { $0.path == path }?.text)
    }
    #expect(again.files.map(\.path) == original.files.map(\.path))
    await first.close()
    await second.close()
  }
}
