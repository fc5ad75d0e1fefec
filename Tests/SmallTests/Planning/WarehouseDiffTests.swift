import Catalog
import Planning
import SQL
import Samples
import Testing

/// The laws of the warehouse's diff, over random states.
struct WarehouseDiffTests {
  private func changes(from live: WarehouseState, to target: WarehouseState) -> [WarehouseChange] {
    WarehouseDiff.changes(
      from: live, to: target, facts: WarehouseFacts(dependencies: live.sampleDependencies),
      in: .postgreSQL)
  }

  private func pair(_ seed: UInt64) -> (live: WarehouseState, target: WarehouseState) {
    var random = RandomWarehouse(random: SeededGenerator(seed: seed), rolePrefix: "r")
    let size = 1 + Int(seed / 25)
    let live = random.state(size: size)
    let target = random.mutated(live, count: 1 + size * 2)
    return (
      live.normalized(for: .postgreSQL), target.normalized(for: .postgreSQL).ordered(like: live)
    )
  }

  @Test(arguments: UInt64(0)..<300)
  func applyingTheDifferenceReachesTheTarget(seed: UInt64) {
    let (live, target) = pair(seed)
    let changes = changes(from: live, to: target)
    #expect(live.applying(changes).ordered(like: target) == target)
  }

  @Test(arguments: UInt64(0)..<300)
  func theWayFromNothingReachesTheTarget(seed: UInt64) {
    let target = pair(seed).target
    let changes = WarehouseDiff.changes(from: WarehouseState(), to: target, in: .postgreSQL)
    #expect(WarehouseState().applying(changes) == target)
  }

  @Test(arguments: UInt64(0)..<100)
  func equalStatesDifferInNothing(seed: UInt64) {
    let (live, target) = pair(seed)
    #expect(WarehouseDiff.changes(from: live, to: live, in: .postgreSQL) == [])
    #expect(WarehouseDiff.changes(from: target, to: target, in: .postgreSQL) == [])
  }

  @Test(arguments: UInt64(0)..<100)
  func normalisingTwiceIsNormalisingOnce(seed: UInt64) {
    let (live, _) = pair(seed)
    #expect(live.normalized(for: .postgreSQL) == live)
    let redshift = live.normalized(for: .redshift)
    #expect(redshift.normalized(for: .redshift) == redshift)
  }

  @Test(arguments: UInt64(0)..<200)
  func changesComeInAnOrderThatAServerAccepts(seed: UInt64) {
    let (live, target) = pair(seed)
    var state = live
    for change in changes(from: live, to: target) {
      #expect(state.objection(to: change) == nil)
      state = state.applying([change])
    }
  }
}

/// The laws where most changes take a rebuild, and what Redshift is known to refuse.
struct RedshiftDiffTests {
  private func pair(_ seed: UInt64) -> (live: WarehouseState, target: WarehouseState) {
    var random = RandomWarehouse(
      random: SeededGenerator(seed: seed), rolePrefix: "r", features: .redshift)
    let size = 1 + Int(seed / 50)
    let live = random.state(size: size)
    let target = random.mutated(live, count: 1 + size * 2)
    return (
      live.normalized(for: .redshift), target.normalized(for: .redshift).ordered(like: live)
    )
  }

  @Test(arguments: UInt64(0)..<600)
  func everyStepIsAcceptedAndTheTargetIsReached(seed: UInt64) {
    let (live, target) = pair(seed)
    let dependencies = live.sampleDependencies.filter { dependency in
      dependency.dependent.table.flatMap { live.views[$0]?.kind } != .lateBinding
    }
    let changes = WarehouseDiff.changes(
      from: live, to: target, facts: WarehouseFacts(dependencies: dependencies), in: .redshift)
    let refusals = RedshiftRefusals(dependencies: dependencies)
    // Given up to AUTO, a key is a key still until rows have moved.
    var keptByAuto: Set<ColumnAddress> = []
    var state = live
    for change in changes {
      let objection = refusals.objection(to: change, in: state)
      switch change {
      case .alterDistribution(let table, .key(let column)?, nil):
        keptByAuto.insert(ColumnAddress(table, column))
      case .dropColumn(let column, let table):
        #expect(!keptByAuto.contains(ColumnAddress(table, column.name)), "seed \(seed)")
      default: break
      }
      #expect(
        objection == nil, "seed \(seed): \(change)")
      state = state.applying([change])
    }
    var reached = state.ordered(like: target)
    // Those of a late-binding view follow what it reads.
    for (address, view) in target.views where view.kind == .lateBinding {
      reached.views[address]?.columns = view.columns
    }
    #expect(reached == target, "seed \(seed): \(reached.difference(from: target))")
    let second = WarehouseDiff.changes(
      from: state, to: target, facts: WarehouseFacts(dependencies: dependencies), in: .redshift)
    #expect(second == [])
  }

  @Test(arguments: UInt64(0)..<300)
  func theWayFromNothingIsAccepted(seed: UInt64) {
    let target = pair(seed).target
    let refusals = RedshiftRefusals(dependencies: [])
    var state = WarehouseState()
    for change in WarehouseDiff.changes(from: state, to: target, in: .redshift) {
      #expect(refusals.objection(to: change, in: state) == nil, "seed \(seed): \(change)")
      state = state.applying([change])
    }
    #expect(state == target)
  }

  /// Views and rights are never away between two transactions.
  @Test(arguments: UInt64(0)..<300)
  func whatStandsAloneComesBeforeOrAfterAllElse(seed: UInt64) {
    let (live, target) = pair(seed)
    let changes = WarehouseDiff.changes(
      from: live, to: target, facts: WarehouseFacts(dependencies: live.sampleDependencies),
      in: .redshift)
    var away: Set<TableAddress> = []
    for change in changes {
      switch change {
      case .alterColumnType, .alterDistribution, .alterSortKey:
        #expect(away.isEmpty, "seed \(seed): \(change)")
      case .dropView(let view, _) where target.views[view.address] != nil:
        away.insert(view.address)
      case .createView(let view, _): away.remove(view.address)
      default: break
      }
    }
  }
}

extension WarehouseState {
  /// With columns in the order of another state, where that has them: servers add at the end.
  func ordered(like other: WarehouseState) -> WarehouseState {
    var state = self
    for (address, table) in tables {
      let names = other.tables[address]?.columns.map(\.name) ?? []
      state.tables[address]!.columns =
        names.compactMap { name in table.columns.first { $0.name == name } }
        + table.columns.filter { !names.contains($0.name) }
    }
    return state
  }

  /// What differs, for people.
  func difference(from other: WarehouseState) -> String {
    Self.lines(tables, other.tables) + Self.lines(views, other.views)
      + Self.lines(grants, other.grants) + Self.lines(roles, other.roles)
  }

  private static func lines<Key: Hashable, Value: Equatable>(
    _ found: [Key: Value], _ wanted: [Key: Value]
  ) -> String {
    Set(found.keys).union(wanted.keys).filter { found[$0] != wanted[$0] }.map { key in
      let values = [found[key], wanted[key]].map { String(describing: $0) }
      return values.joined(separator: "\nwanted: ")
    }.joined(separator: "\n")
  }

  /// Why a server would refuse the change in this state.
  func objection(to change: WarehouseChange) -> String? {
    switch change {
    case .createTable(let table):
      tables[table.address] != nil || schemas[table.address.schema] == nil
        ? "exists, or no schema" : nil
    case .createView(let view, _):
      schemas[view.address.schema] == nil || tables[view.address] != nil ? "no schema" : nil
    case .addConstraint(.foreignKey(let key), let table): objection(to: key, of: table)
    case .dropConstraint(.primaryKey(let columns), let table):
      tables.values.contains { other in
        other.foreignKeys.contains { $0.target == table && $0.targetColumns == columns }
      } ? "still referenced" : nil
    case .dropColumn(let column, let table):
      tables[table]!.constraints.contains { $0.columns.contains(column.name) }
        ? "still in a key" : nil
    case .dropTable(let table):
      tables.values.contains { other in
        other.address != table.address
          && other.foreignKeys.contains { $0.target == table.address }
      } ? "still referenced" : nil
    case .addGrant(let grant), .alterGrant(_, let grant): objection(to: grant)
    case .createPolicy(let policy), .replacePolicy(_, let policy):
      policy.roles.allSatisfy { roles[$0] != nil } && tables[policy.table] != nil
        ? nil : "no role or table"
    case .addMembership(let member, let role):
      roles[member] == nil || roles[role] == nil ? "no role" : nil
    default: nil
    }
  }

  private func objection(to key: ForeignKey, of table: TableAddress) -> String? {
    guard let target = tables[key.target], tables[table] != nil else { return "no table" }
    return target.primaryKey == key.targetColumns ? nil : "no key to point at"
  }

  private func objection(to grant: Grant) -> String? {
    guard roles[grant.role] != nil else { return "no role" }
    switch grant.target {
    case .schema(let schema): return schemas[schema] == nil ? "no schema" : nil
    case .table(let table):
      guard let columns = tables[table]?.columns ?? views[table]?.columns else { return "no table" }
      let names = Set(columns.map(\.name))
      return grant.columnPrivileges.values.allSatisfy { names.isSuperset(of: $0) }
        ? nil : "no column"
    }
  }
}
