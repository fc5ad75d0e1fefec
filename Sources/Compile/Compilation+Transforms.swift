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
  let table: TableAddress
}

/// What is found out about one transform. It depends on nothing but its spec and the declared tables,
/// so that many can be worked on at a time.
package struct LoweredTransform: Sendable {
  let sink: DiagnosticSink
  let lineage: QueryLineage
  /// Nil when its spec is wrong, which is reported.
  let task: PlannedTask?
  /// The transforms, by their place among those planned, that fill what it reads.
  let inputs: [Int]
}

extension Compilation {
  /// Finds the transforms whose queries are to be analysed; the first one of a table counts.
  mutating func planTransforms() {
    transforms.reserveCapacity(project.transforms.count)
    transformsByTarget.reserveCapacity(project.transforms.count)
    for spec in project.transforms {
      if isAmbiguous(spec.target) || isInWarehouse(spec) { continue }
      guard let table = lakeTable(spec.target)?.address else { continue }
      if let first = transformsByTarget[table] {
        let first = transforms[first].spec.target.span
        sink.report(.twoMakers(table, at: spec.target.span, first: first))
        continue
      }
      if let loaded = loads[table] {
        sink.report(.loadedAndTransformed(table, by: loaded.inputs, at: spec.target.span))
        continue
      }
      transformsByTarget[table] = transforms.count
      transforms.append(PlannedTransform(spec: spec, table: table))
    }
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

  func lowered(_ transform: PlannedTransform, for purpose: CompilationPurpose) -> LoweredTransform {
    guard let table = desired.lake.tables[transform.table] else {
      preconditionFailure("The table of a planned transform is not there: \(transform.table)")
    }
    let text = transform.spec.sql.text
    var found = DiagnosticSink()
    let query = parseQuery(text, dialect: lakeDialect, sink: &found)
    var meaning = DiagnosticSink()
    let analyzed = analyze(
      query, in: text, dialect: lakeDialect, tables: queryTables, sink: &meaning)
    checkAssignable(
      analyzed, in: text, dialect: lakeDialect,
      to: DeclaredTable(
        address: table.address, columns: table.columns, span: provenance[.table(table.address)]),
      sink: &meaning)
    // What a query means is not known where it cannot be read.
    if !found.hasErrors { found.absorb(meaning) }
    let printed = query.printed(for: engineDialect, notes: analyzed.notes) { name in
      TableName([Identifier("lake")] + name.parts)
    }
    if !found.hasErrors { printed.report(in: text, into: &found) }
    let tablesRead = analyzed.lineage.tablesRead
    // Whoever only checks has no use for the texts, and they are large.
    let isDeployed = purpose == .deployment
    let work = work(
      of: transform, filling: table, query: isDeployed ? printed.text : "", sink: &found)
    return LoweredTransform(
      sink: found, lineage: analyzed.lineage,
      task: work.map {
        PlannedTask(
          target: TargetID(table.address), inputs: tablesRead.map { TargetID($0) },
          work: .transform(work: $0),
          query: isDeployed ? version(of: query, analyzed.notes, printed.text) : nil)
      },
      inputs: tablesRead.compactMap { transformsByTarget[$0] })
  }

  private func version(of query: Query, _ notes: TypeNotes, _ text: String) -> Fingerprint {
    Fingerprint(of: Array((query.normalText(in: engineDialect, notes: notes) ?? text).utf8))
  }

  private func work(
    of transform: PlannedTransform, filling table: LakeTable, query: String,
    sink: inout DiagnosticSink
  ) -> TransformWork? {
    var mode = ReplaceMode.full
    if let interval = transform.spec.interval {
      guard let column = intervalColumn(interval, in: table.columns, sink: &sink) else {
        return nil
      }
      mode = .range(column: column)
    }
    return TransformWork(
      table: table.address, query: query, columns: table.columns, mode: mode,
      checks: checkLowering.checks(transform.spec.checks, of: table, sink: &sink))
  }

  /// Takes over what was found out about the planned transforms, one for each, in their order.
  mutating func addTransforms(_ lowered: [LoweredTransform]) {
    precondition(lowered.count == transforms.count, "a transform was not lowered")
    tasks.reserveCapacity(tasks.count + lowered.count)
    lineage.reserveCapacity(lowered.count)
    var edges: [(from: Int, to: Int)] = []
    for (place, lowered) in lowered.enumerated() {
      sink.absorb(lowered.sink)
      guard let task = lowered.task else { continue }
      lineage.set(lowered.lineage, of: transforms[place].table)
      add(task)
      for input in lowered.inputs { edges.append((from: input, to: place)) }
    }
    for cycle in shortestCycles(nodeCount: transforms.count, edges: edges) {
      sink.report(
        .cyclicTransforms(cycle.map { (transforms[$0].table, transforms[$0].spec.target.span) }))
    }
    transforms = []
  }

  /// The tables of the lake, by the names that queries use.
  private var queryTables: DeclaredTables {
    let tables = desired.lake.tables
    return DeclaredTables(
      table: { [provenance] name in
        guard let address = TableAddress(lake: name), let table = tables[address] else {
          return nil
        }
        return DeclaredTable(
          address: address, columns: table.columns, span: provenance[.table(address)])
      },
      names: { tables.keys.map(\.dotted).sorted() },
      isUnreadable: { [unreadable] name in
        TableAddress(lake: name).map(unreadable.contains) ?? false
      })
  }
}

extension TableAddress {
  /// The table of the lake that a query's name means; nil when it has one part only.
  fileprivate init?(lake name: TableName) {
    guard let last = name.parts.last, name.parts.count > 1 else { return nil }
    self.init(.lake, name.parts.dropLast().map(\.name).joined(separator: "."), last.name)
  }
}

extension DeclaredTables {
  /// Tables by the names that queries use.
  init(_ tables: [String: DeclaredTable]) {
    self.init(table: { tables[$0.description] }, names: { tables.keys.sorted() })
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
