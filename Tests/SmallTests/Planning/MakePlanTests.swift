import Catalog
import Diagnostics
import Iceberg
import JSON
import PlanModel
import Planning
import SQL
import Testing

/// What a plan does, holds, refuses and lists.
struct MakePlanTests {
  private let ops = SchemaAddress(.warehouse, "ops")
  private let bronze = SchemaAddress(.lake, "bronze")
  private let reader = RoleName("reader")
  private var fact: TableAddress { TableAddress(ops, "fct_flight") }
  private var flights: TableAddress { TableAddress(bronze, "flights") }

  private func state(_ columns: [Column]) -> WarehouseState {
    var state = WarehouseState(
      schemas: [ops: WarehouseSchema(address: ops)],
      tables: [fact: WarehouseTable(address: fact, columns: columns)],
      roles: [reader: Role(name: reader)])
    let grant = Grant(role: reader, target: .table(fact), privileges: [.select])
    state.grants[grant.key] = grant
    return state
  }

  private let columns = [Column("id", .int), Column("carrier", .varchar(2)), Column("delay", .int)]

  private func input(
    _ live: WarehouseState, _ desired: WarehouseState, mode: ManageMode = .authoritative,
    allow: [String] = []
  ) -> PlanningInput {
    let made = live.tables.keys.map { (ObjectAddress.table($0), LedgerEntry()) }
    return PlanningInput(
      platform: "airline", environment: "local", dialect: .postgreSQL,
      desired: CatalogState(warehouse: desired), live: CatalogState(warehouse: live),
      facts: WarehouseFacts(
        sizes: [fact: TableSize(rows: 27_004, bytes: 2_400_000)],
        ledger: Dictionary(uniqueKeysWithValues: made)),
      scope: ManagedScope(
        schemas: [ops: mode, bronze: mode], roles: [reader: mode]),
      readers: DeclaredReaders(tables: [fact: ["agg_carrier_month", "role 'reader'"]]),
      policy: RiskPolicy(
        allowed: [.locks, .rewrites, .breaks, .revokes, .restates],
        allowances: allow.compactMap { RiskPolicy.Allowance(text: $0) }),
      specs: Fingerprint(of: "specs"), bundle: Fingerprint(of: "b"),
      publishedBundle: Fingerprint(of: "b"))
  }

  private func lines(_ steps: [Step]) -> [String] {
    steps.map { "\($0.change.kind.rawValue) \($0.change.address)" }
  }

  @Test func nothingToDoIsAnEmptyPlan() {
    let plan = makePlan(input(state(columns), state(columns))).plan
    #expect(plan.isEmpty && plan.held.isEmpty && plan.basis.objects.isEmpty)
  }

  @Test func aTypeAnAdditionARenameAndADrop() throws {
    let desired = state([Column("id", .long), Column("airline", .varchar(2)), Column("new", .date)])
    var request = input(state(columns), desired)
    request.renames.columns = [ColumnAddress(fact, "airline"): "carrier"]
    let held = makePlan(request)
    #expect(
      lines(held.plan.steps) == [
        "renameColumn wh:ops.fct_flight.airline", "alterColumnType wh:ops.fct_flight.id",
        "addColumn wh:ops.fct_flight.new",
      ])
    let retype = held.plan.steps[1]
    #expect(
      retype.change.risks == [
        Risk(.rewrites, "27,004 rows (2,400 kB) are written again; readers and writers wait")
      ])
    #expect(
      retype.action
        == .warehouse(
          statements: [
            "ALTER TABLE ops.fct_flight\n  ALTER COLUMN id TYPE bigint USING id::bigint"
          ], transaction: .shared))
    #expect(
      retype.reverse == [
        "ALTER TABLE ops.fct_flight\n  ALTER COLUMN id TYPE integer USING id::integer"
      ])
    #expect(held.plan.held.map(\.change.address.description) == ["wh:ops.fct_flight.delay"])
    #expect(
      held.plan.held[0].why
        == "dropping data must be named: --allow destroys:wh:ops.fct_flight.delay")

    request.policy.allowances = [.init(risk: .destroys, address: "ops.fct_flight.delay")]
    let named = makePlan(request)
    #expect(lines(named.plan.steps).contains("dropColumn wh:ops.fct_flight.delay"))
    #expect(named.plan.held.isEmpty && named.refused.isEmpty)
    #expect(named.plan.basis.objects.map(\.address).contains(.table(fact)))
  }

  @Test func aProbableRenameIsHeldOnBothSides() {
    let desired = state([Column("id", .int), Column("airline", .varchar(2)), Column("delay", .int)])
    let held = makePlan(input(state(columns), desired))
    #expect(held.plan.isEmpty)
    #expect(
      held.plan.held.map { "\($0.change.kind.rawValue) \($0.change.address)" } == [
        "addColumn wh:ops.fct_flight.airline", "dropColumn wh:ops.fct_flight.carrier",
      ])
    #expect(held.plan.held[0].why.contains("was: carrier"))
    let named = makePlan(
      input(state(columns), desired, allow: ["destroys:wh:ops.fct_flight.carrier"]))
    #expect(
      lines(named.plan.steps) == [
        "dropColumn wh:ops.fct_flight.carrier", "addColumn wh:ops.fct_flight.airline",
      ])
  }

  @Test func aRiskThatNobodyTookIsRefused() {
    var request = input(state(columns), state([Column("id", .long)] + columns.dropFirst()))
    request.policy.allowed = [.locks]
    let result = makePlan(request)
    #expect(result.refused.map(\.change.kind) == [.alterColumnType])
    #expect(result.refused[0].why.contains("--allow rewrites:wh:ops.fct_flight.id"))
    request.policy.allowances = [.init(risk: .rewrites, address: "ops.fct_flight")]
    #expect(makePlan(request).refused.isEmpty)
  }

  @Test func additiveModeNeverRevokes() {
    var desired = state(columns + [Column("new", .date)])
    desired.grants = [:]
    let plan = makePlan(input(state(columns), desired, mode: .additive)).plan
    #expect(lines(plan.steps) == ["addColumn wh:ops.fct_flight.new"])
    #expect(makePlan(input(state(columns), desired, mode: .observe)).plan.isEmpty)
  }

  @Test func aForgottenRenameOfATableIsHeld() {
    let live = state(columns)
    var desired = live
    let new = TableAddress(ops, "fct_leg")
    desired.tables = [new: WarehouseTable(address: new, columns: columns)]
    desired.grants = [:]
    let plan = makePlan(input(live, desired)).plan
    #expect(
      !plan.steps.contains { $0.change.kind == .createTable || $0.change.kind == .retireTable })
    #expect(plan.held.map(\.change.address) == [.table(new)])
    let named = makePlan(input(live, desired, allow: ["safe:wh:ops.fct_leg"])).plan
    #expect(
      lines(named.steps) == ["createTable wh:ops.fct_leg", "retireTable wh:ops.fct_flight"])
  }

  @Test func aRequiredColumnWithoutAValueIsAnError() {
    let desired = state(columns + [Column("must", .int, isRequired: true)])
    let result = makePlan(input(state(columns), desired))
    #expect(result.diagnostics.diagnostics.map(\.code.description) == ["WR0502"])
  }

  @Test func aViewOutsideTheSpecsStandsInTheWay() {
    var request = input(state(columns), state([Column("id", .long)] + columns.dropFirst()))
    request.facts.dependencies = [
      Dependency(of: .table(TableAddress(.warehouse, "bi", "v")), on: fact, column: "id")
    ]
    let result = makePlan(request)
    #expect(result.diagnostics.diagnostics.map(\.code.description) == ["WR0504"])
    #expect(result.plan.isEmpty)
  }

  @Test func anObjectOfAnUnknownKindIsAnError() {
    var request = input(WarehouseState(schemas: state([]).schemas), state(columns))
    request.facts.unknown = [UnknownObject(.table(fact), "materialized view", isPart: false)]
    let result = makePlan(request)
    #expect(result.diagnostics.diagnostics.map(\.code.description) == ["WR0501"])
  }

  @Test func conditionsInTheServersWordsAreTheSame() {
    var live = state(columns)
    var desired = live
    func policy(_ condition: String) -> Policy {
      Policy(table: fact, name: "p", roles: [reader], scope: .read, condition: condition)
    }
    let key = policy("").key
    desired.policies[key] = policy("carrier = 'UA'")
    live.policies[key] = policy("((carrier)::text = 'UA'::text)")
    #expect(makePlan(input(live, desired)).plan.isEmpty)
    live.policies[key] = policy("((carrier)::text = 'AA'::text)")
    #expect(
      lines(makePlan(input(live, desired)).plan.steps) == [
        "replacePolicy policy:wh:ops.fct_flight:p"
      ])

    live.policies[key] = policy("(upper((carrier)::text) ~~ 'U%'::text)")
    desired.policies[key] = policy("upper(carrier) LIKE 'U%'")
    var request = input(live, desired)
    request.facts.ledger[.policy(table: fact, name: "p")] = LedgerEntry(
      desired: Fingerprint(of: "upper(carrier) LIKE 'U%'"),
      stored: Fingerprint(of: "(upper((carrier)::text) ~~ 'U%'::text)"))
    #expect(makePlan(request).plan.isEmpty)
  }

  @Test func aNameThatTheServerWouldCutIsAnError() {
    let long = String(repeating: "ä", count: 32)
    let result = makePlan(input(state(columns), state(columns + [Column(long, .int)])))
    #expect(result.diagnostics.diagnostics.map(\.code.description) == ["WR0505"])
  }

  // MARK: The lake

  private func metadata(_ columns: [Column]) throws -> TableMetadata {
    let table = LakeTable(address: flights, columns: columns)
    return try TableMetadata.created(
      from: CreateTableRequest(table), uuid: "u", location: "file:///lake/flights", at: 0)
  }

  @Test func aLakeTableIsMadeAndThenEvolvesInOneCommit() throws {
    var desired = CatalogState()
    desired.lake.namespaces[bronze] = LakeNamespace(address: bronze)
    desired.lake.tables[flights] = LakeTable(address: flights, columns: columns)
    var request = input(WarehouseState(), WarehouseState())
    request.desired = desired
    request.facts.ledger = [:]
    let made = makePlan(request).plan
    #expect(
      lines(made.steps) == ["createNamespace lake:bronze", "createTable lake:bronze.flights"])
    #expect(made.steps[1].made == [LedgerNote(.table(flights))])

    request.live.lake.namespaces = desired.lake.namespaces
    request.lakeTables[flights] = try metadata(columns)
    #expect(makePlan(request).plan.isEmpty)

    request.desired.lake.tables[flights]!.columns = [
      Column("id", .long), Column("airline", .varchar(2)), Column("delay", .int),
      Column("day", .date),
    ]
    request.renames.columns = [ColumnAddress(flights, "airline"): "carrier"]
    let evolved = makePlan(request).plan
    #expect(lines(evolved.steps) == ["renameColumn lake:bronze.flights"])
    #expect(
      evolved.steps[0].change.after
        == "changes 'id' to long; renames 'carrier' to 'airline'; adds 'day' date")
    #expect(evolved.basis.objects.map(\.address) == [.table(flights)])
  }

  @Test func aLakeColumnIsDroppedOnlyWhenNamed() throws {
    var request = input(WarehouseState(), WarehouseState())
    request.desired.lake.namespaces[bronze] = LakeNamespace(address: bronze)
    request.live.lake = request.desired.lake
    request.desired.lake.tables[flights] = LakeTable(
      address: flights, columns: Array(columns.dropLast()))
    request.lakeTables[flights] = try metadata(columns)
    let held = makePlan(request).plan
    #expect(held.isEmpty)
    #expect(held.held.map(\.change.address.description) == ["lake:bronze.flights.delay"])
    request.policy.allowances = [.init(risk: .destroys, address: "bronze.flights.delay")]
    #expect(lines(makePlan(request).plan.steps) == ["dropColumn lake:bronze.flights.delay"])
  }

  // MARK: Proof

  @Test func kindsThatNoReportProvesAreMarkedAndRefused() {
    var request = input(WarehouseState(), state(columns))
    #expect(makePlan(request).plan.unproven == nil && makePlan(request).refused.isEmpty)
    request.proven = [.createSchema]
    request.policy.proven = [.createSchema]
    let result = makePlan(request)
    let others = Set(result.plan.steps.map(\.change.kind)).subtracting([
      .createSchema, .publishBundle, .createNamespace,
    ])
    #expect(!others.isEmpty)
    #expect(Set(result.plan.unproven ?? []) == others)
    #expect(Set(result.refused.map(\.change.kind)) == others)
    // Also of a plan that was saved before.
    #expect(!refusedSteps(of: result.plan, by: request.policy).isEmpty)
    #expect(refusedSteps(of: result.plan, by: RiskPolicy()).isEmpty)
  }

  // MARK: The plan file

  @Test func aPlanComesBackFromItsFile() throws {
    let plan = makePlan(input(WarehouseState(), state(columns))).plan
    let json = try JSONValueEncoder().encode(plan)
    let text = json.prettyText()
    let read = try JSONValueDecoder().decode(Plan.self, from: JSONValue(parsing: text))
    #expect(read == plan)
  }

  @Test func fingerprintsOfLiveObjectsArePinned() {
    let live = LiveObjects(CatalogState(warehouse: state(columns)), WarehouseFacts())
    #expect(live.fingerprint(of: .table(fact)).short == "dc1e0ce6f0bf")
    #expect(live.fingerprint(of: .table(flights)) == Fingerprint(of: ""))
    #expect(
      live.fingerprint(of: .column(ColumnAddress(fact, "id")))
        == live.fingerprint(of: .table(fact)))
  }
}
