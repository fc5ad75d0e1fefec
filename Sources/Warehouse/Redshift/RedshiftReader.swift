internal import Catalog
internal import Connect
internal import SQL

/// The rows of `RedshiftQueries`; nil where the login may not read.
struct RedshiftRows {
  let login: Rows
  let roleGrants: Rows
  let userGrants: Rows
  let systemPrivileges: Rows
  let roles: Rows
  let users: Rows
  let schemas: Rows
  let relations: Rows
  let columns: Rows
  let constraints: Rows
  let targetColumns: Rows
  let dependencies: Rows
  let sizes: Rows?
  let tablePrivileges: Rows
  let columnPrivileges: Rows
  let schemaPrivileges: Rows
  let materializedViews: Rows
  let rowPolicies: Rows?
  let maskingPolicies: Rows?
  let foreignReferences: Rows
  let defaultPrivileges: Rows
  let externalSchemas: Rows
}

/// Makes state and facts of rows of Redshift's system tables and views.
struct RedshiftReader {
  private let roles: Set<RoleName>
  private let ledger: [LedgerRow]
  private var state = WarehouseState()
  private var facts = WarehouseFacts()
  private var tables: [String: TableAddress] = [:]
  private var columns: [String: [Column]] = [:]
  /// By the numbers of tables and of their columns.
  private var columnNames: [String: [String: String]] = [:]
  private var distributionKeys: [String: String] = [:]
  /// Columns with their places in the sort key; those of an interleaved one are negative by turns.
  private var sortKeys: [String: [(place: Int64, name: String)]] = [:]
  private var objectIDs: [ObjectAddress: String] = [:]
  private var grants: [GrantKey: Grant] = [:]
  /// Tables whose sort key the server chooses.
  private var automatic: Set<TableAddress> = []

  init(roles: Set<RoleName>, ledger: [LedgerRow]) {
    self.roles = roles
    self.ledger = ledger
  }

  func read(_ rows: RedshiftRows) -> WarehouseInspection {
    var reader = self
    reader.readSight(rows)
    reader.readSchemas(rows.schemas)
    reader.readSizes(rows.sizes)
    for row in rows.relations {
      reader.tables[row.text(0)] = TableAddress(.warehouse, row.text(1), row.text(2))
    }
    reader.readColumns(rows.columns)
    reader.readRelations(rows.relations)
    reader.readConstraints(rows.constraints, rows.targetColumns)
    reader.readDependencies(rows.dependencies)
    reader.readRoles(rows)
    reader.readTablePrivileges(rows.tablePrivileges)
    reader.readColumnPrivileges(rows.columnPrivileges)
    reader.readSchemaPrivileges(rows.schemaPrivileges)
    reader.sortGrants()
    reader.readParts(rows)
    reader.readLedger()
    reader.facts.unknown = Set(reader.facts.unknown).sorted()
    return WarehouseInspection(state: reader.state, facts: reader.facts)
  }

  // MARK: What the login sees

  /// Views of rights and policies show nothing, without a word, to a login that may not see them: then
  /// nothing is known, not that there is nothing.
  private mutating func readSight(_ rows: RedshiftRows) {
    guard let login = rows.login.first else {
      facts.unseen.formUnion([.rights, .policies])
      return
    }
    if login.isTrue(1) { return }
    let name = login.text(0)
    var held = Set(rows.userGrants.filter { $0.text(0) == name }.map { $0.text(1) })
    var isNew = true
    while isNew {
      let more = rows.roleGrants.filter { held.contains($0.text(0)) }.map { $0.text(1) }
      isNew = !held.isSuperset(of: more)
      held.formUnion(more)
    }
    let isOperator = held.contains { $0 == "sys:superuser" || $0 == "sys:dba" }
    let seesSystem =
      isOperator
      || rows.systemPrivileges.contains {
        $0.text(0).uppercased() == "ACCESS SYSTEM TABLE"
          && (held.contains($0.text(1)) || $0.text(1) == name)
      }
    if !seesSystem { facts.unseen.insert(.rights) }
    if !held.contains("sys:secadmin") && !held.contains("sys:superuser") {
      facts.unseen.insert(.policies)
    }
  }

  // MARK: Schemas, tables and views

  private mutating func readSchemas(_ rows: Rows) {
    for row in rows {
      let address = SchemaAddress(.warehouse, row.text(1))
      objectIDs[.schema(address)] = row[0]
      state.schemas[address] = WarehouseSchema(
        address: address, owner: row[2].map { RoleName($0) }, comment: row[3])
    }
  }

  private mutating func readSizes(_ rows: Rows?) {
    guard let rows else {
      facts.unseen.insert(.sizes)
      return
    }
    for row in rows {
      let table = TableAddress(.warehouse, row.text(0), row.text(1))
      // Sizes are in blocks of one megabyte.
      facts.sizes[table] = TableSize(
        rows: row.integer(2), bytes: (row.integer(3) ?? 0) * 1_048_576)
      if row[4]?.hasPrefix("AUTO(") == true { automatic.insert(table) }
    }
  }

  private mutating func readColumns(_ rows: Rows) {
    for row in rows {
      guard let table = tables[row.text(0)] else { continue }
      let name = row.text(2)
      columnNames[row.text(0), default: [:]][row.text(1)] = name
      let encoding = row[5].map { $0 == "none" ? "raw" : $0 }
      var column = Column(
        name, Dialect.redshift.storedType(named: row.text(3)), isRequired: row.isTrue(4),
        comment: row[9], defaultValue: row[8],
        encoding: encoding?.isEmpty == true ? nil : encoding)
      if let text = row[8] {
        objectIDs[.column(ColumnAddress(table, name))] = "\(row.text(0)).\(row.text(1))"
        readCounter(text, of: &column, in: table)
      }
      columns[row.text(0), default: []].append(column)
      if row.isTrue(6) { distributionKeys[row.text(0)] = name }
      if let place = row.integer(7), place != 0 {
        sortKeys[row.text(0), default: []].append((place, name))
      }
    }
  }

  /// A counter is a default that calls a function: `"identity"(102, 0, '1,1'::text)`; one that lets
  /// others give numbers calls `default_identity`.
  private mutating func readCounter(
    _ text: String, of column: inout Column, in table: TableAddress
  ) {
    let isAlways = text.hasPrefix("\"identity\"(") || text.hasPrefix("identity(")
    let isDefault =
      text.hasPrefix("default_identity(") || text.hasPrefix("\"default_identity\"(")
    guard isAlways || isDefault else { return }
    column.defaultValue = nil
    let numbers =
      text.split(separator: "'").dropFirst().first?.split(separator: ",")
      .compactMap { Int64($0.trimmingPrefix(" ")) } ?? []
    if numbers.count != 2 {
      noteUnknown(table, "the counter of column '\(column.name)': \(text)")
    }
    column.generation = .identity(
      Identity(
        isAlways: isAlways, start: numbers.first ?? 1,
        step: numbers.count == 2 ? numbers[1] : 1))
  }

  private mutating func readRelations(_ rows: Rows) {
    for row in rows {
      let address = TableAddress(.warehouse, row.text(1), row.text(2))
      // What the server keeps of a materialized view.
      if address.name.hasPrefix("mv_tbl__") { continue }
      objectIDs[.table(address)] = row[0]
      let owner = row[4].map { RoleName($0) }
      let columns = columns[row.text(0)] ?? []
      if row[3] == "v" {
        let text = RedshiftViewText(row.text(7))
        var view = text.view(
          at: address, columns: columns.map { Column($0.name, $0.type, comment: $0.comment) })
        view.owner = owner
        if let words = text.layout { noteUnknown(address, "materialized view with \(words)") }
        view.comment = row[6]
        state.views[address] = view
      } else {
        state.tables[address] = WarehouseTable(
          address: address, columns: columns, checks: [], indexes: [], owner: owner,
          comment: row[6], distribution: distribution(row), sortKey: sortKey(row.text(0), address))
      }
    }
  }

  /// `pg_class.reldiststyle`: 0 even, 1 by key, 8 all; 9 is left to the server.
  private func distribution(_ row: Row) -> Distribution? {
    switch row.integer(5) {
    case 0: .even
    case 1: distributionKeys[row.text(0)].map { .key($0) }
    case 8: .all
    default: nil
    }
  }

  private func sortKey(_ number: String, _ table: TableAddress) -> SortKey? {
    guard let parts = sortKeys[number], !automatic.contains(table) else { return nil }
    return SortKey(
      parts.sorted { $0.place.magnitude < $1.place.magnitude }.map(\.name),
      isInterleaved: parts.contains { $0.place < 0 })
  }

  // MARK: Keys

  private mutating func readConstraints(_ rows: Rows, _ targets: Rows) {
    var names = columnNames
    for row in targets { names[row.text(0), default: [:]][row.text(1)] = row.text(2) }
    func columns(_ numbers: String?, of table: String) -> [String] {
      ArrayText.decode(numbers).compactMap { names[table]?[$0] }
    }
    for row in rows {
      guard let table = tables[row.text(0)], state.tables[table] != nil else { continue }
      let own = columns(row[3], of: row.text(0))
      let constraint: TableConstraint
      switch row.text(2) {
      case "p": constraint = .primaryKey(own)
      case "u": constraint = .unique(own)
      default:
        guard let schema = row[4], let name = row[5] else { continue }
        constraint = .foreignKey(
          ForeignKey(
            columns: own, target: TableAddress(.warehouse, schema, name),
            targetColumns: columns(row[7], of: row.text(6))))
      }
      add(constraint, to: table)
      facts.constraintNames[table, default: [:]][constraint] = row.text(1)
    }
  }

  private mutating func add(_ constraint: TableConstraint, to table: TableAddress) {
    switch constraint {
    case .primaryKey(let columns): state.tables[table]!.primaryKey = columns
    case .unique(let columns): state.tables[table]!.uniqueKeys.append(columns)
    case .foreignKey(let key): state.tables[table]!.foreignKeys.append(key)
    case .check: break
    }
  }

  private mutating func readDependencies(_ rows: Rows) {
    facts.dependencies = Set(
      rows.map { row in
        Dependency(
          of: .table(TableAddress(.warehouse, row.text(0), row.text(1))),
          on: TableAddress(.warehouse, row.text(2), row.text(3)), column: row[4])
      }
    ).sorted()
  }

  // MARK: Roles and rights

  private mutating func readRoles(_ rows: RedshiftRows) {
    for (found, canLogin) in [(rows.roles, false), (rows.users, true)] {
      for row in found {
        let name = RoleName(row.text(1))
        if canLogin { facts.users.insert(name) }
        guard roles.contains(name) else { continue }
        objectIDs[.role(name)] = row[0]
        state.roles[name] = Role(name: name, canLogin: canLogin)
      }
    }
    for row in Array(rows.roleGrants) + Array(rows.userGrants) {
      state.roles[RoleName(row.text(0))]?.memberOf.append(RoleName(row.text(1)))
    }
    for name in state.roles.keys { state.roles[name]!.memberOf.sort() }
  }

  private mutating func readTablePrivileges(_ rows: Rows) {
    for row in rows {
      let table = TableAddress(.warehouse, row.text(0), row.text(1))
      guard let role = grantee(row, .table(table)) else { continue }
      if row.isTrue(5) { noteUnknown(table, "right of '\(role)' to grant \(row.text(2))") }
      guard let privilege = privilege(row.text(2), of: role, on: table) else { continue }
      edit(role, .table(table)) { $0.privileges.insert(privilege) }
    }
  }

  private mutating func readColumnPrivileges(_ rows: Rows) {
    for row in rows {
      let table = TableAddress(.warehouse, row.text(0), row.text(1))
      guard let role = grantee(row, .table(table)),
        let privilege = privilege(row.text(2), of: role, on: table)
      else { continue }
      edit(role, .table(table)) { $0.columnPrivileges[privilege, default: []].insert(row.text(5)) }
    }
  }

  private mutating func readSchemaPrivileges(_ rows: Rows) {
    for row in rows {
      let schema = SchemaAddress(.warehouse, row.text(0))
      guard let role = grantee(row, .schema(schema)) else { continue }
      let what = "\(row.text(2)) of '\(role)'"
      guard row.text(1).uppercased() == "SCHEMA" else {
        noteUnknown(.schema(schema), "\(what) on all \(row.text(1).lowercased()) in it")
        continue
      }
      if row.isTrue(5) {
        noteUnknown(.schema(schema), "right of '\(role)' to grant \(row.text(2))")
      }
      guard let privilege = Privilege(rawValue: row.text(2).uppercased()) else {
        noteUnknown(.schema(schema), what)
        continue
      }
      edit(role, .schema(schema)) { $0.privileges.insert(privilege) }
    }
  }

  /// Nil for the owner, whose rights are no grants, and for a group, which no grant of Weir's names.
  private mutating func grantee(_ row: Row, _ target: GrantTarget) -> RoleName? {
    let name = RoleName(row.text(3))
    switch row.text(4).lowercased() {
    case "public": return .everybody
    case "user", "role":
      let owner: RoleName? =
        switch target {
        case .schema(let schema): state.schemas[schema]?.owner
        case .table(let table): state.tables[table]?.owner ?? state.views[table]?.owner
        }
      return owner == name ? nil : name
    case let kind:
      let address: ObjectAddress =
        switch target {
        case .schema(let schema): .schema(schema)
        case .table(let table): .table(table)
        }
      noteUnknown(address, "rights of the \(kind) '\(name)'")
      return nil
    }
  }

  /// `GRANT ALL` leaves RULE and TRIGGER behind, which mean nothing.
  private mutating func privilege(
    _ text: String, of role: RoleName, on table: TableAddress
  ) -> Privilege? {
    let name = text.uppercased()
    if name == "RULE" || name == "TRIGGER" { return nil }
    if let privilege = Privilege(rawValue: name) { return privilege }
    noteUnknown(table, "\(name) of '\(role)'")
    return nil
  }

  private mutating func edit(
    _ role: RoleName, _ target: GrantTarget, _ body: (inout Grant) -> Void
  ) {
    let key = GrantKey(role: role, target: target)
    var grant = grants[key] ?? Grant(role: role, target: target)
    body(&grant)
    grants[key] = grant
  }

  private mutating func sortGrants() {
    for (key, grant) in grants.sorted(by: { $0.key < $1.key }) {
      let grant = grant.normalized()
      if roles.contains(key.role) {
        state.grants[key] = grant
      } else {
        facts.otherGrants.append(grant)
      }
    }
  }

  // MARK: What Weir does not model

  private mutating func readParts(_ rows: RedshiftRows) {
    for row in rows.rowPolicies.map({ Array($0) }) ?? [] {
      noteUnknown(
        TableAddress(.warehouse, row.text(0), row.text(1)),
        "row-level security policy '\(row.text(2))' for '\(row.text(3))'")
    }
    for row in rows.maskingPolicies.map({ Array($0) }) ?? [] {
      noteUnknown(
        TableAddress(.warehouse, row.text(0), row.text(1)),
        "masking policy '\(row.text(2))' for '\(row.text(3))'")
    }
    for row in rows.materializedViews {
      // Blank-padded.
      let names = [0, 1].map { row.text($0).split(separator: " ").joined(separator: " ") }
      if let state = row.integer(2), state > 100 {
        noteUnknown(
          TableAddress(.warehouse, names[0], names[1]),
          "state \(state): what it reads has changed, and it can never be refreshed again")
      }
    }
    for row in rows.foreignReferences {
      noteUnknown(
        TableAddress(.warehouse, row.text(0), row.text(1)),
        "foreign key '\(row.text(2))' of '\(row.text(3)).\(row.text(4))'")
    }
    facts.readDefaultGrantees(rows.defaultPrivileges)
    for row in rows.externalSchemas {
      let schema = SchemaAddress(.warehouse, row.text(0))
      if state.schemas[schema] != nil { noteUnknown(.schema(schema), "it is an external schema") }
    }
  }

  private mutating func noteUnknown(_ table: TableAddress, _ what: String) {
    guard state.schemas[table.schema] != nil else { return }
    noteUnknown(.table(table), what)
  }

  private mutating func noteUnknown(_ address: ObjectAddress, _ what: String) {
    facts.unknown.append(UnknownObject(address, what, isPart: true))
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
}

/// What Redshift keeps of a view: for some kinds the whole statement, for others the query.
struct RedshiftViewText {
  let kind: WarehouseView.Kind
  let body: String
  /// What a materialized view says of its storage and refresh, which Weir does not model; else nil.
  let layout: String?

  init(_ text: String) {
    var rest = InspectionReader.withoutSemicolon(text)
    let lower = rest.lowercased()
    if lower.hasPrefix("create materialized view") {
      kind = .materialized
    } else {
      kind = lower.hasSuffix("with no schema binding") ? .lateBinding : .plain
    }
    if kind == .lateBinding {
      rest = InspectionReader.withoutSemicolon(
        String(rest.dropLast("with no schema binding".count)))
    }
    var head = ""
    if lower.hasPrefix("create "), let query = Self.query(in: rest) {
      head = String(rest.dropLast(query.count)).lowercased()
      rest = query
    }
    let words = ["auto refresh", "diststyle", "distkey", "sortkey", "backup"]
    let found = words.filter { head.contains($0) }
    layout =
      kind == .materialized && !found.isEmpty ? found.joined(separator: ", ") : nil
    body = rest
  }

  /// What stands behind the first `AS` outside quotes and parentheses.
  private static func query(in text: String) -> String? {
    var depth = 0
    var quote: UInt8?
    let bytes = Array(text.utf8)
    var place = 0
    while place + 4 <= bytes.count {
      switch (bytes[place], quote) {
      case (let byte, let open?): quote = byte == open ? nil : open
      case (UInt8(ascii: "\""), nil), (UInt8(ascii: "'"), nil): quote = bytes[place]
      case (UInt8(ascii: "("), nil): depth += 1
      case (UInt8(ascii: ")"), nil): depth -= 1
      default: break
      }
      if quote == nil, depth == 0, isBlank(bytes[place]),
        bytes[place + 1] | 0x20 == UInt8(ascii: "a"),
        bytes[place + 2] | 0x20 == UInt8(ascii: "s"), isBlank(bytes[place + 3])
      {
        return String(decoding: bytes[(place + 4)...], as: UTF8.self)
      }
      place += 1
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
  }

  func view(at address: TableAddress, columns: [Column]) -> WarehouseView {
    WarehouseView(
      address: address, kind: kind, body: body, columns: columns, options: [], indexes: [])
  }
}
