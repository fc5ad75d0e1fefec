import Catalog
import Planning

/// What Amazon Redshift refuses, as its documentation says: a second look at changes that other rules
/// have worked out. Nothing here is asked when a difference is made.
///
/// Source: Amazon Redshift Database Developer Guide: CREATE TABLE, ALTER TABLE, CREATE VIEW, GRANT, Names
/// and identifiers.
struct RedshiftRefusals: Sendable {
  private let dependencies: [Dependency]

  /// - Parameter dependencies: what views that are bound to tables read.
  init(dependencies: [Dependency]) { self.dependencies = dependencies }

  /// Why Redshift would refuse the change in this state; nil when nothing is known that speaks against
  /// it.
  func objection(to change: WarehouseChange, in state: WarehouseState) -> String? {
    switch change {
    case .createTable(let table):
      state.schemas[table.address.schema] == nil
        ? "the schema is not there"
        : state.tables[table.address] != nil || state.views[table.address] != nil
          ? "the name is taken" : objection(toTable: table)
    case .rebuildTable(let live, let new, _, _): objection(toRebuilding: live, as: new, state)
    case .dropTable(let table): objection(toDropping: table.address, state)
    case .renameTable(let old, let new):
      old.schema != new.schema
        ? "ALTER TABLE has no SET SCHEMA" : state.tables[new] != nil ? "the name is taken" : nil
    case .createIndex, .dropIndex: "there are no indexes"
    case .addPartition, .dropPartition: "tables have no partitions"
    case .addConstraint(let constraint, let table): objection(to: constraint, of: table, state)
    case .alterDistribution(let table, _, let new): objection(toSpreading: table, new, state)
    case .alterSortKey(let table, _, let new): objection(toSorting: table, new, state)
    case .createView(let view, _): objection(toView: view, state)
    case .alterComment(.column(let column), _, _)
    where state.views[column.table]?.kind == .lateBinding:
      "columns of late-binding views have no comments"
    case .addGrant(let grant), .alterGrant(_, let grant): objection(to: grant, state)
    default: objection(toColumnChange: change, state)
    }
  }

  // MARK: Tables

  private static let systemColumns: Set<String> = [
    "oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid",
  ]

  private func objection(toTable table: WarehouseTable) -> String? {
    if table.columns.isEmpty { return "a table has a column" }
    if table.columns.count > 1600 { return "a table has at most 1,600 columns" }
    if table.address.name.hasPrefix("#") { return "a name with # in front is a temporary table's" }
    if !(table.checks ?? []).isEmpty { return "there are no checks" }
    if table.partitioning != nil { return "tables have no partitions" }
    if !(table.indexes ?? []).isEmpty { return "there are no indexes" }
    for column in table.columns {
      if let objection = objection(toColumn: column) { return objection }
    }
    let names = Set(table.columns.map(\.name))
    guard names.count == table.columns.count else { return "two columns have one name" }
    if let objection = objection(to: table.sortKey, of: table) { return objection }
    return objection(to: table.distribution, of: table)
  }

  private func objection(toColumn column: Column) -> String? {
    if Self.systemColumns.contains(column.name) { return "'\(column.name)' is the server's" }
    switch column.generation {
    case .identity where column.type != .int && column.type != .long:
      return "only INT and BIGINT count"
    case .identity where column.defaultValue != nil: return "a counter has no default"
    case .serial, .computed: return "there are no serial and no computed columns"
    case .identity, nil: break
    }
    if let encoding = column.encoding, !Self.accepts(encoding, column.type) {
      return "no \(column.type) is encoded as \(encoding)"
    }
    return nil
  }

  private func objection(to key: SortKey?, of table: WarehouseTable) -> String? {
    guard let key else { return nil }
    if key.columns.isEmpty || key.columns.count > (key.isInterleaved ? 8 : 400) {
      return "a sort key has at most 400 columns, an interleaved one 8"
    }
    return key.columns.compactMap { objection(toKeyColumn: $0, of: table) }.first
  }

  private func objection(to distribution: Distribution?, of table: WarehouseTable) -> String? {
    guard case .key(let column)? = distribution else { return nil }
    return objection(toKeyColumn: column, of: table)
  }

  /// The types that a distribution or sort key takes.
  private func objection(toKeyColumn name: String, of table: WarehouseTable) -> String? {
    guard let column = table.columns.first(where: { $0.name == name }) else {
      return "there is no column '\(name)'"
    }
    switch column.type {
    case .boolean, .int, .long, .float, .double, .decimal, .date, .time, .timestamp, .timestamptz,
      .varchar:
      return nil
    case .native("smallint"), .native("time with time zone"): return nil
    case .native(let type) where type.hasPrefix("character(") || type.hasPrefix("numeric("):
      return nil
    default: return "no key is of type \(column.type)"
    }
  }

  private func objection(
    toRebuilding live: WarehouseTable, as new: WarehouseTable, _ state: WarehouseState
  ) -> String? {
    for column in new.columns {
      if case .identity(let identity)? = column.generation, identity.isAlways,
        live.columns.contains(where: { $0.name == column.name })
      {
        return "no INSERT gives values to IDENTITY"
      }
    }
    return objection(toTable: new) ?? objection(toDropping: live.address, state)
  }

  private func objection(toDropping table: TableAddress, _ state: WarehouseState) -> String? {
    if let view = boundView(of: table, state: state) { return "the view '\(view)' reads it" }
    let isReferenced = state.tables.values.contains { other in
      other.address != table && other.foreignKeys.contains { $0.target == table }
    }
    return isReferenced ? "a foreign key points at it" : nil
  }

  private func boundView(of table: TableAddress, column: String? = nil, state: WarehouseState)
    -> TableAddress?
  {
    for dependency in dependencies
    where dependency.table == table && (column == nil || dependency.column == column) {
      guard case .table(let view) = dependency.dependent, let live = state.views[view],
        live.kind != .lateBinding
      else { continue }
      return view
    }
    return nil
  }

  // MARK: Keys and layout

  private func objection(
    to constraint: TableConstraint, of address: TableAddress, _ state: WarehouseState
  ) -> String? {
    guard let table = state.tables[address] else { return "the table is not there" }
    for name in constraint.columns where !table.columns.contains(where: { $0.name == name }) {
      return "there is no column '\(name)'"
    }
    switch constraint {
    case .check: return "there are no checks"
    case .primaryKey(let columns):
      let isNullable = table.columns.contains { columns.contains($0.name) && !$0.isRequired }
      return isNullable ? "a primary key is of required columns" : nil
    case .foreignKey(let key):
      guard let target = state.tables[key.target] else { return "no table to point at" }
      if key.onDelete != .noAction || key.onUpdate != .noAction || key.timing != .immediate {
        return "a foreign key has no actions"
      }
      let keys = [target.primaryKey] + target.uniqueKeys
      return keys.contains(key.targetColumns) ? nil : "no key to point at"
    case .unique: return nil
    }
  }

  private func objection(
    toSpreading address: TableAddress, _ new: Distribution?, _ state: WarehouseState
  ) -> String? {
    guard let table = state.tables[address] else { return "the table is not there" }
    if table.sortKey?.isInterleaved == true { return "its sort key is interleaved" }
    return table.distribution == new ? "it is so already" : objection(to: new, of: table)
  }

  private func objection(
    toSorting address: TableAddress, _ new: SortKey?, _ state: WarehouseState
  ) -> String? {
    guard let table = state.tables[address] else { return "the table is not there" }
    if new?.isInterleaved == true { return "no table becomes interleaved" }
    return objection(to: new, of: table)
  }

  // MARK: Columns

  private func objection(toColumnChange change: WarehouseChange, _ state: WarehouseState)
    -> String?
  {
    switch change {
    case .addColumn(let column, let table): objection(toAdding: column, to: table, state)
    case .dropColumn(let column, let table):
      objection(toDropping: ColumnAddress(table, column.name), state)
    case .alterColumnType(let column, let old, let new, let value):
      value != nil
        ? "a default cannot be taken away" : objection(toRetyping: column, old, new, state)
    case .alterNullability: "no NOT NULL is set or dropped"
    case .alterDefault: "no default is set or dropped"
    case .alterGeneration: "no counter is added or taken away"
    case .alterEncoding(let column, _, let encoding):
      objection(toEncoding: column, encoding, state)
    default: nil
    }
  }

  private func objection(
    toAdding column: Column, to address: TableAddress, _ state: WarehouseState
  ) -> String? {
    guard let table = state.tables[address] else { return "the table is not there" }
    if table.columns.contains(where: { $0.name == column.name }) { return "the name is taken" }
    if column.generation != nil { return "no counter is added to a table" }
    if column.isRequired, column.defaultValue == nil {
      return "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression"
    }
    return objection(toColumn: column)
  }

  private func objection(toDropping column: ColumnAddress, _ state: WarehouseState) -> String? {
    guard let table = state.tables[column.table] else { return "the table is not there" }
    if table.columns.count == 1 { return "it is the last column" }
    if table.distribution == .key(column.name) { return "it is the distribution key" }
    if table.sortKey?.columns.contains(column.name) == true { return "it is in the sort key" }
    if let view = boundView(of: column.table, column: column.name, state: state) {
      return "the view '\(view)' reads it"
    }
    return isInKey(column, state) ? "it is in a key" : nil
  }

  private func objection(
    toRetyping column: ColumnAddress, _ old: DataType, _ new: DataType, _ state: WarehouseState
  ) -> String? {
    guard case .varchar(let old) = old, case .varchar(let new) = new else {
      return "only the length of a VARCHAR changes"
    }
    if old == new { return "target column size should be different" }
    let live = state.tables[column.table]?.columns.first { $0.name == column.name }
    guard let live else { return "the column is not there" }
    if live.defaultValue != nil { return "it has a default" }
    if ["bytedict", "runlength", "text255", "text32k"].contains(live.encoding ?? "") {
      return "its encoding keeps its length"
    }
    // Whether a view is in the way is not documented: none may be.
    if let view = boundView(of: column.table, column: column.name, state: state) {
      return "the view '\(view)' reads it"
    }
    return isInKey(column, state) ? "it is in a key" : nil
  }

  private func objection(
    toEncoding column: ColumnAddress, _ encoding: String, _ state: WarehouseState
  ) -> String? {
    guard let table = state.tables[column.table],
      let live = table.columns.first(where: { $0.name == column.name })
    else { return "the column is not there" }
    if table.sortKey?.isInterleaved == true { return "the sort key is interleaved" }
    if live.encoding == encoding { return "it is encoded so already" }
    return Self.accepts(encoding, live.type) ? nil : "no \(live.type) is encoded as \(encoding)"
  }

  /// Whether a key of any table names it.
  private func isInKey(_ column: ColumnAddress, _ state: WarehouseState) -> Bool {
    state.tables.values.contains { table in
      table.constraints.contains { constraint in
        if table.address == column.table, constraint.columns.contains(column.name) { return true }
        guard case .foreignKey(let key) = constraint else { return false }
        return key.target == column.table && key.targetColumns.contains(column.name)
      }
    }
  }

  // MARK: Encodings

  /// Compression encodings, by the types that take them.
  private static func accepts(_ encoding: String, _ type: DataType) -> Bool {
    let numbers = isWhole(type)
    let moment = [.date, .timestamp, .timestamptz].contains(type)
    let real = [.float, .double].contains(type)
    let text = isText(type)
    switch encoding {
    case "raw": return true
    case "az64": return numbers || moment || type == .time
    case "bytedict": return numbers || moment || real || text
    case "delta": return numbers || type == .date || type == .timestamp
    case "delta32k":
      return numbers && type != .native("smallint") || type == .date || type == .timestamp
    case "lzo": return numbers || moment || text || type == .json
    case "mostly8": return numbers
    case "mostly16": return numbers && type != .native("smallint")
    case "mostly32": return numbers && type != .native("smallint") && type != .int
    case "runlength": return numbers || moment || real || text || type == .boolean
    case "text255", "text32k": if case .varchar = type { return true } else { return false }
    case "zstd": return numbers || moment || real || text || type == .boolean || type == .json
    default: return false
    }
  }

  private static func isWhole(_ type: DataType) -> Bool {
    switch type {
    case .int, .long, .decimal, .native("smallint"): true
    default: false
    }
  }

  private static func isText(_ type: DataType) -> Bool {
    switch type {
    case .varchar: true
    case .native(let name): name.hasPrefix("character(")
    default: false
    }
  }

  // MARK: Views and rights

  private func objection(toView view: WarehouseView, _ state: WarehouseState) -> String? {
    if state.schemas[view.address.schema] == nil { return "the schema is not there" }
    if state.tables[view.address] != nil || state.views[view.address] != nil {
      return "the name is taken"
    }
    if view.kind == .lateBinding, view.columns.contains(where: { $0.comment != nil }) {
      return "columns of late-binding views have no comments"
    }
    return (view.options ?? []).isEmpty && (view.indexes ?? []).isEmpty
      ? nil : "views have no options and no indexes"
  }

  private func objection(to grant: Grant, _ state: WarehouseState) -> String? {
    guard state.roles[grant.role] != nil else { return "the role is not there" }
    guard case .table(let address) = grant.target else { return nil }
    if grant.privileges.contains(.trigger) { return "there are no triggers" }
    let columns = state.tables[address]?.columns ?? state.views[address]?.columns
    guard let columns else { return "the table is not there" }
    let names = Set(columns.map(\.name))
    for (privilege, columns) in grant.columnPrivileges where !columns.isEmpty {
      if privilege != .select && privilege != .update { return "no \(privilege) of columns" }
      if grant.privileges.contains(privilege) { return "it is given on the table as well" }
      if !names.isSuperset(of: columns) { return "there is no such column" }
      if state.views[address]?.kind == .lateBinding { return "a late-binding view's columns" }
    }
    return nil
  }
}
