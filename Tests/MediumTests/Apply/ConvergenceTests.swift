import Apply
import Catalog
import Connect
import Foundation
import PlanModel
import Planning
import SQL
import Samples
import Testing
import Warehouse

/// Plans and applies on a real PostgreSQL server.
@Suite(.postgres) struct ConvergenceTests {
  private func states(_ seed: UInt64, _ prefix: String, _ rules: AlterationRules)
    -> (WarehouseState, WarehouseState)
  {
    var random = RandomWarehouse(
      random: SeededNumbers(state: seed), rolePrefix: prefix,
      features: rules == .redshift ? .common : .postgreSQL)
    let size = 1 + Int(seed / 4) % 24
    let first = random.state(size: size)
    return (first, random.mutated(first, count: 1 + size))
  }

  /// How many seeds are tried; `WEIR_LAW_SEEDS` asks for more.
  private static let seeds =
    ProcessInfo.processInfo.environment["WEIR_LAW_SEEDS"].flatMap { UInt64($0) } ?? 32

  /// In shares, of which each keeps to one connection at a time.
  @Test(arguments: UInt64(0)..<8)
  func anyStateIsReachedAndRowsAreKept(share: UInt64) async throws {
    try await reachAll(share, .postgreSQL)
  }

  /// By the steps and groups that Redshift needs: most changes of columns are rebuilds.
  @Test(arguments: UInt64(0)..<8)
  func anyStateIsReachedByRebuilds(share: UInt64) async throws {
    try await reachAll(share, .redshift)
  }

  private func reachAll(_ share: UInt64, _ rules: AlterationRules) async throws {
    for seed in stride(from: share, to: Self.seeds, by: 8) {
      do {
        try await reach(seed, rules)
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
    }
  }

  private func reach(_ seed: UInt64, _ rules: AlterationRules) async throws {
    var harness = try await WarehouseHarness()
    harness.alterations = rules
    let (first, second) = states(seed, harness.rolePrefix, rules)

    let afterFirst = try await harness.converge(first)
    #expect(afterFirst.plan.steps.map(\.change) == [], "seed \(seed)")
    try await expectLive(first, seed, harness)
    try await fill(first, on: harness.admin)
    let before = try await contents(of: first, on: harness.admin)

    let gone = Self.gone(from: first, to: second)
    let afterSecond = try await harness.converge(second, allow: gone)
    #expect(afterSecond.plan.steps.map(\.change) == [], "seed \(seed)")
    #expect(afterSecond.plan.retired == [] && afterSecond.plan.held == [], "seed \(seed)")
    try await expectLive(second, seed, harness)
    let after = try await contents(of: second, on: harness.admin)
    for (column, values) in before {
      guard let kept = after[column] else { continue }
      #expect(kept == values, "seed \(seed): \(column)")
    }
    await harness.close()
  }

  /// The live state is what is desired, but for what the server puts in its own words.
  private func expectLive(
    _ desired: WarehouseState, _ seed: UInt64, _ harness: WarehouseHarness
  ) async throws {
    let found = try await harness.inspect(desired).state.normalized(for: .postgreSQL)
    let desired = desired.normalized(for: .postgreSQL)
    for (address, table) in desired.tables {
      var table = table
      let live = try #require(found.tables[address])
      table.owner = live.owner
      table.columns.sort { $0.name < $1.name }
      var sorted = live
      sorted.columns.sort { $0.name < $1.name }
      table.takeTexts(of: sorted)
      let difference = Self.difference(sorted, table)
      #expect(difference.isEmpty, "seed \(seed), \(address): \(difference)")
    }
    #expect(found.roles == desired.roles)
    #expect(found.grants == desired.grants)
    #expect(Set(found.policies.keys) == Set(desired.policies.keys))
    #expect(Set(found.views.keys) == Set(desired.views.keys))
  }

  /// The parts that differ, for people.
  private static func difference(_ a: WarehouseTable, _ b: WarehouseTable) -> String {
    let pairs = zip(Mirror(reflecting: a).children, Mirror(reflecting: b).children)
    return pairs.filter { "\($0.value)" != "\($1.value)" }
      .map { "\($0.label ?? ""): \($0.value) for \($1.value)" }.joined(separator: "; ")
  }

  static func gone(from first: WarehouseState, to second: WarehouseState) -> [String] {
    var gone: [String] = []
    for (address, table) in first.tables {
      guard let kept = second.tables[address] else {
        gone.append(address.description)
        continue
      }
      for column in table.columns where !kept.columns.contains(where: { $0.name == column.name }) {
        gone.append(ColumnAddress(address, column.name).description)
      }
    }
    for address in first.views.keys where second.views[address] == nil {
      gone.append(address.description)
    }
    return gone
  }

  // MARK: Rows

  private func quoted(_ table: TableAddress) -> String {
    Dialect.postgreSQL.quoted([table.schema.name, table.name])
  }

  /// Three rows a table, the same numbers everywhere, so that every reference holds.
  private func fill(_ state: WarehouseState, on connection: PostgresConnection) async throws {
    var statements = ["SET session_replication_role = replica"]
    for (address, table) in state.tables.sorted(by: { $0.key < $1.key }) {
      let columns = table.columns.filter { $0.generation?.expression == nil }
      let names = columns.map { Dialect.postgreSQL.quoted($0.name) }.joined(separator: ", ")
      let values = columns.map { Self.value(of: $0.type) }.joined(separator: ", ")
      statements.append(
        "INSERT INTO \(quoted(address)) (\(names)) OVERRIDING SYSTEM VALUE "
          + "SELECT \(values) FROM generate_series(1, 3) AS n")
    }
    statements.append("SET session_replication_role = origin")
    for statement in statements { try await connection.execute(statement) }
  }

  private static func value(of type: DataType) -> String {
    switch type {
    case .int, .long, .decimal, .float, .double: "n"
    case .string, .varchar: "n::text"
    case .boolean: "n > 1"
    case .date: "DATE '2013-01-01' + n"
    case .time: "TIME '04:30' + n * INTERVAL '1 second'"
    case .timestamp, .timestamptz: "TIMESTAMP '2013-01-01' + n * INTERVAL '1 day'"
    case .uuid: "md5(n::text)::uuid"
    case .binary: "sha256(n::text::bytea)"
    case .json: "to_jsonb(n)"
    case .native("interval"): "make_interval(days => n)"
    case .native("character(3)"): "n::text"
    case .native: "n"
    default: "ARRAY[n]"
    }
  }

  /// All values of each column, as text.
  private func contents(of state: WarehouseState, on connection: PostgresConnection) async throws
    -> [ColumnAddress: String]
  {
    var contents: [ColumnAddress: String] = [:]
    for (address, table) in state.tables {
      for column in table.columns where column.generation?.expression == nil {
        let name = Dialect.postgreSQL.quoted(column.name)
        let rows = try await connection.query(
          "SELECT string_agg(\(name)::text, ',' ORDER BY \(name)::text) FROM \(quoted(address))")
        contents[ColumnAddress(address, column.name)] = rows.scalar
      }
    }
    return contents
  }
}

extension WarehouseTable {
  /// Takes over what a server puts in its own words, where it says it at the same place.
  fileprivate mutating func takeTexts(of live: WarehouseTable) {
    for (place, column) in live.columns.enumerated() where place < columns.count {
      if columns[place].defaultValue != nil { columns[place].defaultValue = column.defaultValue }
      if columns[place].generation?.expression != nil {
        columns[place].generation = column.generation
      }
    }
    for (place, check) in (live.checks ?? []).enumerated() where checks?[place].name == check.name {
      checks![place] = check
    }
    for (place, index) in (live.indexes ?? []).enumerated()
    where place < indexes?.count ?? 0 && indexes![place].isShaped(like: index)
      && indexes![place].name == index.name
    {
      indexes![place] = index
    }
  }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
