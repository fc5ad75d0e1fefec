internal import Catalog
internal import Diagnostics
internal import PlanModel
internal import SQL

/// What the warehouse is to become: the desired state as far as specs may go, and the live one beyond.
///
/// `live` and `facts` carry the new names of what is renamed; `renaming` are the changes that do it.
struct WarehouseTarget {
  let input: PlanningInput
  let desired: WarehouseState
  var live: WarehouseState
  var facts: WarehouseFacts
  var renaming: [WarehouseChange] = []
  var target = WarehouseState()
  var held: [HeldChange] = []
  var retired: Set<ObjectAddress> = []
  var sink = DiagnosticSink()
  let types: StoredTypes

  init(_ input: PlanningInput) {
    self.input = input
    types = StoredTypes(input.dialect)
    desired = input.desired.warehouse.normalized(for: input.dialect)
    live = input.live.warehouse.normalized(for: input.dialect)
    facts = input.facts
    rename()
    target = live
    mergeRoles()
    mergeSchemas()
    mergeTables()
    mergeViews()
    findRetired()
    holdProbableTableRenames()
    mergePolicies()
    mergeGrants()
    // All else in it comes from states in normal form.
    target.normalizeRights()
  }

  // MARK: How far specs go

  func mode(_ schema: SchemaAddress) -> ManageMode { input.scope.schemas[schema] ?? .observe }

  func mode(_ role: RoleName) -> ManageMode { input.scope.roles[role] ?? .observe }

  /// What Weir made and specs no longer name is Weir's to take rights from.
  func isOurs(_ address: ObjectAddress) -> Bool { facts.ledger[address] != nil }

  mutating func hold(_ change: Change, _ why: String) {
    held.append(HeldChange(change: change, why: why))
  }

  // MARK: Renames

  private mutating func rename() {
    for (new, old) in input.renames.roles.sorted(by: { $0.key < $1.key })
    where mode(new) != .observe && live.roles[old] != nil && live.roles[new] == nil {
      perform(.renameRole(from: old, to: new))
    }
    for (new, old) in input.renames.tables.sorted(by: { $0.key < $1.key })
    where new.side == .warehouse && mode(new.schema) != .observe && live.tables[old] != nil
      && live.tables[new] == nil && live.views[new] == nil
    {
      if old.schema != new.schema, !input.alterations.movesTables {
        sink.report(.otherSchema(from: old, to: new))
        continue
      }
      if live.schemas[new.schema] == nil, let schema = desired.schemas[new.schema] {
        perform(.createSchema(schema))
      }
      perform(.renameTable(from: old, to: new))
    }
    let columns = input.renames.columns.filter {
      $0.key.table.side == .warehouse && mode($0.key.table.schema) != .observe
    }
    for (new, old) in columns.sorted(by: { $0.key < $1.key }) {
      let names = Set(live.tables[new.table]?.columns.map(\.name) ?? [])
      if names.contains(old) && !names.contains(new.name) {
        perform(.renameColumn(new.table, from: old, to: new.name))
      }
    }
  }

  private mutating func perform(_ change: WarehouseChange) {
    renaming.append(change)
    live.apply(change)
    facts.follow(change)
  }

  // MARK: Names

  /// A server cuts names that are too long, and the next plan would not find them.
  mutating func reportLongNames(limit: Int) {
    var names: [(name: String, address: ObjectAddress)] = []
    names += desired.schemas.keys.map { ($0.name, .schema($0)) }
    names += desired.roles.keys.map { ($0.text, .role($0)) }
    names += desired.policies.keys.map { ($0.name, .policy(table: $0.table, name: $0.name)) }
    names += desired.views.keys.map { ($0.name, .table($0)) }
    for (address, table) in desired.tables {
      names.append((address.name, .table(address)))
      for column in table.columns where column.name.utf8.count > limit {
        names.append((column.name, .column(ColumnAddress(address, column.name))))
      }
    }
    let long = names.filter { $0.name.utf8.count > limit }
    for (name, address) in long.sorted(by: { $0.address < $1.address }) {
      sink.report(.nameTooLong(name, of: address, limit: limit))
    }
  }

  // MARK: Roles and schemas

  private mutating func mergeRoles() {
    for (name, role) in desired.roles where mode(name) != .observe {
      var role = role
      if mode(name) == .additive, let old = live.roles[name] {
        role.memberOf = Set(role.memberOf + old.memberOf).sorted()
        role.canLogin = role.canLogin || old.canLogin
      }
      target.roles[name] = role
    }
    for name in live.roles.keys where desired.roles[name] == nil && isOurs(.role(name)) {
      let isNamed = input.policy.isNamed(.destroys, .role(name))
      target.roles[name] = isNamed ? nil : target.roles[name]
      target.roles[name]?.memberOf = []
      if !isNamed { retired.insert(.role(name)) }
    }
  }

  private mutating func mergeSchemas() {
    for (address, schema) in desired.schemas where mode(address) != .observe {
      var schema = schema
      schema.owner = schema.owner ?? live.schemas[address]?.owner
      target.schemas[address] = schema
    }
  }

  // MARK: What specs do not name

  /// Tables and views that Weir made and specs no longer name.
  private mutating func findRetired() {
    let addresses = Set(live.tables.keys).union(live.views.keys)
    for address in addresses.sorted()
    where desired.tables[address] == nil && desired.views[address] == nil
      && isOurs(.table(address))
    {
      if input.policy.isNamed(.destroys, .table(address)) || input.isDue(.table(address)) {
        target.tables[address] = nil
        target.views[address] = nil
      } else {
        retired.insert(.table(address))
      }
    }
  }

  /// What the tables and views that specs declare have beyond what Weir models.
  var unknownParts: [UnknownPart] {
    facts.unknown.filter { object in
      guard object.isPart, let table = object.address.table else { return false }
      return desired.tables[table] != nil || desired.views[table] != nil
    }.map { UnknownPart($0.address, $0.what) }
  }

  /// Live objects in schemas that specs manage, which specs do not name and Weir did not make.
  var unmanaged: [ObjectAddress] {
    let unknown = facts.unknown.filter { !$0.isPart }.map(\.address)
    let known = (Array(live.tables.keys) + Array(live.views.keys)).map { ObjectAddress.table($0) }
    let all = Set(known + unknown).filter { address in
      guard let table = address.table, input.scope.schemas[table.schema] != nil else {
        return false
      }
      return !isOurs(address) && desired.tables[table] == nil && desired.views[table] == nil
    }
    return all.sorted()
  }
}
