internal import Catalog
internal import Connect

/// The rows of `InspectionQueries`.
struct InspectionResults {
  let schemas: Rows
  let relations: Rows
  let columns: Rows
  let constraints: Rows
  let grants: Rows
  let policies: Rows
  let dependencies: Rows
  let roles: Rows
}

/// Makes state and facts of rows of the system tables.
struct InspectionReader {
  /// The roles whose grants are part of the state.
  private let roles: Set<RoleName>
  private let ledger: [LedgerRow]
  private var state = WarehouseState()
  private var facts = WarehouseFacts()
  private var tables: [String: TableAddress] = [:]
  private var schemas: [String: SchemaAddress] = [:]
  /// The numbers of live objects, to tell whether they are still those of the ledger.
  private var objectIDs: [ObjectAddress: String] = [:]
  private var columns: [String: [Column]] = [:]
  /// Tables that are left out of the state.
  private var leftOut: Set<TableAddress> = []

  init(roles: Set<RoleName>, ledger: [LedgerRow]) {
    self.roles = roles
    self.ledger = ledger
  }

  func read(_ results: InspectionResults) -> WarehouseInspection {
    var reader = self
    reader.readSchemas(results.schemas)
    reader.readNames(results.relations)
    reader.readColumns(results.columns)
    reader.readRelations(results.relations)
    reader.readConstraints(results.constraints)
    reader.readGrants(results.grants)
    reader.readPolicies(results.policies)
    reader.readRoles(results.roles)
    reader.readDependencies(results.dependencies)
    reader.readLedger()
    reader.facts.unknown.sort()
    return WarehouseInspection(state: reader.state, facts: reader.facts)
  }

  private mutating func readSchemas(_ rows: Rows) {
    for row in rows {
      let address = SchemaAddress(.warehouse, row.text(1))
      schemas[row.text(0)] = address
      objectIDs[.schema(address)] = row[0]
      state.schemas[address] = WarehouseSchema(
        address: address, owner: RoleName(row.text(2)), comment: row[3])
    }
  }

  private mutating func readNames(_ rows: Rows) {
    for row in rows {
      let address = TableAddress(.warehouse, row.text(1), row.text(2))
      tables[row.text(0)] = address
      objectIDs[.table(address)] = row[0]
    }
  }

  private mutating func readColumns(_ rows: Rows) {
    for row in rows {
      guard let table = tables[row.text(0)] else { continue }
      let name = row.text(1)
      guard let type = PostgreSQLTypes.dataType(row.text(2)) else {
        noteUnknown(table, "column '\(name)' of type '\(row.text(2))'", isPart: false)
        leftOut.insert(table)
        continue
      }
      if row[4] != "" { noteUnknown(table, "identity of column '\(name)'", isPart: true) }
      if row[5] != "" { noteUnknown(table, "generated column '\(name)'", isPart: true) }
      if let collation = row[8] {
        noteUnknown(table, "collation '\(collation)' of column '\(name)'", isPart: true)
      }
      let value = row[5] == "" ? row[6] : nil
      columns[row.text(0), default: []].append(
        Column(name, type, isRequired: row.isTrue(3), comment: row[7], defaultValue: value))
    }
  }

  private mutating func readRelations(_ rows: Rows) {
    for row in rows {
      guard let address = tables[row.text(0)] else { continue }
      let columns = columns[row.text(0)] ?? []
      switch (row.text(3), row.isTrue(7)) {
      case ("r", false):
        guard !leftOut.contains(address) else { continue }
        if row.isTrue(6) { noteUnknown(address, "forced row security", isPart: true) }
        state.tables[address] = WarehouseTable(
          address: address, columns: columns, owner: RoleName(row.text(4)), comment: row[10],
          hasRowSecurity: row.isTrue(5))
        facts.sizes[address] = TableSize(rows: row.integer(11), bytes: row.integer(12) ?? 0)
      case ("v", _):
        leftOut.remove(address)
        readView(row, address, columns)
      case (let kind, let isPartition):
        leftOut.insert(address)
        noteUnknown(address, Self.kindName(kind, isPartition: isPartition), isPart: false)
      }
    }
  }

  private static func kindName(_ kind: String, isPartition: Bool) -> String {
    switch kind {
    case "p": "partitioned table"
    case "m": "materialized view"
    case "f": "foreign table"
    default: isPartition ? "partition" : "object of kind '\(kind)'"
    }
  }

  private mutating func readView(_ row: Row, _ address: TableAddress, _ columns: [Column]) {
    var isSecurityBarrier = false
    for option in ArrayText.decode(row[8]) {
      if option == "security_barrier=true" {
        isSecurityBarrier = true
      } else {
        noteUnknown(address, "view option '\(option)'", isPart: true)
      }
    }
    state.views[address] = WarehouseView(
      address: address, body: Self.withoutSemicolon(row.text(9)), columns: columns,
      isSecurityBarrier: isSecurityBarrier, owner: RoleName(row.text(4)), comment: row[10])
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
      let columns = ArrayText.decode(row[3])
      guard !row.isTrue(7) else {
        noteUnknown(address, "key '\(name)' with options of its own", isPart: true)
        continue
      }
      let constraint: TableConstraint
      switch row.text(2) {
      case "p":
        constraint = .primaryKey(columns)
        state.tables[address]!.primaryKey = columns
      case "u":
        constraint = .unique(columns)
        state.tables[address]!.uniqueKeys.append(columns)
      case "f":
        let target = TableAddress(.warehouse, row.text(4), row.text(5))
        let key = ForeignKey(
          columns: columns, target: target, targetColumns: ArrayText.decode(row[6]))
        constraint = .foreignKey(key)
        state.tables[address]!.foreignKeys.append(key)
      default:
        noteUnknown(address, "constraint '\(name)'", isPart: true)
        continue
      }
      facts.constraintNames[address, default: [:]][constraint] = name
    }
  }

  private mutating func readGrants(_ rows: Rows) {
    var grants: [GrantKey: Grant] = [:]
    for row in rows {
      guard let target = grantTarget(row), let privilege = Privilege(rawValue: row.text(4)) else {
        continue
      }
      let key = GrantKey(role: row[3].map { RoleName($0) } ?? .everybody, target: target)
      var grant = grants[key] ?? Grant(role: key.role, target: target)
      if let column = row[2] {
        grant.columnPrivileges[privilege, default: []].insert(column)
      } else {
        grant.privileges.insert(privilege)
      }
      if row.isTrue(5) {
        noteUnknown(
          .grant(role: key.role, target: target), "right to grant \(privilege.rawValue) on",
          isPart: true)
      }
      grants[key] = grant
    }
    for (key, grant) in grants {
      let grant = grant.normalized()
      if roles.contains(key.role) {
        state.grants[key] = grant
      } else {
        facts.otherGrants.append(grant)
      }
    }
    facts.otherGrants.sort { $0.key < $1.key }
  }

  private func grantTarget(_ row: Row) -> GrantTarget? {
    row.text(0) == "n"
      ? schemas[row.text(1)].map { .schema($0) } : tables[row.text(1)].map { .table($0) }
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
        row.text(0) == "p" ? .policy(table: table, name: row.text(3)) : .table(table)
      facts.dependencies.append(
        Dependency(
          of: dependent, on: TableAddress(.warehouse, row.text(4), row.text(5)), column: row[6]))
    }
    facts.dependencies.sort()
  }

  /// An object that was dropped and made again by somebody else has another number.
  private mutating func readLedger() {
    for row in ledger {
      let isOurs =
        row.address.side == .lake || objectIDs[row.address].map { $0 == row.objectID } == true
      if isOurs { facts.ledger[row.address] = row.entry }
    }
    for address in state.tables.keys {
      state.tables[address]!.uniqueKeys.sort { $0.lexicographicallyPrecedes($1) }
      state.tables[address]!.foreignKeys.sort {
        ($0.columns + [$0.target.description]).lexicographicallyPrecedes(
          $1.columns + [$1.target.description])
      }
    }
  }

  private mutating func noteUnknown(_ table: TableAddress, _ what: String, isPart: Bool) {
    noteUnknown(.table(table), what, isPart: isPart)
  }

  private mutating func noteUnknown(_ address: ObjectAddress, _ what: String, isPart: Bool) {
    facts.unknown.append(UnknownObject(address, what, isPart: isPart))
  }
}
