import Catalog
import Connect
import PlanModel
import Planning
import Testing
import Warehouse

/// What specs no longer name: retired, kept for its time, dropped; or reinstated.
@Suite(.postgres) struct RetirementTests {
  private let schema = SchemaAddress(.warehouse, "ops")
  private var old: TableAddress { TableAddress(schema, "old") }

  private func state() -> WarehouseState {
    let table = WarehouseTable(address: old, columns: [Column("a", .int)], checks: [], indexes: [])
    let view = WarehouseView(
      address: TableAddress(schema, "seen"), body: "SELECT a FROM ops.old",
      columns: [Column("a", .int)])
    return WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema)], tables: [old: table],
      views: [view.address: view])
  }

  private func empty() -> WarehouseState {
    WarehouseState(schemas: [schema: WarehouseSchema(address: schema)])
  }

  private func kinds(_ result: PlanningResult) -> [Change.Kind] {
    result.plan.steps.map(\.change.kind)
  }

  @Test func itIsKeptForItsTimeAndThenDropped() async throws {
    var harness = try await WarehouseHarness()
    _ = try await harness.converge(state())
    try await harness.admin.execute("INSERT INTO ops.old VALUES (1)")
    harness.dropAfter = 3600

    let first = try await harness.plan(empty())
    #expect(kinds(first) == [.retireTable, .retireTable])
    try await harness.apply(first.plan, desired: empty())
    let second = try await harness.plan(empty())
    #expect(second.plan.isEmpty && second.plan.retired.count == 2)

    try await harness.admin.execute(
      "UPDATE weir.ledger SET retired_at = retired_at - interval '59 minutes'")
    #expect(try await harness.plan(empty()).plan.isEmpty)
    try await harness.admin.execute(
      "UPDATE weir.ledger SET retired_at = retired_at - interval '2 minutes'")
    let due = try await harness.plan(empty())
    #expect(kinds(due) == [.dropView, .dropTable] && due.refused.isEmpty)
    // A saved plan is allowed as well.
    #expect(
      refusedSteps(of: due.plan, by: RiskPolicy(allowed: [.safe])).map(\.change.kind) == [])
    try await harness.apply(due.plan, desired: empty())
    #expect(try await harness.plan(empty()).plan.isEmpty)
    await harness.close()
  }

  @Test func withoutATimeItStays() async throws {
    let harness = try await WarehouseHarness()
    _ = try await harness.converge(state())
    _ = try await harness.converge(empty())
    try await harness.admin.execute(
      "UPDATE weir.ledger SET retired_at = retired_at - interval '10 years'")
    #expect(try await harness.plan(empty()).plan.isEmpty)
    await harness.close()
  }

  /// A table that comes back and goes again has all its time again.
  @Test func specsThatNameItAgainStopTheClock() async throws {
    var harness = try await WarehouseHarness()
    harness.dropAfter = 3600
    _ = try await harness.converge(state())
    _ = try await harness.converge(empty())
    try await harness.admin.execute(
      "UPDATE weir.ledger SET retired_at = retired_at - interval '2 hours'")
    let back = try await harness.plan(state())
    #expect(kinds(back) == [.reinstateTable, .reinstateTable])
    #expect(try await harness.converge(state()).plan.isEmpty)
    #expect(kinds(try await harness.plan(empty())) == [.retireTable, .retireTable])
    await harness.close()
  }

  /// What somebody else made again under the name is not Weir's to drop.
  @Test func anotherObjectOfTheNameIsNotDropped() async throws {
    var harness = try await WarehouseHarness()
    harness.dropAfter = 3600
    _ = try await harness.converge(state())
    _ = try await harness.converge(empty())
    try await harness.admin.execute(
      """
      UPDATE weir.ledger SET retired_at = retired_at - interval '2 hours';
      DROP TABLE ops.old CASCADE; CREATE TABLE ops.old (other text)
      """)
    let plan = try await harness.plan(empty())
    #expect(plan.plan.isEmpty && plan.plan.unmanaged == [.table(old)])
    await harness.close()
  }
}
