internal import Analysis
internal import Catalog
internal import Diagnostics
internal import Graph
internal import SQL
internal import Spec

/// Views of the warehouse.
extension Compilation {
  /// What a view reads comes before it.
  mutating func lowerWarehouseViews() {
    var views: [TableAddress: ParsedView] = [:]
    for spec in project.views where spec.side.value == .warehouse {
      guard let address = declaredAddress(spec.name, on: .warehouse) else { continue }
      guard !spec.header.isIncomplete, views[address] == nil else {
        unreadable.insert(address)
        continue
      }
      var found = DiagnosticSink()
      let query = parseQuery(spec.sql.text, dialect: spec.dialect.authored, sink: &found)
      views[address] = ParsedView(spec: spec, address: address, query: query, sink: found)
    }
    for address in order(of: views) { lower(views[address]!) }
  }

  private mutating func order(of views: [TableAddress: ParsedView]) -> [TableAddress] {
    var edges: [(from: TableAddress, to: TableAddress)] = []
    for (address, view) in views.sorted(by: { $0.key < $1.key }) {
      for name in view.query.tableNames where name.count == 2 {
        let read = TableAddress(.warehouse, name[0], name[1])
        if views[read] != nil { edges.append((from: read, to: address)) }
      }
    }
    let graph = DirectedGraph(edges: edges)
    for cycle in graph.cycles() {
      unreadable.formUnion(cycle)
      sink.report(.cyclicViews(cycle.map { ($0, views[$0]!.spec.name.span) }))
    }
    let rest = views.keys.filter { !graph.contains($0) }.sorted()
    return (rest + graph.topologicalOrder()).filter { !unreadable.contains($0) }
  }

  private mutating func lower(_ view: ParsedView) {
    let (spec, address, text) = (view.spec, view.address, view.spec.sql.text)
    let authored = spec.dialect.authored
    var found = view.sink
    var meaning = DiagnosticSink()
    let analyzed = analyze(
      view.query, in: text, dialect: authored, tables: warehouseTables, sink: &meaning)
    if !found.hasErrors { found.absorb(meaning) }
    let printed = view.query.printed(for: dialect, notes: analyzed.notes)
    if !found.hasErrors { printed.report(in: text, into: &found) }
    sink.absorb(found)
    guard !found.hasErrors else {
      unreadable.insert(address)
      return
    }
    let columns = columns(of: analyzed, spec, address)
    let indexes = spec.indexes.map {
      self.indexes(
        $0, of: DeclaredTable(address: address, columns: columns, span: spec.name.span), authored)
    }
    desired.warehouse.views[address] = WarehouseView(
      address: address, kind: kind(of: spec), body: printed.text, columns: columns,
      indexes: dialect.id == Dialect.postgreSQL.id ? indexes : nil,
      owner: spec.databaseOwner.map { RoleName($0.value) }, comment: spec.header.doc?.value)
    declare(.table(address), at: spec.name.span)
    lineage.set(analyzed.lineage, of: address)
    if let was = spec.was { renames.tables[address] = oldAddress(was.value, of: address) }
  }

  /// A type that nothing is known of is the server's affair.
  private mutating func columns(
    of query: AnalyzedQuery, _ spec: ViewSpec, _ address: TableAddress
  ) -> [Column] {
    let names = query.columns.map(\.name)
    for note in spec.columns {
      sink.require(note.name.value, at: note.name.span, in: names, of: address)
    }
    return query.columns.map { column in
      let note = spec.columns.first { $0.name.value == column.name }
      declare(
        .column(ColumnAddress(address, column.name)), at: note?.name.span ?? spec.name.span)
      return Column(
        column.name, column.type ?? .native("unknown"), comment: note?.doc?.value)
    }
  }

  private mutating func kind(of spec: ViewSpec) -> WarehouseView.Kind {
    switch spec.form?.value {
    case nil, .plain: return .plain
    case .materialized: return .materialized
    // Every view of PostgreSQL is bound to what it reads.
    case .lateBinding: return dialect.id == Dialect.redshift.id ? .lateBinding : .plain
    }
  }

  /// The tables and views of the warehouse, by the names that queries use.
  private var warehouseTables: DeclaredTables {
    let warehouse = desired.warehouse
    return DeclaredTables(
      table: { [provenance] name in
        guard let address = TableAddress(warehouse: name),
          let columns = warehouse.tables[address]?.columns ?? warehouse.views[address]?.columns
        else { return nil }
        return DeclaredTable(
          address: address, columns: columns, span: provenance[.table(address)])
      },
      names: {
        (warehouse.tables.keys.map(\.dotted) + warehouse.views.keys.map(\.dotted)).sorted()
      },
      isUnreadable: { [unreadable] name in
        TableAddress(warehouse: name).map(unreadable.contains) ?? false
      })
  }
}

extension Spanned<ViewDialectChoice>? {
  /// What the query of a view of the warehouse is written in.
  fileprivate var authored: Dialect {
    switch self?.value {
    case .spark: .spark
    case .trino: .trino
    case .postgresql: .postgreSQL
    case .duckdb: .duckDB
    case .redshift, nil: .redshift
    }
  }
}

/// A view and its query.
private struct ParsedView {
  let spec: ViewSpec
  let address: TableAddress
  let query: Query
  let sink: DiagnosticSink
}

extension TableAddress {
  /// The table of the warehouse that a query's name means; nil when it has not two parts.
  fileprivate init?(warehouse name: TableName) {
    guard name.parts.count == 2 else { return nil }
    self.init(.warehouse, name.parts[0].name, name.parts[1].name)
  }
}
