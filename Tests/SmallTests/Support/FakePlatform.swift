import Catalog
import Ports
import ScheduleModel
import Synchronization
import Tasks

/// A small platform over the fake world: one stream of flights and one snapshot of carriers, to the
/// lake and the star.
enum FakePlatform {
  static let day = IntervalColumn(name: "day", type: .date)
  static let flightsLanding = TargetID.landing(source: "api", stream: "flights")
  static let carriersLanding = TargetID.landing(source: "desk", stream: "carriers")
  static let bronze = TableAddress(.lake, "bronze", "flights")
  static let carriers = TableAddress(.lake, "bronze", "carriers")
  static let silver = TableAddress(.lake, "silver", "flights")
  static let dimension = TableAddress(.warehouse, "ops", "dim_carrier")
  static let fact = TableAddress(.warehouse, "ops", "fct_flight")
  static let aggregate = TableAddress(.warehouse, "ops", "agg_month")
  static let january = TimeRange(parsing: "2013-01-01/2013-02-01")!

  static let check = CompiledCheck(
    name: "unique(id)", query: "unique in {{rows}}", severity: .error, threshold: 0,
    meaning: "Flights are there twice.")

  /// Sources with one flight a day of January, and two carriers.
  static func makeWorld() -> FakeWorld {
    let world = FakeWorld()
    world.state.withLock { state in
      state.sources["api.flights"] = (0..<31).map {
        FakeRow(day: january.lower.adding(days: $0), value: $0)
      }
      state.sources["desk.carriers"] = [1, 2].map { FakeRow(day: january.lower, value: $0) }
    }
    return world
  }

  static var schedule: CompiledSchedule {
    CompiledSchedule(
      name: "nightly", cron: nil, timezone: "UTC", retries: 2, timeoutSeconds: nil, tasks: nodes)
  }

  static var nodes: [TaskNode] {
    [
      extract(flightsLanding, "api", "flights", interval: day),
      extract(carriersLanding, "desk", "carriers", interval: nil),
      load(bronze, from: flightsLanding, .range(column: day)),
      load(carriers, from: carriersLanding, .full),
      node(
        TargetID(silver), [TargetID(bronze)],
        .transform(
          work: TransformWork(
            table: silver, query: bronze.description, columns: [], mode: .range(column: day),
            checks: [check]))),
      star(.dimension, dimension, [TargetID(carriers)], from: carriers, mode: .full),
      star(
        .fact, fact, [TargetID(silver), TargetID(dimension)], from: silver,
        mode: .range(column: day)),
      node(
        TargetID(aggregate), [TargetID(fact)],
        .star(
          work: StarWork(
            kind: .aggregate, table: aggregate, staging: nil, mode: .full, checks: [],
            publish: ["rebuild from \(fact)"], publishChecks: []))),
    ]
  }

  static func task(_ target: TargetID) -> TaskNode { nodes.first { $0.target == target }! }

  private static func node(_ target: TargetID, _ inputs: [TargetID], _ work: Work) -> TaskNode {
    TaskNode(target: target, inputs: inputs, version: Fingerprint(of: "1"), work: work)
  }

  private static func extract(
    _ target: TargetID, _ source: String, _ stream: String, interval: IntervalColumn?
  ) -> TaskNode {
    let snapshot = PostgresSnapshot(
      connection: .embedded(database: source), schema: "public", table: stream)
    return node(
      target, [],
      .extract(
        work: ExtractWork(
          source: source, stream: stream, origin: .postgres(snapshot: snapshot), columns: [],
          interval: interval)))
  }

  private static func load(_ table: TableAddress, from landing: TargetID, _ mode: ReplaceMode)
    -> TaskNode
  {
    node(
      TargetID(table), [landing],
      .load(
        work: LoadWork(table: table, landing: landing, columns: [], mode: mode, checks: [])))
  }

  private static func star(
    _ kind: StarWork.Kind, _ table: TableAddress, _ inputs: [TargetID], from source: TableAddress,
    mode: ReplaceMode
  ) -> TaskNode {
    node(
      TargetID(table), inputs,
      .star(
        work: StarWork(
          kind: kind, table: table,
          staging: StarWork.Staging(query: source.description, columns: []), mode: mode,
          checks: [check], publish: ["replace from {{staging}}"],
          publishChecks: [
            CompiledCheck(
              name: "grain", query: "grain of \(table)", severity: .error, threshold: 0,
              meaning: "The grain is not unique.")
          ])))
  }
}

extension TaskWorker {
  /// A worker of one process, with a clock that stands still unless the test moves it.
  init(
    _ process: FakeProcess, clock: ManualClock = ManualClock(),
    crashPoint: @escaping CrashPoint = { _ in }
  ) {
    self.init(
      ports: TaskPorts(process), terms: LeaseTerms(holder: "test"), clock: clock,
      crashPoint: crashPoint)
  }
}
