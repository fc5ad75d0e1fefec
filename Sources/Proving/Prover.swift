internal import Catalog
package import Connect
internal import Diagnostics
internal import PlanModel
package import Planning
package import Ports
package import SQL
package import Warehouse

/// Runs every kind of statement that Weir emits, and every query with which it inspects, in a schema of
/// its own on a real warehouse, and compares what it reads back.
package struct Prover: Sendable {
  private let connection: PostgresConnection
  private let inspector: any WarehouseInspecting
  private let applier: any WarehouseApplying
  private let dialect: Dialect
  private let alterations: AlterationRules

  /// - Parameters:
  ///   - inspector: of a ledger owner that nobody else uses.
  ///   - applier: of the same, on the same connection.
  ///   - alterations: nil for those of the dialect.
  package init(
    connection: PostgresConnection, inspector: any WarehouseInspecting,
    applier: any WarehouseApplying, dialect: Dialect, alterations: AlterationRules? = nil
  ) {
    self.connection = connection
    self.inspector = inspector
    self.applier = applier
    self.dialect = dialect
    self.alterations = alterations ?? AlterationRules(dialect)
  }

  /// - Parameter schema: of a name that nobody uses; it and its roles are gone afterwards.
  /// - Throws: when the warehouse cannot be used at all. What it refuses is told in the report.
  package func prove(in schema: String, at time: String) async throws(PortError) -> ProofReport {
    let server = try await connection.query("SELECT version()").scalar ?? ""
    try await applier.prepare()
    let stages = ProofStages(schema: schema, dialect: dialect, alterations: alterations)
    var tally = Tally()
    do throws(PortError) {
      for (place, stage) in stages.all.enumerated() {
        if Task.isCancelled { throw PortError(.cancelled, "The proof was cancelled.") }
        try await run(stage, stages, &tally)
        if place == 0 { await fill(stages, &tally) }
        if place == 1 { await compareRows(stages, &tally) }
      }
    } catch {
      await clean(stages, schema)
      throw error
    }
    let inspections = await inspector.tryStatements(schemas: [schema])
    await clean(stages, schema)
    return ProofReport(
      dialect: dialect.id, server: server, madeAt: time,
      inspections: inspections.map {
        ProofReport.Result(name: $0.name, runs: 1, failure: $0.failure)
      }, statements: tally.results)
  }

  // MARK: Stages

  private struct Tally {
    var runs: [String: Int] = [:]
    var failures: [String: String] = [:]

    mutating func fail(_ kind: Change.Kind, _ why: String) { fail(kind.rawValue, why) }

    mutating func fail(_ name: String, _ why: String) {
      runs[name, default: 0] += 0
      failures[name] = failures[name] ?? why
    }

    var results: [ProofReport.Result] {
      runs.sorted { $0.key < $1.key }.map {
        ProofReport.Result(name: $0.key, runs: $0.value, failure: failures[$0.key])
      }
    }
  }

  private func plan(
    _ stage: ProofStages.Stage, _ stages: ProofStages, _ tally: inout Tally
  ) async throws(PortError) -> Plan {
    let schemas = stage.state.schemas.keys.map(\.name)
    let live = try await inspector.inspect(schemas: schemas, roles: stages.roles)
    var scope = ManagedScope(
      schemas: stage.state.schemas.mapValues { _ in .authoritative }, roles: [:])
    for role in stages.roles { scope.roles[role] = .authoritative }
    let gone = Array(live.state.tables.keys) + Array(live.state.views.keys)
    var allowances: [RiskPolicy.Allowance] = []
    if stage.drops {
      allowances = gone.map { RiskPolicy.Allowance(risk: .destroys, address: $0.description) }
      allowances += stages.roles.map {
        RiskPolicy.Allowance(risk: .destroys, address: ObjectAddress.role($0).description)
      }
      for table in live.state.tables.values {
        for column in table.columns {
          let address = ColumnAddress(table.address, column.name)
          allowances.append(.init(risk: .destroys, address: address.description))
        }
        for partition in table.partitions ?? [] {
          allowances.append(.init(risk: .destroys, address: partition.address.description))
        }
      }
    }
    let nothing = Fingerprint.ofNothing
    let result = makePlan(
      PlanningInput(
        platform: "weir", environment: "proof", dialect: dialect,
        desired: CatalogState(warehouse: stage.state), live: CatalogState(warehouse: live.state),
        facts: live.facts, scope: scope, renames: stage.renames,
        policy: RiskPolicy(allowances: allowances), specs: nothing, bundle: nothing,
        publishedBundle: nothing, alterations: alterations))
    for diagnostic in result.diagnostics.diagnostics where diagnostic.severity == .error {
      tally.fail("planning", diagnostic.detail)
    }
    return result.plan
  }

  private func run(
    _ stage: ProofStages.Stage, _ stages: ProofStages, _ tally: inout Tally
  ) async throws(PortError) {
    for step in try await plan(stage, stages, &tally).steps {
      let kind = step.change.kind
      do throws(PortError) {
        try await run(step)
        tally.runs[kind.rawValue, default: 0] += 1
      } catch {
        await applier.rollback()
        if error.kind == .unreachable || error.kind == .cancelled { throw error }
        tally.fail(kind, "\(step.change.address): \(error)")
        return
      }
    }
    for step in try await plan(stage, stages, &tally).steps {
      let change = step.change
      tally.fail(
        change.kind,
        "\(change.address) reads back as \(change.before ?? "nothing"), not as "
          + "\(change.after ?? "nothing")")
    }
  }

  private func run(_ step: Step) async throws(PortError) {
    guard case .warehouse(let statements, let rule) = step.action else { return }
    if rule == .shared {
      try await applier.begin(lockTimeout: .seconds(30))
      try await applier.execute(step.locks ?? [])
      try await applier.execute(statements)
    } else {
      for statement in statements { try await applier.execute(statement) }
    }
    try await applier.remember(made: step.made, forgotten: step.forgotten)
    if rule == .shared { try await applier.commit() }
  }

  // MARK: Rows

  private func fill(_ stages: ProofStages, _ tally: inout Tally) async {
    for statement in stages.fill {
      do throws(PortError) {
        try await connection.execute(statement)
      } catch { tally.fail(.createTable, "no row could be added: \(error)") }
    }
  }

  /// The changes have kept them.
  private func compareRows(_ stages: ProofStages, _ tally: inout Tally) async {
    let count: String?
    do throws(PortError) {
      count = try await connection.query(stages.count).scalar
    } catch { count = "\(error)" }
    if count != "3" {
      let kind: Change.Kind = tally.runs["rebuildTable"] == nil ? .alterColumnType : .rebuildTable
      tally.fail(kind, "3 rows before, \(count ?? "none") after")
    }
  }

  // MARK: Leaving nothing behind

  /// Whatever is still there. Its own errors are nothing to tell: what was not made is not there.
  private func clean(_ stages: ProofStages, _ schema: String) async {
    await applier.rollback()
    let name = dialect.quoted(schema)
    var statements = ["DROP SCHEMA \(name) CASCADE"]
    statements += stages.roles.map { "DROP ROLE \(dialect.quoted($0.text))" }
    for statement in statements { _ = try? await connection.execute(statement) }
    let addresses =
      [ObjectAddress.schema(SchemaAddress(.warehouse, schema))]
      + stages.roles.map { ObjectAddress.role($0) }
    try? await applier.remember(made: [], forgotten: addresses)
  }
}
