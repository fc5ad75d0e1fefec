package import Analysis
internal import Catalog
internal import Diagnostics
internal import Graph
package import SQL
internal import ScheduleModel
internal import Spec

/// A transform and the table that it fills; its query is analysed apart from all others.
struct PlannedTransform: Sendable {
  let spec: TransformSpec
  let table: LakeTable
}

/// What is found out about one transform's query. It depends on nothing but the query and the
/// declared tables, so that many can be worked on at a time.
package struct LoweredTransform: Sendable {
  let sink: DiagnosticSink
  /// As the engine is given it.
  let query: String
  let lineage: QueryLineage
}

extension Compilation {
  /// Finds the transforms whose queries are to be analysed; the first one of a table counts.
  mutating func planTransforms() {
    var made: [TableAddress: TransformSpec] = [:]
    for spec in project.transforms {
      if isAmbiguous(spec.target) || isInWarehouse(spec) { continue }
      guard let table = lakeTable(spec.target) else { continue }
      if let first = made[table.address] {
        sink.report(
          .twoMakers(table.address, at: spec.target.span, first: first.target.span))
        continue
      }
      if let loaded = tasks[TargetID(table.address)] {
        sink.report(.loadedAndTransformed(table.address, by: loaded.inputs, at: spec.target.span))
        continue
      }
      made[table.address] = spec
      transforms.append(PlannedTransform(spec: spec, table: table))
    }
    queryTables = lakeTablesForQueries
  }

  /// Whether a transform fills a table of the warehouse, which is refused.
  private mutating func isInWarehouse(_ spec: TransformSpec) -> Bool {
    let name = spec.target.value
    guard name.side != .lake, warehouseNames.contains(name.text) else { return false }
    sink.report(
      .unbuilt(
        "transforms into the warehouse", at: spec.target.span,
        help: "Fill a lake table, and make a dimension or a fact from it."))
    return true
  }

  func lowered(_ transform: PlannedTransform) -> LoweredTransform {
    let text = transform.spec.sql.text
    var found = DiagnosticSink()
    let query = parseQuery(text, dialect: lakeDialect, sink: &found)
    var meaning = DiagnosticSink()
    let analyzed = analyze(
      query, in: text, dialect: lakeDialect, tables: queryTables, sink: &meaning)
    checkAssignable(
      analyzed, in: text, dialect: lakeDialect, to: declared(transform.table), sink: &meaning)
    // What a query means is not known where it cannot be read.
    if !found.hasErrors { found.absorb(meaning) }
    let printed = query.printed(for: engineDialect, notes: analyzed.notes) { name in
      TableName([Identifier("lake")] + name.parts)
    }
    if !found.hasErrors { printed.report(in: text, into: &found) }
    return LoweredTransform(
      sink: found, query: printed.text, lineage: analyzed.lineage)
  }

  /// Takes over what was found out about the planned transforms, one for each, in their order.
  mutating func addTransforms(_ lowered: [LoweredTransform]) {
    precondition(lowered.count == transforms.count, "a transform was not lowered")
    for (transform, lowered) in zip(transforms, lowered) { add(lowered, of: transform) }
    reportCycles(
      Dictionary(uniqueKeysWithValues: transforms.map { ($0.table.address, $0.spec) }))
    transforms = []
  }

  private mutating func add(_ lowered: LoweredTransform, of transform: PlannedTransform) {
    sink.absorb(lowered.sink)
    let table = transform.table
    var mode = ReplaceMode.full
    if let interval = transform.spec.interval {
      guard let column = intervalColumn(interval, in: table.columns) else { return }
      mode = .range(column: column)
    }
    var checks: [CompiledCheck] = []
    for rule in transform.spec.checks {
      checks += compiled(rule, columns: table.columns, of: table.address, in: engineDialect)
    }
    checks += standaloneChecks(on: table, dialect: engineDialect)
    lineage.set(lowered.lineage, of: table.address)
    add(
      PlannedTask(
        target: TargetID(table.address), inputs: lowered.lineage.tablesRead.map { TargetID($0) },
        work: .transform(
          work: TransformWork(
            table: table.address, query: lowered.query, columns: table.columns, mode: mode,
            checks: checks))))
  }

  private mutating func reportCycles(_ made: [TableAddress: TransformSpec]) {
    var edges: [(from: TableAddress, to: TableAddress)] = []
    let byTarget = Dictionary(uniqueKeysWithValues: made.keys.map { (TargetID($0), $0) })
    for address in made.keys.sorted() {
      for input in tasks[TargetID(address)]?.inputs ?? [] {
        if let other = byTarget[input] { edges.append((from: other, to: address)) }
      }
    }
    for cycle in DirectedGraph(edges: edges).cycles() {
      let places = cycle.compactMap { address in made[address].map { (address, $0.target.span) } }
      sink.report(.cyclicTransforms(places))
    }
  }

  /// A table of the lake as queries see it.
  private func declared(_ table: LakeTable) -> DeclaredTable {
    DeclaredTable(
      address: table.address, columns: table.columns, span: provenance[.table(table.address)])
  }

  /// The tables of the lake, by the names that queries use.
  private var lakeTablesForQueries: DeclaredTables {
    var tables: [String: DeclaredTable] = [:]
    tables.reserveCapacity(desired.lake.tables.count)
    for table in desired.lake.tables.values { tables[table.address.dotted] = declared(table) }
    return DeclaredTables(tables, unreadable: Set(unreadable.map(\.dotted)))
  }
}

extension DeclaredTables {
  /// Tables by the names that queries use.
  init(_ tables: [String: DeclaredTable], unreadable: Set<String> = []) {
    self.init(
      table: { tables[$0.description] }, names: { tables.keys.sorted() },
      isUnreadable: { unreadable.contains($0.description) })
  }
}

extension CompiledProject {
  /// The tables that a query in `dialect` may read: of the lake where lake queries are written in
  /// it, else of the warehouse; by their dotted names, the other side's where a name is free.
  package func declaredTables(readBy dialect: Dialect) -> DeclaredTables {
    var tables: [String: DeclaredTable] = [:]
    func add(_ address: TableAddress, _ columns: [Column]) {
      guard tables[address.dotted] == nil else { return }
      tables[address.dotted] = DeclaredTable(
        address: address, columns: columns, span: provenance[.table(address)])
    }
    func addLake() { for (address, table) in desired.lake.tables { add(address, table.columns) } }
    func addWarehouse() {
      for (address, table) in desired.warehouse.tables { add(address, table.columns) }
    }
    if dialect.capabilities.readsLake {
      addLake()
      addWarehouse()
    } else {
      addWarehouse()
      addLake()
    }
    return DeclaredTables(tables)
  }
}
