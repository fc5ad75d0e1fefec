internal import Analysis
internal import Catalog
internal import Diagnostics
internal import Graph
internal import SQL
internal import ScheduleModel
internal import Spec

extension Compilation {
  mutating func lowerTransforms() {
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
      lower(spec, into: table)
    }
    reportCycles(made)
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

  private mutating func lower(_ spec: TransformSpec, into table: LakeTable) {
    var found = DiagnosticSink()
    let query = parseQuery(spec.sql.text, dialect: lakeDialect, sink: &found)
    var meaning = DiagnosticSink()
    let analyzed = analyze(
      query, in: spec.sql.text, dialect: lakeDialect, tables: declaredLakeTables, sink: &meaning)
    checkAssignable(
      analyzed, in: spec.sql.text, dialect: lakeDialect, to: declared(table), sink: &meaning)
    // What a query means is not known where it cannot be read.
    if !found.hasErrors { found.absorb(meaning) }
    let printed = query.printed(for: engineDialect, notes: analyzed.notes) { name in
      TableName([Identifier("lake")] + name.parts)
    }
    if !found.hasErrors { printed.report(in: spec.sql.text, into: &found) }
    sink.absorb(found)

    var mode = ReplaceMode.full
    if let interval = spec.interval {
      guard let column = intervalColumn(interval, in: table.columns) else { return }
      mode = .range(column: column)
    }
    var checks: [CompiledCheck] = []
    for rule in spec.checks {
      checks += compiled(rule, columns: table.columns, of: table.address, in: engineDialect)
    }
    checks += standaloneChecks(on: table, dialect: engineDialect)
    recordLineage(of: analyzed, into: table)
    add(
      TaskNode(
        target: TargetID(table.address), inputs: analyzed.tablesRead.map { TargetID($0) },
        work: .transform(
          work: TransformWork(
            table: table.address, query: printed.text, columns: table.columns, mode: mode,
            checks: checks))))
  }

  private mutating func recordLineage(of query: AnalyzedQuery, into table: LakeTable) {
    for column in query.columns {
      lineage.columns[ColumnAddress(table.address, column.name)] = .init(
        direct: column.lineage.direct, influencing: column.lineage.influences)
    }
  }

  private mutating func reportCycles(_ made: [TableAddress: TransformSpec]) {
    var edges: [(from: TableAddress, to: TableAddress)] = []
    for address in made.keys.sorted() {
      guard let task = tasks[TargetID(address)] else { continue }
      for other in made.keys.sorted() where task.inputs.contains(TargetID(other)) {
        edges.append((from: other, to: address))
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
  private var declaredLakeTables: DeclaredTables {
    var tables: [TableName: DeclaredTable] = [:]
    for table in desired.lake.tables.values {
      let parts = table.address.dotted.split(separator: ".")
      let name = TableName(parts.map { Identifier(String($0)) })
      tables[name] = declared(table)
    }
    let known = tables
    let silenced = Set(unreadable.map(\.dotted))
    return DeclaredTables(
      table: { known[$0] }, names: { known.values.map(\.address.dotted).sorted() },
      isUnreadable: { silenced.contains($0.description) })
  }
}
