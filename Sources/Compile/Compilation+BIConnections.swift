internal import Catalog
internal import Diagnostics
internal import Spec

/// What a BI tool may read, and what is made with it.
struct BIConnection: Sendable {
  /// A report or dashboard.
  struct Report: Sendable {
    let title: String
    /// The columns that it shows.
    let columns: Set<ColumnAddress>
  }

  let name: String
  /// The columns of its schemas that its login may read.
  let columns: Set<ColumnAddress>
  let reports: [Report]
}

extension Compilation {
  /// The BI connections, for lineage, which ends there; after access is lowered.
  mutating func lowerConnections() -> [BIConnection] {
    project.biConnections.compactMap { lower($0) }
  }

  private mutating func lower(_ spec: BIConnectionSpec) -> BIConnection? {
    var schemas: Set<SchemaAddress> = []
    for schema in spec.schemas {
      let address = SchemaAddress(.warehouse, schema.value.text)
      if scope.schemas[address] != nil {
        schemas.insert(address)
      } else if !project.isUnreadable(.warehouseSchema, address.name) {
        let declared = scope.schemas.keys.filter { $0.side == .warehouse }.map(\.name)
        sink.report(
          .unknownSchema(
            address, at: schema.span, similar: nearMatch(address.name, among: declared)))
      }
    }
    guard let principal = principal(of: spec) else { return nil }
    let login = RoleName(login(of: principal))
    let columns = readableColumns(of: login).filter { schemas.contains($0.table.schema) }
    let reports = spec.reports.map { report in
      BIConnection.Report(
        title: report.name.value,
        columns: report.reads.isEmpty ? columns : shown(report, columns, by: principal))
    }
    return BIConnection(name: spec.name.value.text, columns: columns, reports: reports)
  }

  private mutating func principal(of spec: BIConnectionSpec) -> PrincipalSpec? {
    let name = spec.principal.value.text
    if let found = project.principals.first(where: { $0.name.value.text == name }) { return found }
    if !project.isUnreadable(.principal, name) {
      sink.report(
        .unknownReference(
          "principal", spec.principal.value, at: spec.principal.span,
          similar: nearMatch(name, among: project.principals.map { $0.name.value.text })))
    }
    return nil
  }

  /// All that a login may read, through its own grants and those of its roles.
  private func readableColumns(of login: RoleName) -> Set<ColumnAddress> {
    var roles: Set<RoleName> = [login]
    var open = [login]
    while let role = open.popLast() {
      for parent in desired.warehouse.roles[role]?.memberOf ?? []
      where roles.insert(parent).inserted { open.append(parent) }
    }
    var columns: Set<ColumnAddress> = []
    for grant in desired.warehouse.grants.values where roles.contains(grant.role) {
      guard case .table(let table) = grant.target else { continue }
      let names =
        grant.privileges.contains(.select)
        ? desired.columns(of: table)?.map(\.name) ?? []
        : Array(grant.columnPrivileges[.select] ?? [])
      columns.formUnion(names.map { ColumnAddress(table, $0) })
    }
    return columns
  }

  /// The columns that a report names; reports those that there are not, and those that its login may
  /// not read.
  private mutating func shown(
    _ report: BIReportSpec, _ readable: Set<ColumnAddress>, by principal: PrincipalSpec
  ) -> Set<ColumnAddress> {
    var shown: Set<ColumnAddress> = []
    for name in report.reads {
      let parts = name.value.parts
      let table = TableAddress(.warehouse, parts[0], parts[1])
      if unreadable.contains(table) { continue }
      guard let declared = desired.columns(of: table)?.map(\.name) else {
        sink.report(
          .unknownReference(
            "table of the warehouse", DottedName(parts: Array(parts.prefix(2))), at: name.span,
            similar: nearMatch(
              table.dotted, among: desired.warehouse.tables.keys.map(\.dotted))))
        continue
      }
      let wanted: [ColumnAddress]
      if parts.count == 3 {
        sink.require(parts[2], at: name.span, in: declared, of: table)
        wanted = declared.contains(parts[2]) ? [ColumnAddress(table, parts[2])] : []
      } else {
        wanted = declared.map { ColumnAddress(table, $0) }
      }
      let seen = wanted.filter(readable.contains)
      if seen.isEmpty, !wanted.isEmpty {
        sink.report(
          .reportShowsHidden(
            report.name.value, name.value, by: principal.name.value, at: name.span,
            declaredAt: principal.name.span))
      }
      shown.formUnion(seen)
    }
    return shown
  }
}
