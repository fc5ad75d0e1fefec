internal import Catalog
internal import Diagnostics
internal import Graph
internal import SQL
internal import ScheduleModel
internal import Spec

extension Compilation {
  /// The database login of the environment's loader; empty when the environment names none.
  var loader: RoleName {
    guard let name = environment.warehouse.loader?.value.text,
      let principal = project.principals.first(where: { $0.name.value.text == name })
    else { return RoleName("") }
    return RoleName(login(of: principal))
  }

  /// The name of a login in the database. Unknown variables are reported once, where principals
  /// are lowered.
  func login(of principal: PrincipalSpec) -> String {
    principal.user.value.parts.map { part in
      switch part.value {
      case .literal(let text): text
      case .variable(let name): variables[name] ?? ""
      case .secret, .intervalStart, .intervalEnd: ""
      }
    }.joined()
  }

  mutating func lowerAccess() {
    lowerPrincipals()
    for spec in project.roles { lower(spec) }
    // What everybody may do would bypass every filter and exception.
    if !project.roles.isEmpty { scope.roles[.everybody] = .authoritative }
    reportRoleCycles()
    finishRowSecurity()
    checkAccess()
  }

  private mutating func lowerPrincipals() {
    checkLoaders()
    let roles = project.roles.map { $0.name.value.text }
    for spec in project.principals {
      for role in spec.roles where !isRole(role.value, among: roles) {
        sink.report(
          .unknownRole(role.value, at: role.span, among: roles))
      }
      let name = RoleName(literal(spec.user))
      desired.warehouse.roles[name] = Role(
        name: name, canLogin: true, memberOf: spec.roles.map { RoleName($0.value) }.sorted(),
        comment: spec.header.doc?.value)
      scope.roles[name] = spec.isManaged ? .authoritative : .observe
      declare(.role(name), at: spec.name.span)
    }
    grantLoading()
  }

  private func isRole(_ name: String, among declared: [String]) -> Bool {
    declared.contains(name) || project.isUnreadable(.role, name)
  }

  /// The environment and the principal must agree on who loads, so that nobody is one by accident.
  private mutating func checkLoaders() {
    if let name = environment.warehouse.loader,
      !project.isUnreadable(.principal, name.value.text)
    {
      let principal = project.principals.first { $0.name.value.text == name.value.text }
      if let principal {
        if !principal.isLoader {
          sink.report(.notALoader(name.value, at: name.span, declaredAt: principal.name.span))
        }
      } else {
        let declared = project.principals.map { $0.name.value.text }
        sink.report(
          .unknownReference(
            "principal", name.value, at: name.span,
            similar: nearMatch(name.value.text, among: declared)))
      }
    }
    let named = project.environments.compactMap { $0.warehouse.loader?.value.text }
    for spec in project.principals where spec.isLoader && !named.contains(spec.name.value.text) {
      sink.report(.unusedLoader(spec.name.value, at: spec.loader?.span ?? spec.name.span))
    }
  }

  /// The loader may write every table that tasks fill.
  private mutating func grantLoading() {
    guard !loader.text.isEmpty else { return }
    let filled = desired.warehouse.tables.keys.filter { tasks[TargetID($0)] != nil }
    for schema in Set(filled.map(\.schema)) { grant(loader, [.usage], on: .schema(schema)) }
    for table in filled {
      grant(loader, [.select, .insert, .update, .delete], on: .table(table))
    }
  }

  private mutating func grant(
    _ role: RoleName, _ privileges: Set<Privilege>, on target: GrantTarget
  ) {
    let key = GrantKey(role: role, target: target)
    desired.warehouse.grants[key, default: Grant(role: role, target: target)].privileges
      .formUnion(privileges)
  }

  private mutating func lower(_ spec: RoleSpec) {
    let name = RoleName(spec.name.value.text)
    let roles = project.roles.map { $0.name.value.text }
    for parent in spec.inherits where !isRole(parent.value, among: roles) {
      sink.report(
        .unknownRole(parent.value, at: parent.span, among: roles.filter { $0 != name.text }))
    }
    desired.warehouse.roles[name] = Role(
      name: name, memberOf: spec.inherits.map { RoleName($0.value) }.sorted(),
      comment: spec.header.doc?.value)
    scope.roles[name] = spec.manage?.value ?? .authoritative
    declare(.role(name), at: spec.name.span)
    if let was = spec.was { renames.roles[name] = RoleName(was.value) }

    var tables: Set<TableAddress> = []
    for selector in spec.grants { tables.formUnion(selectedTables(selector)) }
    var hidden: Set<ColumnAddress> = []
    for selector in spec.except { except(selector, tables: &tables, columns: &hidden, of: name) }
    for table in tables.sorted() { grantReading(of: table, to: name, hiding: hidden) }
    for filter in spec.rowFilters { lower(filter, of: name) }
  }

  /// No database lets roles inherit in a circle.
  private mutating func reportRoleCycles() {
    var spans: [String: SourceSpan] = [:]
    var edges: [(from: String, to: String)] = []
    for spec in project.roles {
      let name = spec.name.value.text
      spans[name] = spec.name.span
      edges += spec.inherits.map { (from: name, to: $0.value) }
    }
    for cycle in DirectedGraph(edges: edges).cycles() {
      sink.report(.cyclicRoles(cycle.compactMap { name in spans[name].map { (name, $0) } }))
    }
  }

  private mutating func grantReading(
    of table: TableAddress, to role: RoleName, hiding hidden: Set<ColumnAddress>
  ) {
    grant(role, [.usage], on: .schema(table.schema))
    let columns = (desired.columns(of: table) ?? []).map(\.name)
    let visible = columns.filter { !hidden.contains(ColumnAddress(table, $0)) }
    let key = GrantKey(role: role, target: .table(table))
    var grant = Grant(role: role, target: .table(table))
    if visible.count == columns.count {
      grant.privileges = [.select]
    } else if !visible.isEmpty {
      grant.columnPrivileges = [.select: Set(visible)]
    } else {
      return
    }
    desired.warehouse.grants[key] = grant
  }

  /// Whether a name means a table of the warehouse that has a mistake, which was reported.
  func isUnreadable(_ name: DottedName) -> Bool {
    guard let schema = name.qualifier else { return false }
    return unreadable.contains(TableAddress(.warehouse, schema, name.last))
  }

  /// Takes a whole table or single columns out of what is granted.
  private mutating func except(
    _ selector: Spanned<Selector>, tables: inout Set<TableAddress>,
    columns: inout Set<ColumnAddress>, of role: RoleName
  ) {
    if case .tag(let tag) = selector.value.base {
      let tagged = self.columns(tagged: tag)
      hide(tagged, &columns, from: role, at: selector.span)
      if !tagged.isEmpty { return tables.subtract(objects.tables(selector.value)) }
    }
    guard case .object(let name) = selector.value.base, name.parts.count == 3 else {
      tables.subtract(selectedTables(selector))
      return
    }
    let table = TableAddress(.warehouse, name.parts[0], name.parts[1])
    if unreadable.contains(table) { return }
    guard let declared = desired.columns(of: table) else {
      let known = desired.warehouse.tables.keys.map(\.dotted)
      sink.report(
        .unknownReference(
          "table of the warehouse", DottedName(parts: Array(name.parts.prefix(2))),
          at: selector.span, similar: nearMatch(table.dotted, among: known)))
      return
    }
    sink.require(name.parts[2], at: selector.span, in: declared.map(\.name), of: table)
    hide([ColumnAddress(table, name.parts[2])], &columns, from: role, at: selector.span)
  }

  private mutating func hide(
    _ hidden: Set<ColumnAddress>, _ columns: inout Set<ColumnAddress>, from role: RoleName,
    at span: SourceSpan
  ) {
    columns.formUnion(hidden)
    for column in hidden { hiddenColumns[role, default: [:]][column] = span }
  }
}
