internal import Catalog
internal import Diagnostics
internal import ScheduleModel
internal import Spec

/// What schedules and roles make of selectors: tasks, and tables of the warehouse.
extension Compilation {
  /// The tasks that a selector names; reports one that names none.
  mutating func selectedTasks(_ selector: Spanned<Selector>) -> Set<TargetID> {
    guard let objects = selected(selector) else { return [] }
    var targets = Set<TargetID>(minimumCapacity: objects.count)
    for object in objects {
      if let target = object.target, tasks[target] != nil { targets.insert(target) }
    }
    if targets.isEmpty, selector.value.base != .everything, !isUnreadable(selector.value) {
      sink.report(
        .selectsNothing(
          "that runs", at: selector.span, help: self.objects.advice(selector.value, to: "run")))
    }
    return targets
  }

  /// The warehouse tables and views that a selector names; reports one that names none.
  mutating func selectedTables(_ selector: Spanned<Selector>) -> Set<TableAddress> {
    if isMisnamed(selector) { return [] }
    guard let objects = selected(selector.map { $0.inWarehouse }) else { return [] }
    let tables = Set(objects.compactMap(\.table)).filter { table in
      desired.warehouse.tables[table] != nil || desired.warehouse.views[table] != nil
    }
    if tables.isEmpty, isSearch(selector.value), !isUnreadable(selector.value) {
      sink.report(
        .selectsNothing(
          "in the warehouse", at: selector.span,
          help: self.objects.advice(selector.value, to: "stand in the warehouse")))
    }
    return tables
  }

  private mutating func selected(_ selector: Spanned<Selector>) -> [SelectableObject]? {
    switch objects.select(selector.value) {
    case .objects(let objects): return objects
    case .ambiguous(let name):
      sink.report(.ambiguousName(name, at: selector.span))
      return nil
    }
  }

  /// Whether a selector of warehouse tables names a schema or a table that is not there, which is
  /// reported.
  private mutating func isMisnamed(_ selector: Spanned<Selector>) -> Bool {
    switch selector.value.base {
    case .members(let name):
      let schema = SchemaAddress(.warehouse, name.text)
      if project.isUnreadable(.warehouseSchema, name.text) { return true }
      guard name.side == .lake || desired.warehouse.schemas[schema] == nil else { return false }
      if selector.value.includesDownstream, name.side != .warehouse { return false }
      sink.report(
        .unknownReference(
          "schema of the warehouse", name, at: selector.span,
          similar: nearMatch(name.text, among: desired.warehouse.schemas.keys.map(\.name))))
      return true
    case .object(let name):
      if selector.value.includesDownstream, name.side != .warehouse { return false }
      guard let address = address(Spanned(name, at: selector.span), on: .warehouse) else {
        return name.side != nil || reportUnknownTable(name, at: selector.span)
      }
      let isThere =
        desired.warehouse.tables[address] != nil || desired.warehouse.views[address] != nil
      return isThere ? false : reportUnknownTable(name, at: selector.span)
    case .everything, .tag, .source, .kind: return false
    }
  }

  private mutating func reportUnknownTable(_ name: DottedName, at span: SourceSpan) -> Bool {
    if isUnreadable(name) { return true }
    let known = Set(desired.warehouse.tables.keys).union(desired.warehouse.views.keys)
    sink.report(
      .unknownReference(
        "table of the warehouse", name, at: span,
        similar: nearMatch(name.text, among: known.map(\.dotted))))
    return true
  }

  /// Whether a selector may rightly be expected to find something.
  private func isSearch(_ selector: Selector) -> Bool {
    switch selector.base {
    case .everything, .members: false
    case .object, .tag, .source, .kind: true
    }
  }

  /// Whether what a selector names has a mistake that was reported.
  private func isUnreadable(_ selector: Selector) -> Bool {
    switch selector.base {
    case .object(let name):
      project.unreadable.contains { $0.name.text == name.text } || isUnreadable(name)
    case .members(let name):
      project.unreadable.contains { $0.name.text == name.text || $0.name.qualifier == name.text }
    case .source(let name): project.isUnreadable(.source, name)
    case .kind(let kind): project.unreadable.contains { $0.kind == kind }
    case .everything, .tag: !project.unreadable.isEmpty
    }
  }

  /// The columns of warehouse tables that have a tag, or whose values come from one that has it.
  func columns(tagged tag: String) -> Set<ColumnAddress> {
    var reached = Set(project.taggedColumns(tag))
    var open = Array(reached)
    let copies = lineage.copies()
    while let column = open.popLast() {
      for next in copies[column] ?? [] where reached.insert(next).inserted { open.append(next) }
    }
    return reached.filter { desired.warehouse.tables[$0.table] != nil }
  }
}

extension Selector {
  /// The same among what stands in the warehouse, as names without a side are meant where only
  /// tables of the warehouse can stand.
  fileprivate var inWarehouse: Selector {
    func sided(_ name: DottedName) -> DottedName {
      name.side == nil && !includesDownstream
        ? DottedName(side: .warehouse, parts: name.parts) : name
    }
    let base: Base =
      switch base {
      case .members(let name): .members(of: sided(name))
      case .object(let name): .object(sided(name))
      default: base
      }
    return Selector(
      base, includesUpstream: includesUpstream, includesDownstream: includesDownstream)
  }
}

extension ProjectSpec {
  /// The columns that have a tag where they are declared.
  fileprivate func taggedColumns(_ tag: String) -> [ColumnAddress] {
    func has(_ tags: [Spanned<String>]) -> Bool { tags.contains { $0.value == tag } }
    var found: [ColumnAddress] = []
    func add(_ table: DottedName, _ side: Side, _ columns: [(Spanned<String>, [Spanned<String>])]) {
      guard let schema = table.qualifier else { return }
      let address = TableAddress(side, schema, table.last)
      found += columns.filter { has($0.1) }.map { ColumnAddress(address, $0.0.value) }
    }
    var streams: [String: [ColumnSpec]] = [:]
    for source in sources {
      for stream in source.streams {
        streams["\(source.name.value.text).\(stream.name.value)"] = stream.columns
        add(stream.lands.value, .lake, stream.columns.map { ($0.name, $0.tags) })
      }
    }
    for table in lakeTables {
      let columns =
        switch table.columns {
        case .listed(let columns): columns
        case .from(let stream): streams[stream.value.text] ?? []
        }
      add(table.name.value, .lake, columns.map { ($0.name, $0.tags) })
    }
    for table in dimensions {
      guard case .source(let source) = table.members else { continue }
      add(table.name.value, .warehouse, source.attributes.map { ($0.name, $0.tags) })
    }
    for table in facts {
      let columns = table.degenerate.map { ($0.name, $0.tags) }
      add(table.name.value, .warehouse, columns + table.measures.map { ($0.name, $0.tags) })
    }
    for table in aggregates {
      let columns = table.by.map { ($0.name, $0.tags) }
      add(table.name.value, .warehouse, columns + table.measures.map { ($0.name, $0.tags) })
    }
    return found
  }
}
