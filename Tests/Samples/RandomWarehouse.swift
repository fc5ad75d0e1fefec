package import Catalog

/// Makes random warehouse states, and random changes of them, that a real server accepts even with
/// rows in the tables: columns of keys hold numbers or their texts, so that references always hold.
package struct RandomWarehouse<Random: RandomNumberGenerator> {
  package var random: Random
  /// Begins the names of roles: they belong to the whole server.
  private let rolePrefix: String
  private let features: Features
  private var nextName = 0
  /// Tables of the latest state or change; they are empty when the others have rows.
  private var newTables: Set<TableAddress> = []

  /// What the states make use of.
  package enum Features {
    case postgreSQL
    case redshift
    /// What both have.
    case common
  }

  package init(random: Random, rolePrefix: String, features: Features = .postgreSQL) {
    self.random = random
    self.rolePrefix = rolePrefix
    self.features = features
  }

  private var isPostgreSQL: Bool { features == .postgreSQL }

  // MARK: Parts

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// A new name: plain, or one that servers, quoting or parsers could stumble over.
  private mutating func name(_ base: String) -> String {
    nextName += 1
    let hostile = [
      "Select", "a b", "qu\"ote", "it's", "; drop table x; --", "ünï çödé", "order", "1st", "日本",
      String(repeating: "n", count: 45), "back\\slash", "$1", "per%cent", "do.t",
    ]
    return chance(40)
      ? "\(hostile.randomElement(using: &random)!)\(nextName)" : "\(base)\(nextName)"
  }

  private mutating func comment() -> String? {
    chance(30) ? ["It's", "a \\ \"b\"", "zwei\nZeilen", "ü"].randomElement(using: &random) : nil
  }

  static var keyTypes: [DataType] {
    [.int, .long, .decimal(precision: 10, scale: 0), .varchar(10), .varchar(20), .string]
  }

  private var keyTypes: [DataType] { isPostgreSQL ? Self.keyTypes : Self.keyTypes.dropLast() }

  private var otherTypes: [DataType] {
    if !isPostgreSQL {
      return [.boolean, .double, .date, .time, .timestamp, .timestamptz, .float, .binary, .json]
    }
    return [
      .boolean, .double, .date, .time, .timestamp, .timestamptz, .uuid, .binary, .json, .float,
      .list(.int), .native("smallint"), .native("numeric"), .native("interval"),
      .native("character(3)"),
    ]
  }

  private mutating func column(ofKey: Bool? = nil) -> Column {
    let types = (ofKey ?? chance(70)) ? keyTypes : otherTypes
    return Column(
      name("c"), types.randomElement(using: &random)!, isRequired: false, comment: comment())
  }

  private static func isKeyType(_ type: DataType) -> Bool { keyTypes.contains(type) }

  // MARK: States

  /// A state of about `size` tables.
  package mutating func state(size: Int) -> WarehouseState {
    var state = WarehouseState()
    for _ in 0...(size / 3) { addSchema(to: &state) }
    for _ in 0..<2 + size / 2 { addRole(to: &state) }
    for _ in 0..<size { addTable(to: &state) }
    for _ in 0..<size / 2 { addView(to: &state) }
    for _ in 0..<size { addForeignKey(to: &state) }
    for _ in 0..<size * 2 { addGrant(to: &state) }
    for _ in 0..<size { addPolicy(to: &state) }
    for _ in 0..<size { addIndex(to: &state) }
    return state
  }

  package mutating func addSchema(to state: inout WarehouseState) {
    let address = SchemaAddress(.warehouse, name("s"))
    state.schemas[address] = WarehouseSchema(address: address, comment: comment())
  }

  private mutating func addRole(to state: inout WarehouseState) {
    let role = RoleName("\(rolePrefix)\(name("r"))".cut(toBytes: 63))
    let others = state.roles.keys.sorted()
    let memberOf = others.isEmpty || chance(50) ? [] : [others.randomElement(using: &random)!]
    state.roles[role] = Role(
      name: role, canLogin: chance(30), memberOf: memberOf, comment: comment())
  }

  package mutating func addTable(to state: inout WarehouseState) {
    let schema = state.schemas.keys.sorted().randomElement(using: &random)!
    var table = WarehouseTable(
      address: TableAddress(schema, name("t")), columns: [column(ofKey: true)], comment: comment(),
      hasRowSecurity: features != .redshift && chance(30))
    for _ in 0..<Int.random(in: 0..<6, using: &random) { table.columns.append(column()) }
    for place in table.columns.indices {
      table.columns[place].isRequired = chance(30)
      if table.columns[place].type == .int && chance(40) {
        table.columns[place].defaultValue = "7"
      }
    }
    table.checks = []
    table.indexes = []
    addGenerated(to: &table)
    if isPostgreSQL, chance(20) {
      table.checks = [
        CheckConstraint(
          name: name("k"),
          condition: "(\(quoted(table.columns[0].name)) IS NULL) OR "
            + "(\(quoted(table.columns[0].name)) IS NOT NULL)")
      ]
    }
    if chance(70) { table.primaryKey = [table.columns[0].name] }
    layOut(&table)
    if isPostgreSQL, table.columns[0].isPlain, table.primaryKey.isEmpty == false, chance(15) {
      table.partitioning = Partitioning(.hash, keys: [quotedByNeed(table.columns[0].name)])
      table.partitions = (0..<2).map { remainder in
        TablePartition(
          TableAddress(schema, name("p")), .hash(modulus: 2, remainder: remainder))
      }.sorted { $0.address < $1.address }
    }
    if table.partitioning == nil, chance(30),
      let column = keyColumns(table).randomElement(using: &random)
    {
      table.uniqueKeys = [[column.name]]
    }
    state.tables[table.address] = table
    newTables.insert(table.address)
  }

  /// Distribution, sort key and encodings.
  private mutating func layOut(_ table: inout WarehouseTable) {
    guard features == .redshift else { return }
    let keys = keyColumns(table).map(\.name)
    table.distribution = [nil, .all, .even, keys.randomElement(using: &random).map { .key($0) }]
      .randomElement(using: &random)!
    table.sortKey =
      keys.isEmpty || chance(40)
      ? nil : SortKey([keys.randomElement(using: &random)!], isInterleaved: chance(20))
    for place in table.columns.indices where chance(20) {
      let column = table.columns[place]
      guard Self.isKeyType(column.type), column.generation == nil else { continue }
      table.columns[place].encoding = ["raw", "zstd", "lzo", "bytedict"]
        .randomElement(using: &random)
    }
  }

  private func keyColumns(_ table: WarehouseTable) -> [Column] {
    table.columns.filter { Self.isKeyType($0.type) && $0.generation == nil }
  }

  /// Columns whose values the server makes.
  private mutating func addGenerated(to table: inout WarehouseTable) {
    let first = quoted(table.columns[0].name)
    if chance(25) {
      let isAlways = isPostgreSQL && chance(50)
      table.columns.append(
        Column(
          name("c"), .long, isRequired: true,
          generation: .identity(Identity(isAlways: isAlways, start: chance(50) ? 1 : 10))))
    }
    guard isPostgreSQL else { return }
    if chance(15) {
      table.columns.append(
        Column(name("c"), chance(50) ? .long : .int, isRequired: true, generation: .serial))
    }
    if chance(25) {
      table.columns.append(
        Column(
          name("c"), .boolean, generation: .computed("\(first) IS \(chance(50) ? "NOT " : "")NULL"))
      )
    }
  }

  private mutating func addIndex(to state: inout WarehouseState) {
    guard isPostgreSQL, let table = anyTable(state) else { return }
    let column = table.columns.randomElement(using: &random)!
    let first = table.columns[0]
    var parts = [IndexPart(.column(column.name), isDescending: chance(30))]
    if first.type == .string, chance(50) {
      parts.append(IndexPart(.expression("lower(\(quoted(first.name)))"), nullsFirst: chance(50)))
    }
    let index = TableIndex(
      name: name("i"), method: "btree", parts: parts,
      included: chance(20) && first.name != column.name ? [first.name] : [],
      condition: chance(30) ? "\(quoted(first.name)) IS NOT NULL" : nil)
    state.tables[table.address]!.indexes!.append(index)
    state.tables[table.address]!.indexes!.sort { $0.name < $1.name }
  }

  /// A view of a table or of another view.
  private mutating func addView(to state: inout WarehouseState) {
    guard let table = anyTable(state) else { return }
    var source = table.address
    var columns = table.columns
    if chance(40),
      let view = state.views.values.sorted(by: { $0.address < $1.address })
        .randomElement(using: &random)
    {
      source = view.address
      columns = view.columns
    }
    let isMaterialized = isPostgreSQL && chance(25)
    let isLate = features == .redshift && chance(30)
    let address = TableAddress(table.address.schema, name("v"))
    let list = columns.map { quoted($0.name) }.joined(separator: ", ")
    let from = "\(quoted(source.schema.name)).\(quoted(source.name))"
    var view = WarehouseView(
      address: address, kind: isMaterialized ? .materialized : isLate ? .lateBinding : .plain,
      body: "SELECT \(list) FROM \(from)", columns: columns.map { Column($0.name, $0.type) },
      isSecurityBarrier: isPostgreSQL && !isMaterialized && chance(50), options: [],
      indexes: isMaterialized ? [] : nil, comment: comment())
    if isMaterialized, chance(50) {
      view.indexes = [TableIndex(name: name("i"), parts: [IndexPart(.column(columns[0].name))])]
    }
    state.views[address] = view
  }

  private func quotedByNeed(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    return isPlain && name.utf8.first.map { $0 >= 97 } == true ? name : quoted(name)
  }

  private func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  private mutating func anyTable(_ state: WarehouseState) -> WarehouseTable? {
    state.tables.keys.sorted().randomElement(using: &random).map { state.tables[$0]! }
  }

  private mutating func addForeignKey(to state: inout WarehouseState) {
    guard let table = anyTable(state), let target = anyTable(state),
      target.primaryKey.count == 1,
      newTables.contains(table.address) || !newTables.contains(target.address),
      let key = target.columns.first(where: { $0.name == target.primaryKey[0] }),
      let column = table.columns.first(where: { $0.type == key.type })
    else { return }
    let foreign = ForeignKey(
      columns: [column.name], target: target.address, targetColumns: target.primaryKey,
      onDelete: isPostgreSQL && chance(30) ? .cascade : .noAction,
      onUpdate: isPostgreSQL && chance(20) ? .restrict : .noAction,
      timing: isPostgreSQL && chance(20) ? .deferred : .immediate)
    if !table.foreignKeys.contains(where: { $0.columns == foreign.columns }) {
      state.tables[table.address]!.foreignKeys.append(foreign)
    }
  }

  private mutating func addGrant(to state: inout WarehouseState) {
    guard let role = state.roles.keys.sorted().randomElement(using: &random) else { return }
    if chance(30), let schema = state.schemas.keys.sorted().randomElement(using: &random) {
      let grant = Grant(role: role, target: .schema(schema), privileges: [.usage])
      state.grants[grant.key] = grant
    } else if let table = anyTable(state) {
      var grant = Grant(role: role, target: .table(table.address))
      if chance(50) {
        grant.privileges = chance(50) ? [.select] : [.select, .insert, .update]
      } else {
        grant.columnPrivileges[.select] = Set(table.columns.map(\.name).filter { _ in chance(50) })
        if chance(30) { grant.privileges = [.insert] }
      }
      grant = grant.normalized()
      if !grant.isEmpty { state.grants[grant.key] = grant }
    }
  }

  private mutating func addPolicy(to state: inout WarehouseState) {
    guard features != .redshift, let table = anyTable(state),
      let role = state.roles.keys.sorted().randomElement(using: &random),
      let column = table.columns.randomElement(using: &random)
    else { return }
    let policy = Policy(
      table: table.address, name: name("p"), roles: [role], scope: chance(50) ? .read : .all,
      condition: chance(30) ? "true" : "\(quoted(column.name)) IS NOT NULL")
    state.policies[policy.key] = policy
  }

  // MARK: Changes

  /// The state with `count` changes of any kind. Views and policies that no longer fit go.
  package mutating func mutated(_ state: WarehouseState, count: Int) -> WarehouseState {
    var state = state
    newTables = []
    for _ in 0..<count { mutate(&state) }
    state.dropWhatDangles()
    return state
  }

  private mutating func mutate(_ state: inout WarehouseState) {
    switch Int.random(in: 0..<(isPostgreSQL ? 17 : 21), using: &random) {
    case 0: addTable(to: &state)
    case 1:
      if let table = anyTable(state) { state.tables[table.address] = nil }
    case 2:
      if let table = anyTable(state) { state.tables[table.address]!.columns.append(column()) }
    case 3: dropColumn(of: &state)
    case 4, 5: retype(&state)
    case 6:
      if let table = anyTable(state) {
        let place = Int.random(in: 0..<table.columns.count, using: &random)
        if table.columns[place].isPlain {
          state.tables[table.address]!.columns[place].isRequired = false
        }
        state.tables[table.address]!.columns[place].comment = comment()
      }
    case 7: changeKeys(of: &state)
    case 8:
      for _ in 0..<3 { addGrant(to: &state) }
      if let key = state.grants.keys.sorted().randomElement(using: &random) {
        state.grants[key] = nil
      }
    case 9:
      addPolicy(to: &state)
      if let key = state.policies.keys.sorted().randomElement(using: &random) {
        state.policies[key] = nil
      }
    case 10:
      if features != .redshift, let table = anyTable(state) {
        state.tables[table.address]!.hasRowSecurity.toggle()
      }
    case 11: addView(to: &state)
    case 12: addIndex(to: &state)
    case 13:
      if let table = anyTable(state), !(table.indexes ?? []).isEmpty {
        state.tables[table.address]!.indexes!.removeLast()
      }
    case 14: changeGeneration(of: &state)
    case 15:
      if isPostgreSQL, let table = anyTable(state) {
        state.tables[table.address]!.checks =
          (table.checks ?? []).isEmpty
          ? [
            CheckConstraint(
              name: name("k"), condition: "(\(quoted(table.columns[0].name)) IS NOT NULL) OR true")
          ] : []
      }
    case 17:
      if let table = anyTable(state) { layOut(&state.tables[table.address]!) }
    case 18: changeDefault(of: &state)
    case 19: lengthen(&state)
    default:
      addSchema(to: &state)
      addRole(to: &state)
      addForeignKey(to: &state)
    }
  }

  /// A text that nothing stands on gets longer.
  private mutating func lengthen(_ state: inout WarehouseState) {
    guard let table = anyTable(state),
      let place = table.columns.indices.filter({ table.columns[$0].type == .varchar(10) })
        .randomElement(using: &random)
    else { return }
    state.tables[table.address]!.columns[place].type = .varchar(20)
  }

  private mutating func changeDefault(of state: inout WarehouseState) {
    guard let table = anyTable(state),
      let place = table.columns.indices.filter({ table.columns[$0].isPlain })
        .randomElement(using: &random)
    else { return }
    let column = table.columns[place]
    guard Self.isKeyType(column.type) else { return }
    state.tables[table.address]!.columns[place].defaultValue =
      column.defaultValue != nil ? nil : column.type.isText ? "'9'" : "9"
  }

  /// Counters come and go, and what is computed is computed in another way.
  private mutating func changeGeneration(of state: inout WarehouseState) {
    guard let table = anyTable(state) else { return }
    for place in table.columns.indices {
      var column = table.columns[place]
      switch column.generation {
      case .identity where chance(50): column.generation = nil
      case .identity(let identity):
        column.generation = .identity(
          Identity(
            isAlways: isPostgreSQL && !identity.isAlways,
            start: identity.start + (isPostgreSQL ? 0 : 100),
            step: identity.step + 1))
      case .serial:
        column.generation = chance(50) ? nil : .identity(Identity(isAlways: false))
      case .computed(let text):
        column.generation =
          chance(70)
          ? .computed(
            text.hasSuffix("NOT NULL")
              ? text.replacing("NOT NULL", with: "NULL")
              : text.replacing(" NULL", with: " NOT NULL"))
          : nil
      case nil where column.type == .long && column.isRequired && column.defaultValue == nil:
        column.generation = .identity(
          isPostgreSQL ? Identity() : Identity(isAlways: false, start: 1000))
      case nil: continue
      }
      state.tables[table.address]!.columns[place] = column
      return
    }
  }

  private mutating func dropColumn(of state: inout WarehouseState) {
    guard let table = anyTable(state), table.columns.count > 1 else { return }
    let column = table.columns.randomElement(using: &random)!
    guard table.partitioning == nil || column.name != table.columns[0].name else { return }
    state.tables[table.address]!.columns.removeAll { $0.name == column.name }
  }

  /// Numbers and texts only, and never to something narrower.
  private mutating func retype(_ state: inout WarehouseState) {
    guard let table = anyTable(state), let column = keyColumns(table).randomElement(using: &random),
      let from = Self.keyTypes.firstIndex(of: column.type),
      table.partitioning == nil || column.name != table.columns[0].name
    else { return }
    let type = keyTypes[from...].randomElement(using: &random)!
    let place = table.columns.firstIndex { $0.name == column.name }!
    state.tables[table.address]!.columns[place].type = type
    if isPostgreSQL || chance(50) {
      state.tables[table.address]!.columns[place].defaultValue = type.isText ? "'7'" : "8"
    }
  }

  private mutating func changeKeys(of state: inout WarehouseState) {
    guard let table = anyTable(state), table.partitioning == nil else { return }
    let old = keyColumns(table).filter { column in column.isRequired }
    state.tables[table.address]!.primaryKey =
      old.randomElement(using: &random).map { [$0.name] } ?? []
  }
}

extension WarehouseState {
  /// Takes away keys, references, rights, policies and views of what is no longer there.
  mutating func dropWhatDangles() {
    for (address, table) in tables {
      let names = Set(table.columns.map(\.name))
      if let key = table.sortKey, !names.isSuperset(of: key.columns) {
        tables[address]!.sortKey = nil
      }
      if case .key(let column) = table.distribution, !names.contains(column) {
        tables[address]!.distribution = nil
      }
      if !names.isSuperset(of: table.primaryKey) { tables[address]!.primaryKey = [] }
      tables[address]!.uniqueKeys.removeAll { !names.isSuperset(of: $0) }
      tables[address]!.columns.removeAll { column in
        column.generation?.expression.map { text in
          !names.contains { text.hasPrefix($0.quotedForSQL) }
        } ?? false
      }
      tables[address]!.checks?.removeAll { check in
        !names.contains { check.condition.hasPrefix("(" + $0.quotedForSQL) }
      }
      tables[address]!.dropDanglingIndexes()
    }
    let all = tables
    for (address, table) in all {
      tables[address]!.foreignKeys.removeAll { key in
        guard let target = all[key.target], target.primaryKey == key.targetColumns,
          let column = table.columns.first(where: { $0.name == key.columns[0] }),
          let other = target.columns.first(where: { $0.name == key.targetColumns[0] })
        else { return true }
        return column.type != other.type
      }
    }
    policies = policies.filter { key, policy in
      guard let table = tables[key.table] else { return false }
      return policy.condition == "true"
        || table.columns.contains { policy.condition.hasPrefix($0.name.quotedForSQL) }
    }
    dropDanglingViews()
    for (key, grant) in grants {
      guard case .table(let address) = key.target else { continue }
      guard let columns = tables[address]?.columns ?? views[address]?.columns else {
        grants[key] = nil
        continue
      }
      var grant = grant
      let names = Set(columns.map(\.name))
      grant.columnPrivileges = grant.columnPrivileges.mapValues { $0.intersection(names) }
      grant = grant.normalized()
      grants[key] = grant.isEmpty ? nil : grant
    }
  }
}

extension WarehouseState {
  /// Views of views after what they read.
  fileprivate mutating func dropDanglingViews() {
    var all = views
    views = [:]
    var found = true
    while found {
      found = false
      for (address, view) in all.sorted(by: { $0.key < $1.key }) {
        guard let columns = columns(read: view) else { continue }
        all[address] = nil
        let names = columns.map(\.name)
        guard view.columns.allSatisfy({ names.contains($0.name) }) else { continue }
        var view = view
        for place in view.columns.indices {
          view.columns[place].type = columns.first { $0.name == view.columns[place].name }!.type
        }
        views[address] = view
        found = true
      }
    }
  }

  /// The columns of what the view reads; nil when that is not there.
  fileprivate func columns(read view: WarehouseView) -> [Column]? {
    guard let source = source(of: view) else { return nil }
    return tables[source]?.columns ?? views[source]?.columns
  }

  fileprivate func source(of view: WarehouseView) -> TableAddress? {
    (Array(tables.keys) + Array(views.keys)).first {
      view.body.hasSuffix(" FROM \($0.schema.name.quotedForSQL).\($0.name.quotedForSQL)")
    }
  }
}

extension WarehouseTable {
  fileprivate mutating func dropDanglingIndexes() {
    let names = Set(columns.map(\.name))
    let columns = self.columns
    indexes?.removeAll { index in
      let read = index.parts.compactMap(\.column) + index.included
      return !names.isSuperset(of: read)
        || index.expressions.contains { text in
          !columns.contains {
            text.hasPrefix($0.name.quotedForSQL)
              || text == "lower(\($0.name.quotedForSQL))" && $0.type == .string
          }
        }
    }
  }
}

extension Column {
  /// Whether the server makes none of its values.
  fileprivate var isPlain: Bool { generation == nil }
}

extension String {
  var quotedForSQL: String {
    "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  func cut(toBytes limit: Int) -> String {
    var text = self
    while text.utf8.count > limit { text.removeLast() }
    return text
  }
}

extension WarehouseState {
  /// What a server says that the views and policies of such a state read.
  package var sampleDependencies: [Dependency] {
    var all: [Dependency] = []
    for view in views.values {
      guard let source = source(of: view) else { continue }
      all += view.columns.map { Dependency(of: .table(view.address), on: source, column: $0.name) }
    }
    for table in tables.values {
      for column in table.columns {
        guard let text = column.generation?.expression else { continue }
        for other in table.columns where text.hasPrefix(other.name.quotedForSQL) {
          all.append(
            Dependency(
              of: .column(ColumnAddress(table.address, column.name)), on: table.address,
              column: other.name))
        }
      }
    }
    for policy in policies.values {
      for column in tables[policy.table]?.columns ?? []
      where policy.condition.hasPrefix(column.name.quotedForSQL) {
        let address = ObjectAddress.policy(table: policy.table, name: policy.name)
        all.append(Dependency(of: address, on: policy.table, column: column.name))
      }
    }
    return all.sorted()
  }
}
