internal import Catalog
internal import PlanModel

/// Judges what changes of a warehouse may do to people and data.
struct WarehouseRisk {
  let target: WarehouseState
  let facts: WarehouseFacts
  let readers: DeclaredReaders
  /// Tables and views that the plan makes: nobody reads them yet.
  let created: Set<TableAddress>
  /// Whether nobody reads a table while its rows are copied.
  let locksReaders: Bool

  /// Never empty; the worst first.
  func risks(of change: WarehouseChange) -> [Risk] {
    let found = rowRisks(change) ?? rightRisks(change) ?? []
    return found.isEmpty
      ? [Risk(.safe, Self.safeReason(change))] : found.sorted { $0.kind > $1.kind }
  }

  private static func safeReason(_ change: WarehouseChange) -> String {
    switch change {
    case .addColumn, .alterDefault, .alterComment, .alterGeneration, .addPartition:
      "only the catalog changes"
    case .dropIndex: "no row changes; what it made fast may be slow"
    case .dropPolicy, .dropView: "it is made again in the same transaction"
    case .setRowSecurity(_, false): "every role that may select sees all rows again"
    default: "nothing else is touched"
    }
  }

  // MARK: Data and readers

  private func rowRisks(_ change: WarehouseChange) -> [Risk]? {
    switch change {
    case .dropTable(let table):
      [Risk(.destroys, "\(rows(table.address)) are gone")] + broken(table.address, "the table")
    // No declared query reads it: specs that still did would not compile.
    case .dropColumn(let column, let table):
      target.tables[table]?.columns.contains { $0.name == column.name } == true
        ? [Risk(.rewrites, "\(rows(table)) are written again with new values; readers wait")]
        : [Risk(.destroys, "the values of \(rows(table)) are gone")]
    case .rebuildTable(let old, let new, _, _): copyRisks(old, new)
    case .renameTable(let old, let new):
      [
        Risk(
          .breaks, "queries that still say '\(old.dotted)' fail" + Self.phrase(readers.tables[new]))
      ]
    case .renameColumn(let table, let old, let new):
      [
        Risk(
          .breaks,
          "queries that still say '\(old)' fail"
            + Self.phrase(readers.columns[ColumnAddress(table, new)]))
      ]
    case .renameRole(let old, _): [Risk(.breaks, "whoever logs in as '\(old)' fails")]
    case .alterColumnType(let column, let old, let new, _): typeRisks(column.table, old, new)
    case .alterNullability(let column, true): scan(column.table, "checked")
    case .addConstraint(let constraint, let table):
      scan(table, constraint.isIndexed ? "indexed" : "checked")
    case .createIndex(_, let table): indexRisks(table)
    case .dropPartition(let partition, _):
      [Risk(.destroys, "the rows of '\(partition.address.dotted)' are gone")]
    case .alterDistribution(let table, _, _), .alterSortKey(let table, _, _):
      moveRisks(table)
    case .alterEncoding(let column, _, _): moveRisks(column.table)
    case .dropView(let view, _): viewRisks(view)
    default: nil
    }
  }

  private func typeRisks(_ table: TableAddress, _ old: DataType, _ new: DataType) -> [Risk] {
    guard !isEmpty(table) else { return [] }
    if Self.keepsRows(old, new) {
      return [Risk(.locks, "readers and writers wait a moment; no row is written")]
    }
    let size = facts.sizes[table].map { " (\(Self.bytesPhrase($0.bytes)))" } ?? ""
    return [
      Risk(.rewrites, "\(rows(table))\(size) are written again; readers and writers wait")
    ]
  }

  /// PostgreSQL 15, ALTER TABLE, Notes: no rewrite when the old type is binary coercible to the new
  /// one and the length does not shrink.
  private static func keepsRows(_ old: DataType, _ new: DataType) -> Bool {
    switch (old, new) {
    case (.varchar, .string): true
    case (.varchar(let old), .varchar(let new)): new >= old
    case (.decimal(let old, let oldScale), .decimal(let new, let newScale)):
      new >= old && oldScale == newScale
    default: false
    }
  }

  private func scan(_ table: TableAddress, _ verb: String) -> [Risk] {
    guard !isEmpty(table) else { return [] }
    return [Risk(.locks, "\(rows(table)) are \(verb); readers and writers wait")]
  }

  private func indexRisks(_ table: TableAddress) -> [Risk] {
    guard !isEmpty(table) else { return [] }
    return [Risk(.locks, "\(rows(table)) are indexed; writers wait")]
  }

  private func moveRisks(_ table: TableAddress) -> [Risk] {
    guard !isEmpty(table) else { return [] }
    let size = facts.sizes[table].map { " (\(Self.bytesPhrase($0.bytes)))" } ?? ""
    return [Risk(.rewrites, "\(rows(table))\(size) are written again")]
  }

  private func copyRisks(_ old: WarehouseTable, _ new: WarehouseTable) -> [Risk] {
    let table = old.address
    guard !isEmpty(table) else { return [] }
    let counters = new.columns.compactMap { column -> String? in
      guard locksReaders, case .identity(let identity)? = column.generation,
        old.columns.contains(where: { $0.name == column.name })
      else { return nil }
      return "; it fails unless '\(column.name)' has only numbers before \(identity.start), where "
        + "the counter begins again"
    }
    let size = facts.sizes[table].map { " (\(Self.bytesPhrase($0.bytes)))" } ?? ""
    return [
      Risk(
        .rewrites,
        "\(rows(table))\(size) are copied to a new table of that name; "
          + "\(locksReaders ? "readers and writers" : "writers") wait"
          + counters.joined())
    ]
  }

  private func viewRisks(_ view: WarehouseView) -> [Risk] {
    guard target.views[view.address] == nil else { return [] }
    return broken(view.address, "the view")
  }

  private func broken(_ table: TableAddress, _ what: String) -> [Risk] {
    let names = readers.tables[table] ?? []
    guard !names.isEmpty else { return [] }
    return [Risk(.breaks, "what reads \(what) fails: \(names.joined(separator: ", "))")]
  }

  private static func phrase(_ names: [String]?) -> String {
    guard let names, !names.isEmpty else { return "" }
    return "; it is read by \(names.joined(separator: ", "))"
  }

  // MARK: Rights

  private func rightRisks(_ change: WarehouseChange) -> [Risk]? {
    switch change {
    case .dropGrant(let grant): [lost(grant)]
    case .alterGrant(let old, let new):
      old.normalized().losses(to: new).isEmpty ? [] : [lost(old.losses(to: new))]
    case .retireTable(_, let grants): grants.map { lost($0) }
    case .dropMembership(let member, let role):
      [Risk(.revokes, "'\(member)' loses what '\(role)' may do")]
    case .alterLogin(let role, false): [Risk(.revokes, "'\(role)' can no longer log in")]
    case .dropRole(let role): [Risk(.revokes, "'\(role.name)' loses everything")]
    case .alterTableOwner(_, let old?, _), .alterViewOwner(_, _, let old?, _),
      .alterSchemaOwner(_, let old?, _):
      [Risk(.revokes, "'\(old)' loses an owner's rights")]
    case .dropPolicy(let policy) where target.policies[policy.key] == nil:
      [Risk(.revokes, "rows that only it let through are no longer seen")]
    case .replacePolicy(let old, _):
      [Risk(.revokes, "\(names(old.roles)) may see other rows than before")]
    case .setRowSecurity(let table, true) where !created.contains(table):
      [Risk(.revokes, "roles that no policy names see no rows")]
    default: nil
    }
  }

  private func lost(_ grant: Grant) -> Risk {
    Risk(.revokes, "'\(grant.role)' loses \(grant.summary) on '\(grant.target)'")
  }

  private func names(_ roles: [RoleName]) -> String {
    roles.map { "'\($0)'" }.joined(separator: ", ")
  }

  // MARK: Sizes

  private func isEmpty(_ table: TableAddress) -> Bool {
    if created.contains(table) { return true }
    guard let size = facts.sizes[table] else { return false }
    return size.bytes == 0 || size.rows == 0
  }

  private func rows(_ table: TableAddress) -> String {
    guard let size = facts.sizes[table] else { return "all rows" }
    if size.bytes == 0 { return "no rows" }
    return size.rows.map { $0 == 1 ? "1 row" : "\(grouped($0)) rows" } ?? "all rows"
  }

  private static func bytesPhrase(_ bytes: Int64) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var value = bytes
    var unit = 0
    while value >= 10_000 && unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return "\(grouped(value)) \(units[unit])"
  }
}

extension TableConstraint {
  /// Whether an index stands behind it.
  fileprivate var isIndexed: Bool {
    switch self {
    case .primaryKey, .unique: true
    case .foreignKey, .check: false
    }
  }
}

extension Grant {
  /// What holders of this one can no longer do with the other. A right on the whole object covers its
  /// columns.
  func losses(to new: Grant) -> Grant {
    var lost = subtracting(new)
    for privilege in new.privileges { lost.columnPrivileges[privilege] = nil }
    return lost
  }
}
