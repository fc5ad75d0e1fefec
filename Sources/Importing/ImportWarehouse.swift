internal import Analysis
package import Catalog
package import SQL

/// The specs of everything that is live in some schemas of a warehouse: a folder for each schema, with
/// a file for each table and view. Compiled, they want what is there.
///
/// What they cannot say is left out, and said: a view whose query Weir cannot read stays unmanaged; a
/// default that it cannot read stays as it is.
package func importWarehouse(
  _ state: WarehouseState, schemas: [SchemaAddress], manage: ManageMode, dialect: Dialect
) -> ImportedSpecs {
  var importer = WarehouseImporter(state, manage: manage, dialect: dialect)
  for schema in schemas.sorted() { importer.add(schema) }
  importer.addTables(in: Set(schemas))
  importer.addViews(in: Set(schemas))
  importer.specs.files.sort { $0.path < $1.path }
  importer.specs.leftOut.sort { $0.address < $1.address }
  return importer.specs
}

struct WarehouseImporter {
  let state: WarehouseState
  let manage: ManageMode
  let dialect: Dialect
  let understanding: Understanding
  var specs = ImportedSpecs()
  /// What specs declare of tables and views, for queries to read.
  var declared: [TableAddress: [Column]] = [:]

  init(_ state: WarehouseState, manage: ManageMode, dialect: Dialect) {
    self.state = state
    self.manage = manage
    self.dialect = dialect
    understanding = Understanding(dialect: dialect)
  }

  mutating func leaveOut(_ address: ObjectAddress, _ why: String) {
    specs.leftOut.append(ImportedSpecs.LeftOut(address: address, why: why))
  }

  mutating func write(_ lines: [String], to path: String) {
    specs.files.append(
      ImportedSpecs.File(path: path, text: lines.joined(separator: "\n") + "\n"))
  }

  func folder(of schema: SchemaAddress) -> String { "specs/\(schema.name)" }

  // MARK: Schemas

  mutating func add(_ address: SchemaAddress) {
    guard let schema = state.schemas[address] else { return }
    guard isPlainName(address.name) else {
      return leaveOut(.schema(address), "specs have no way to write its name")
    }
    var lines = [
      "kind: warehouse_schema", "name: \(YAMLText.scalar(address.name))",
      "manage: \(manage.rawValue)",
    ]
    if let comment = schema.comment { lines.append("comment: \(YAMLText.quoted(comment))") }
    // No table has a dot in its name here.
    write(lines, to: "\(folder(of: address))/\(address.name).schema.yaml")
  }

  // MARK: Tables

  /// A table that refers to one that cannot be declared cannot be either.
  mutating func addTables(in schemas: Set<SchemaAddress>) {
    var tables = state.tables.filter { schemas.contains($0.key.schema) }
    var objections: [TableAddress: String] = [:]
    for (address, table) in tables { objections[address] = objection(to: table) }
    var isDone = false
    while !isDone {
      isDone = true
      for (address, table) in tables where objections[address] == nil {
        let missing = table.foreignKeys.first { objections[$0.target] != nil }
        guard let missing else { continue }
        objections[address] = "it refers to '\(missing.target.dotted)', which is left out"
        isDone = false
      }
    }
    for (address, why) in objections {
      tables[address] = nil
      leaveOut(.table(address), why)
    }
    for (address, table) in tables { declared[address] = table.columns }
    for address in tables.keys.sorted() { add(tables[address]!) }
  }

  private func objection(to table: WarehouseTable) -> String? {
    let names = [table.address.schema.name, table.address.name] + table.columns.map(\.name)
    if let odd = names.first(where: { !isPlainName($0) }) {
      return "specs have no way to write the name '\(odd)'"
    }
    if table.columns.isEmpty { return "it has no columns" }
    for column in table.columns where DataType(parsing: column.type.description) != column.type {
      return "specs have no way to write the type of '\(column.name)'"
    }
    let targets = table.foreignKeys.flatMap { [$0.target.schema.name, $0.target.name] }
    let columns = table.foreignKeys.flatMap(\.targetColumns)
    if let odd = (targets + columns).first(where: { !isPlainName($0) }) {
      return "it refers to '\(odd)', whose name specs have no way to write"
    }
    return nil
  }

  // MARK: Views

  /// Each after what it reads.
  mutating func addViews(in schemas: Set<SchemaAddress>) {
    var waiting = state.views.values.filter { schemas.contains($0.address.schema) }
      .sorted { $0.address < $1.address }
    var objections: [TableAddress: String] = [:]
    var count = -1
    while waiting.count != count {
      count = waiting.count
      waiting = waiting.filter { view in
        let names = [view.address.name] + view.columns.map(\.name)
        if let odd = names.first(where: { !isPlainName($0) }) {
          objections[view.address] = "specs have no way to write the name '\(odd)'"
          return true
        }
        switch understanding.query(view.body, over: declared) {
        case .success(let query):
          let known = view.columns.map(\.name)
          guard query.columns.map(\.name) == known else {
            objections[view.address] = "Weir gives its columns other names than the server"
            return true
          }
          declared[view.address] = query.columns
          add(view, query.text)
          return false
        case .failure(let objection):
          objections[view.address] = objection.why
          return true
        }
      }
    }
    for view in waiting { leaveOut(.table(view.address), objections[view.address] ?? "") }
  }

  private mutating func add(_ view: WarehouseView, _ text: String) {
    let address = view.address
    let base = "\(folder(of: address.schema))/\(address.name)"
    var lines = [
      "kind: view", "name: \(YAMLText.scalar(address.dotted))", "in: warehouse",
      "dialect: \(dialect.id)", "sql_file: \(address.name).sql",
    ]
    if let comment = view.comment { lines.insert("doc: \(YAMLText.quoted(comment))", at: 2) }
    switch view.kind {
    case .plain: break
    case .lateBinding: lines.append("form: late_binding")
    case .materialized: lines.append("form: materialized")
    }
    if let indexes = view.indexes, !indexes.isEmpty {
      let table = DeclaredTable(address: address, columns: view.columns)
      lines += self.indexes(indexes, of: table)
    }
    let notes = view.columns.filter { $0.comment != nil }
    if !notes.isEmpty {
      lines.append("columns:")
      for column in notes {
        lines.append(
          "  - "
            + YAMLText.mapping([
              ("name", YAMLText.scalar(column.name)),
              ("doc", YAMLText.quoted(column.comment ?? "")),
            ]))
      }
    }
    write(lines, to: base + ".yaml")
    write([text], to: base + ".sql")
  }
}
