internal import Catalog
internal import Diagnostics
internal import Spec

extension Compilation {
  /// Refuses roles that could bypass what they are kept from: a filter or a hidden column that the
  /// data made from it, or a role that is inherited, shows all the same.
  mutating func checkAccess() {
    if filterSpans.isEmpty, hiddenColumns.isEmpty { return }
    let readers = lineage.readers()
    let copies = lineage.copies()
    for spec in project.roles {
      let role = RoleName(spec.name.value.text)
      let roles = EffectiveRoles(of: role, in: desired.warehouse)
      checkFilters(of: role, roles, readers)
      checkHiddenColumns(of: role, roles, copies)
    }
  }

  /// A table made from a filtered one carries a filter too, or the role may not read it.
  private mutating func checkFilters(
    of role: RoleName, _ roles: EffectiveRoles, _ readers: [TableAddress: [TableAddress]]
  ) {
    for table in roles.readableTables where roles.isFiltered(table) {
      guard let span = filterSpan(of: table, roles) else { continue }
      for reader in downstream(of: table, readers)
      where roles.readableTables.contains(reader) && !roles.isFiltered(reader) {
        sink.report(
          .filterDoesNotFollow(
            role: role, from: table, to: reader,
            by: giver(roles.firstName { roles.showsAll(of: reader, to: $0) }, besides: role),
            at: span, readerAt: provenance[.table(reader)]))
      }
    }
  }

  /// The role that brings a right, unless it is the one that is looked at.
  private func giver(_ name: RoleName?, besides role: RoleName) -> Diagnostic.Giver? {
    guard let name, name != role else { return nil }
    return Diagnostic.Giver(role: name, span: provenance[.role(name)])
  }

  private func filterSpan(of table: TableAddress, _ roles: EffectiveRoles) -> SourceSpan? {
    roles.names.lazy.compactMap { filterSpans[PolicyKey(table: table, name: $0.text)] }.first
  }

  private mutating func checkHiddenColumns(
    of role: RoleName, _ roles: EffectiveRoles, _ copies: [ColumnAddress: [ColumnAddress]]
  ) {
    for (column, span) in (hiddenColumns[role] ?? [:]).sorted(by: { $0.key < $1.key }) {
      for shown in [column] + downstream(of: column, copies) where roles.mayRead(shown) {
        sink.report(
          .hiddenColumnIsShown(
            role: role, column, by: shown,
            from: giver(roles.firstName { roles.mayRead(shown, $0) }, besides: role), at: span,
            shownAt: provenance[.column(shown)] ?? provenance[.table(shown.table)]))
      }
    }
  }

  /// Everything that can be reached along the edges, without the start; sorted.
  private func downstream<Node: Hashable & Comparable>(
    of start: Node, _ edges: [Node: [Node]]
  ) -> [Node] {
    var reached: Set<Node> = [start]
    var open = [start]
    while let node = open.popLast() {
      for next in edges[node] ?? [] where reached.insert(next).inserted { open.append(next) }
    }
    return reached.subtracting([start]).sorted()
  }
}

/// A role with all that it inherits, and what they may read together. Rights and rows add up.
private struct EffectiveRoles {
  /// The role first, then by distance.
  let names: [RoleName]
  let readableTables: [TableAddress]
  private let warehouse: WarehouseState

  init(of role: RoleName, in warehouse: WarehouseState) {
    var names = [role]
    var place = 0
    while place < names.count {
      for parent in warehouse.roles[names[place]]?.memberOf ?? [] where !names.contains(parent) {
        names.append(parent)
      }
      place += 1
    }
    self.names = names
    self.warehouse = warehouse
    let held = Set(names)
    readableTables = warehouse.grants.values.compactMap { grant in
      guard held.contains(grant.role), case .table(let table) = grant.target,
        grant.privileges.contains(.select) || grant.columnPrivileges[.select]?.isEmpty == false
      else { return nil }
      return table
    }.sorted()
  }

  func mayRead(_ column: ColumnAddress) -> Bool { names.contains { mayRead(column, $0) } }

  /// Whether one of the roles may read a column by itself.
  func mayRead(_ column: ColumnAddress, _ name: RoleName) -> Bool {
    let grant = warehouse.grants[GrantKey(role: name, target: .table(column.table))]
    return grant?.privileges.contains(.select) == true
      || grant?.columnPrivileges[.select]?.contains(column.name) == true
  }

  func firstName(where holds: (RoleName) -> Bool) -> RoleName? { names.first(where: holds) }

  /// Whether every one of the roles that may read the table sees some of its rows only.
  func isFiltered(_ table: TableAddress) -> Bool { !names.contains { showsAll(of: table, to: $0) } }

  /// Whether one of the roles may read all rows of a table by itself.
  func showsAll(of table: TableAddress, to name: RoleName) -> Bool {
    guard warehouse.grants[GrantKey(role: name, target: .table(table))] != nil else {
      return false
    }
    let policy = warehouse.policies[PolicyKey(table: table, name: name.text)]
    return policy.map { $0.condition == "TRUE" } ?? true
  }
}
