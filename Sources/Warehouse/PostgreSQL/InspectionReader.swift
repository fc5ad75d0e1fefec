internal import Catalog
internal import Connect
internal import SQL

/// The rows of `InspectionQueries`.
struct InspectionResults {
  let schemas: Rows
  let relations: Rows
  let columns: Rows
  let counters: Rows
  let constraints: Rows
  let indexes: Rows
  let others: Rows
  let policies: Rows
  let dependencies: Rows
  let roles: Rows
  let defaultGrantees: Rows
}

/// Makes state and facts of rows of the system tables.
struct InspectionReader {
  /// The roles whose grants are part of the state.
  private let roles: Set<RoleName>
  private let ledger: [LedgerRow]
  private var state = WarehouseState()
  private var facts = WarehouseFacts()
  private var tables: [String: TableAddress] = [:]
  /// Of partitions, the table that they are a part of in the end.
  private var wholes: [TableAddress: TableAddress] = [:]
  /// By `number.place` of their column.
  private var counters: [String: Counter] = [:]
  /// By the numbers of tables, the numbers of their columns, as long as `columns`.
  private var columnNumbers: [String: [Int64]] = [:]
  private var owners: [String: String] = [:]
  private var columnGrants: [GrantKey: [Privilege: Set<String>]] = [:]
  private var accessLists: [String: [AccessItem]] = [:]
  private var schemas: [String: SchemaAddress] = [:]
  /// The numbers of live objects, to tell whether they are still those of the ledger.
  private var objectIDs: [ObjectAddress: String] = [:]
  private var columns: [String: [Column]] = [:]

  /// What gives a column its numbers.
  fileprivate struct Counter {
    let isIdentity: Bool
    let start: Int64
    let step: Int64
    /// Quoted by need.
    let sequence: String
    let address: TableAddress
  }

  init(roles: Set<RoleName>, ledger: [LedgerRow]) {
    self.roles = roles
    self.ledger = ledger
  }

  func read(_ results: InspectionResults) -> WarehouseInspection {
    var reader = self
    reader.readSchemas(results.schemas)
    reader.readNames(results.relations)
    reader.readCounters(results.counters)
    reader.readColumns(results.columns)
    reader.readRelations(results.relations)
    reader.readPartitions(results.relations)
    reader.readConstraints(results.constraints)
    reader.readIndexes(results.indexes)
    reader.readOthers(results.others)
    reader.addColumnGrants()
    reader.readPolicies(results.policies)
    reader.readRoles(results.roles)
    reader.readDependencies(results.dependencies)
    reader.facts.readDefaultGrantees(results.defaultGrantees)
    reader.readLedger()
    reader.facts.unknown.sort()
    return WarehouseInspection(state: reader.state, facts: reader.facts)
  }

  private mutating func readSchemas(_ rows: Rows) {
    for row in rows {
      let address = SchemaAddress(.warehouse, row.text(1))
      schemas[row.text(0)] = address
      objectIDs[.schema(address)] = row[0]
      let owner = RoleName(row.text(2))
      state.schemas[address] = WarehouseSchema(address: address, owner: owner, comment: row[3])
      readAccess(row[4], on: .schema(address), owner: owner)
    }
  }

  private mutating func readNames(_ rows: Rows) {
    for row in rows {
      let address = TableAddress(.warehouse, row.text(1), row.text(2))
      tables[row.text(0)] = address
      objectIDs[.table(address)] = row[0]
      if let list = row[17], row[3] != "S" {
        readAccess(list, on: .table(address), owner: RoleName(row.text(4)))
      }
      owners[row.text(0)] = row[4]
    }
  }

  private mutating func readCounters(_ rows: Rows) {
    for row in rows {
      counters["\(row.text(0)).\(row.text(1))"] = Counter(
        isIdentity: row[2] == "i", start: row.integer(3) ?? 1, step: row.integer(4) ?? 1,
        sequence: row.text(5), address: TableAddress(.warehouse, row.text(6), row.text(7)))
    }
  }

  private mutating func readColumns(_ rows: Rows) {
    for row in rows {
      guard let table = tables[row.text(0)] else { continue }
      let name = row.text(1)
      if let collation = row[8] {
        noteUnknown(table, "collation '\(collation)' of column '\(name)'", isPart: true)
      }
      var column = Column(
        name, Dialect.postgreSQL.storedType(named: row.text(2)), isRequired: row.isTrue(3),
        comment: row[7], defaultValue: row[6])
      let identity = row.text(4)
      if column.defaultValue != nil || !identity.isEmpty {
        let number = "\(row.text(0)).\(row.text(9))"
        column.readGeneration(identity: identity, isComputed: row[5] == "s", counters[number])
        objectIDs[.column(ColumnAddress(table, name))] = number
        if column.generation == .serial {
          facts.sequences[ColumnAddress(table, name)] = counters[number]?.address
        }
      }
      columns[row.text(0), default: []].append(column)
      if let list = row[10] {
        readAccess(
          list, on: table, column: name, owner: owners[row.text(0)].map { RoleName($0) })
      }
      columnNumbers[row.text(0), default: []].append(row.integer(9) ?? 0)
    }
  }

  // MARK: Tables and views

  private mutating func readRelations(_ rows: Rows) {
    for row in rows where !row.isTrue(7) {
      guard let address = tables[row.text(0)] else { continue }
      let columns = columns[row.text(0)] ?? []
      switch row.text(3) {
      case "r" where row[13] == nil, "p": readTable(row, address, columns)
      case "v", "m": readView(row, address, columns)
      case let kind: noteUnknown(address, Self.kindName(kind), isPart: false)
      }
    }
  }

  private static func kindName(_ kind: String) -> String {
    switch kind {
    case "f": "foreign table"
    case "S": "sequence"
    case "r": "table that inherits from another"
    default: "object of kind '\(kind)'"
    }
  }

  private mutating func readTable(_ row: Row, _ address: TableAddress, _ columns: [Column]) {
    if row.isTrue(6) { noteUnknown(address, "forced row security", isPart: true) }
    if row[16] == "u" { noteUnknown(address, "kept out of the write-ahead log", isPart: true) }
    for option in ArrayText.decode(row[8]) {
      noteUnknown(address, "storage parameter '\(option)'", isPart: true)
    }
    let partitioning = row[14].flatMap { PartitionText.partitioning($0) }
    state.tables[address] = WarehouseTable(
      address: address, columns: columns, checks: [], indexes: [], partitioning: partitioning,
      partitions: partitioning == nil ? nil : [], owner: RoleName(row.text(4)), comment: row[10],
      hasRowSecurity: row.isTrue(5))
    facts.sizes[address] = TableSize(rows: row.integer(11), bytes: row.integer(12) ?? 0)
  }

  /// Their rows are those of the table.
  private mutating func readPartitions(_ rows: Rows) {
    let partitions = rows.filter { $0.isTrue(7) }
    let parents = Dictionary(
      partitions.map { ($0.text(0), $0.text(13)) }, uniquingKeysWith: { first, _ in first })
    for row in partitions {
      guard let partition = tables[row.text(0)], let owner = tables[row.text(13)] else { continue }
      if state.tables[owner] != nil {
        if let bounds = PartitionText.bounds(row.text(15)) {
          state.tables[owner]!.partitions?.append(TablePartition(partition, bounds))
        } else {
          noteUnknown(owner, "partition '\(partition.dotted)' with other bounds", isPart: true)
        }
      }
      if row[3] == "p" {
        noteUnknown(
          owner, "partition '\(partition.dotted)', which is partitioned itself", isPart: true)
      }
      var whole = row.text(13)
      while let next = parents[whole] { whole = next }
      wholes[partition] = tables[whole]
      addSize(of: row, to: tables[whole])
    }
  }

  private mutating func addSize(of row: Row, to table: TableAddress?) {
    guard let table, let size = facts.sizes[table] else { return }
    let rows = row.integer(11).map { $0 + (size.rows ?? 0) } ?? size.rows
    facts.sizes[table] = TableSize(rows: rows, bytes: size.bytes + (row.integer(12) ?? 0))
  }

  private mutating func readView(_ row: Row, _ address: TableAddress, _ columns: [Column]) {
    var options = ArrayText.decode(row[8])
    let isSecurityBarrier = options.contains("security_barrier=true")
    options.removeAll { $0 == "security_barrier=true" }
    let isMaterialized = row[3] == "m"
    state.views[address] = WarehouseView(
      address: address, kind: isMaterialized ? .materialized : .plain,
      body: Self.withoutSemicolon(row.text(9)), columns: columns,
      isSecurityBarrier: isSecurityBarrier, options: options.sorted(),
      indexes: isMaterialized ? [] : nil, owner: RoleName(row.text(4)), comment: row[10])
    if isMaterialized {
      facts.sizes[address] = TableSize(rows: row.integer(11), bytes: row.integer(12) ?? 0)
    }
  }

  /// `pg_get_viewdef` begins with a blank and ends with a semicolon.
  static func withoutSemicolon(_ text: String) -> String {
    var text = text[...]
    while text.first == " " { text.removeFirst() }
    while text.last == ";" || text.last == " " { text.removeLast() }
    return String(text)
  }

  private mutating func readConstraints(_ rows: Rows) {
    for row in rows {
      guard let address = tables[row.text(0)], state.tables[address] != nil else { continue }
      let name = row.text(1)
      let columns = columnNames(ArrayText.numbers(row[3]), ofTable: row.text(0))
      guard !row.isTrue(11), let timing = Self.timing(row) else {
        noteUnknown(address, "constraint '\(name)' with options of its own", isPart: true)
        continue
      }
      let constraint: TableConstraint
      switch row.text(2) {
      case "p": constraint = .primaryKey(columns)
      case "u": constraint = .unique(columns)
      case "f":
        constraint = .foreignKey(
          ForeignKey(
            columns: columns, target: TableAddress(.warehouse, row.text(4), row.text(5)),
            targetColumns: ArrayText.decode(row[6]), onDelete: Self.action(row.text(8)),
            onUpdate: Self.action(row.text(7)), timing: timing))
      case "c":
        constraint = .check(CheckConstraint(name: name, condition: row.text(12)))
        objectIDs[.constraint(table: address, name: name)] = row[13]
      default:
        noteUnknown(address, "constraint '\(name)'", isPart: true)
        continue
      }
      add(constraint, named: name, to: address)
    }
  }

  private func columnNames(_ numbers: [Int], ofTable table: String) -> [String] {
    let (known, columns) = (columnNumbers[table] ?? [], columns[table] ?? [])
    return numbers.compactMap { number in
      known.firstIndex(of: Int64(number)).map { columns[$0].name }
    }
  }

  private mutating func add(
    _ constraint: TableConstraint, named name: String, to address: TableAddress
  ) {
    switch constraint {
    case .primaryKey(let columns): state.tables[address]!.primaryKey = columns
    case .unique(let columns): state.tables[address]!.uniqueKeys.append(columns)
    case .foreignKey(let key): state.tables[address]!.foreignKeys.append(key)
    case .check(let check): state.tables[address]!.checks!.append(check)
    }
    facts.constraintNames[address, default: [:]][constraint] = name
  }

  /// Nil for a key of the table itself that is not checked with each statement.
  private static func timing(_ row: Row) -> ConstraintTiming? {
    guard row.isTrue(9) else { return .immediate }
    guard row.text(2) == "f" else { return nil }
    return row.isTrue(10) ? .deferred : .deferrable
  }

  private static func action(_ letter: String) -> ReferentialAction {
    switch letter {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .noAction
    }
  }

  private mutating func readIndexes(_ rows: Rows) {
    for row in rows {
      guard let address = tables[row.text(1)] else { continue }
      let name = row.text(2)
      guard row.text(11).isEmpty else {
        noteUnknown(address, "index '\(name)': \(row.text(11))", isPart: true)
        continue
      }
      objectIDs[.index(table: address, name: name)] = row[0]
      if state.tables[address] != nil {
        state.tables[address]!.indexes!.append(Self.index(row))
      } else {
        state.views[address]?.indexes?.append(Self.index(row))
      }
    }
  }

  private static func index(_ row: Row) -> TableIndex {
    let names = ArrayText.decode(row[7])
    var expressions = ArrayText.decode(row[8])[...]
    let options = ArrayText.numbers(row[9])
    let classes = ArrayText.decode(row[10])
    let count = Int(row.integer(5) ?? 0)
    let parts = names.prefix(count).enumerated().map { place, name in
      let key: IndexPart.Key =
        name.isEmpty ? .expression(expressions.popFirst() ?? "") : .column(name)
      let option = place < options.count ? options[place] : 0
      let operatorClass = place < classes.count ? classes[place] : ""
      return IndexPart(
        key, operatorClass: operatorClass.isEmpty ? nil : operatorClass,
        isDescending: option & 1 != 0, nullsFirst: option & 2 != 0)
    }
    return TableIndex(
      name: row.text(2), method: row.text(3), isUnique: row.isTrue(4), parts: parts,
      included: Array(names.dropFirst(count)), condition: row[6])
  }

  private mutating func readOthers(_ rows: Rows) {
    for row in rows {
      let schema = SchemaAddress(.warehouse, row.text(0))
      let address = row[1].map { ObjectAddress.table(TableAddress(schema, $0)) } ?? .schema(schema)
      noteUnknown(address, row.text(2), isPart: true)
    }
  }

  // MARK: Grants

  /// What roles may do on a whole object. An owner's rights are no grants.
  private mutating func readAccess(_ list: String?, on target: GrantTarget, owner: RoleName) {
    guard let list else { return }
    for item in items(of: list) where item.role != owner {
      let privileges = Set(item.privileges.map(\.privilege))
      note(item, on: target)
      if !privileges.isEmpty {
        add(Grant(role: item.role, target: target, privileges: privileges))
      }
    }
  }

  /// What roles may do on one column.
  private mutating func readAccess(
    _ list: String, on table: TableAddress, column: String, owner: RoleName?
  ) {
    for item in items(of: list) where item.role != owner {
      let target = GrantTarget.table(table)
      note(item, on: target)
      let key = GrantKey(role: item.role, target: target)
      for (privilege, _) in item.privileges {
        columnGrants[key, default: [:]][privilege, default: []].insert(column)
      }
    }
  }

  /// Many objects have the same list.
  private mutating func items(of list: String) -> [AccessItem] {
    if let known = accessLists[list] { return known }
    let items = ArrayText.decode(list).compactMap { AccessItem($0) }
    accessLists[list] = items
    return items
  }

  private mutating func note(_ item: AccessItem, on target: GrantTarget) {
    for (privilege, isGrantable) in item.privileges where isGrantable {
      noteUnknown(
        .grant(role: item.role, target: target), "right to grant \(privilege.rawValue) on",
        isPart: true)
    }
    for letter in item.unknown {
      noteUnknown(.grant(role: item.role, target: target), "privilege '\(letter)'", isPart: true)
    }
  }

  private mutating func add(_ grant: Grant) {
    if roles.contains(grant.role) {
      state.grants[grant.key] = grant
    } else {
      facts.otherGrants.append(grant)
    }
  }

  private mutating func addColumnGrants() {
    var places: [GrantKey: Int] = [:]
    if !columnGrants.isEmpty {
      for (place, grant) in facts.otherGrants.enumerated() { places[grant.key] = place }
    }
    for (key, privileges) in columnGrants {
      if let place = places[key] {
        facts.otherGrants[place].columnPrivileges = privileges
        facts.otherGrants[place] = facts.otherGrants[place].normalized()
      } else {
        var grant = state.grants[key] ?? Grant(role: key.role, target: key.target)
        grant.columnPrivileges = privileges
        add(grant.normalized())
      }
    }
    facts.otherGrants.sort { $0.key < $1.key }
  }

  private mutating func readPolicies(_ rows: Rows) {
    for row in rows {
      guard let table = tables[row.text(1)] else { continue }
      let name = row.text(2)
      let condition = row[6] ?? "true"
      let scope: Policy.Scope? =
        switch row.text(3) {
        case "r": .read
        case "*" where row[7] == nil || row[7] == condition: .all
        default: nil
        }
      guard let scope, row.isTrue(4) else {
        noteUnknown(.policy(table: table, name: name), "policy of another form", isPart: false)
        continue
      }
      let roles = ArrayText.decode(row[5]).map { RoleName($0) }.sorted()
      let policy = Policy(
        table: table, name: name, roles: roles, scope: scope, condition: condition)
      state.policies[policy.key] = policy
      objectIDs[.policy(table: table, name: name)] = row[0]
    }
  }

  private mutating func readRoles(_ rows: Rows) {
    for row in rows {
      let name = RoleName(row.text(1))
      objectIDs[.role(name)] = row[0]
      state.roles[name] = Role(
        name: name, canLogin: row.isTrue(2),
        memberOf: ArrayText.decode(row[4]).map { RoleName($0) }.sorted(), comment: row[3])
    }
  }

  private mutating func readDependencies(_ rows: Rows) {
    for row in rows {
      let table = TableAddress(.warehouse, row.text(1), row.text(2))
      let dependent: ObjectAddress =
        switch row.text(0) {
        case "p": .policy(table: table, name: row.text(3))
        case "c": .column(ColumnAddress(table, row.text(3)))
        default: .table(table)
        }
      let read = TableAddress(.warehouse, row.text(4), row.text(5))
      facts.dependencies.append(Dependency(of: dependent, on: read, column: row[6]))
      if let whole = wholes[read] {
        facts.dependencies.append(Dependency(of: dependent, on: whole, column: row[6]))
      }
    }
    facts.dependencies = Set(facts.dependencies).sorted()
  }

  /// An object that was dropped and made again by somebody else has another number.
  private mutating func readLedger() {
    for row in ledger {
      let isOurs =
        row.address.side == .lake || objectIDs[row.address].map { $0 == row.objectID } == true
      if isOurs { facts.ledger[row.address] = row.entry }
    }
    for address in state.views.keys { state.views[address]!.indexes?.sort { $0.name < $1.name } }
    for address in state.tables.keys {
      state.tables[address]!.uniqueKeys.sort { $0.lexicographicallyPrecedes($1) }
      state.tables[address]!.foreignKeys.sort {
        ($0.columns + [$0.target.description]).lexicographicallyPrecedes(
          $1.columns + [$1.target.description])
      }
      state.tables[address]!.checks!.sort()
      state.tables[address]!.indexes!.sort { $0.name < $1.name }
      state.tables[address]!.partitions?.sort { $0.address < $1.address }
    }
  }

  private mutating func noteUnknown(_ table: TableAddress, _ what: String, isPart: Bool) {
    noteUnknown(.table(table), what, isPart: isPart)
  }

  private mutating func noteUnknown(_ address: ObjectAddress, _ what: String, isPart: Bool) {
    facts.unknown.append(UnknownObject(address, what, isPart: isPart))
  }
}

extension WarehouseFacts {
  /// Rows of a schema, null for all of them, and of a role, null for everybody.
  mutating func readDefaultGrantees(_ rows: some Sequence<Row>) {
    for row in rows {
      let schema = row[0].map { SchemaAddress(.warehouse, $0) }
      defaultGrantees[schema, default: []].insert(row[1].map { RoleName($0) } ?? .everybody)
    }
  }
}

extension Column {
  /// What the server makes its values of; a default that only reads the column's own sequence is
  /// `serial`.
  fileprivate mutating func readGeneration(
    identity: String, isComputed: Bool, _ counter: InspectionReader.Counter?
  ) {
    if isComputed, let expression = defaultValue {
      defaultValue = nil
      generation = .computed(expression)
    } else if !identity.isEmpty {
      generation = .identity(
        Identity(
          isAlways: identity == "a", start: counter?.start ?? 1, step: counter?.step ?? 1))
    } else if let counter, !counter.isIdentity, counter.start == 1, counter.step == 1,
      defaultValue == "nextval('\(counter.sequence.replacing("'", with: "''"))'::regclass)"
    {
      defaultValue = nil
      generation = .serial
    }
  }
}
