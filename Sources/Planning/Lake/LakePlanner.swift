internal import Catalog
internal import Diagnostics
internal import Iceberg
internal import PlanModel

/// The lake's part of a plan: one commit a table.
struct LakePlanner {
  private let input: PlanningInput
  private(set) var steps: [Step] = []
  private(set) var held: [HeldChange] = []
  private(set) var retired: [ObjectAddress] = []
  private(set) var unmanaged: [ObjectAddress] = []
  private(set) var sink = DiagnosticSink()
  /// Live tables by the name they have after renames.
  private var tables: [TableAddress: TableMetadata]
  /// What the ledger says Weir made, under those names.
  private var ledger: Set<ObjectAddress>

  init(_ input: PlanningInput) {
    self.input = input
    tables = input.lakeTables
    ledger = Set(input.facts.ledger.keys)
    planNamespaces()
    planRenames()
    for table in desired.tables.values.sorted(by: { $0.address < $1.address }) { plan(table) }
    findOthers()
  }

  private var desired: LakeState { input.desired.lake }

  private func mode(_ namespace: SchemaAddress) -> ManageMode {
    input.scope.schemas[namespace] ?? .observe
  }

  private mutating func add(
    _ change: Change, _ request: LakeRequest, made: [LedgerNote] = [],
    forgotten: [ObjectAddress] = []
  ) {
    steps.append(
      Step(
        number: 0, change: change, action: .lake(request: request), made: made,
        forgotten: forgotten))
  }

  // MARK: Namespaces

  private mutating func planNamespaces() {
    for (address, namespace) in desired.namespaces.sorted(by: { $0.key < $1.key })
    where mode(address) != .observe {
      guard let live = input.live.lake.namespaces[address] else {
        add(
          Change(.createNamespace, .schema(address), reason: "the spec declares it"),
          .createNamespace(namespace: address, properties: namespace.properties),
          made: [LedgerNote(.schema(address))])
        continue
      }
      let updates = namespace.properties.filter { live.properties[$0.key] != $0.value }
      guard !updates.isEmpty else { continue }
      add(
        Change(
          .alterNamespace, .schema(address), after: updates.keys.sorted().joined(separator: ", "),
          reason: "the spec sets other properties"),
        .updateNamespace(namespace: address, removals: [], updates: updates))
    }
  }

  // MARK: Tables

  private mutating func planRenames() {
    for (new, old) in input.renames.tables.sorted(by: { $0.key < $1.key })
    where new.side == .lake && mode(new.schema) != .observe && tables[new] == nil {
      guard let metadata = tables.removeValue(forKey: old) else { continue }
      tables[new] = metadata
      let isOurs = ledger.remove(.table(old)) != nil
      if isOurs { ledger.insert(.table(new)) }
      let change = Change(
        .renameTable, .table(new), before: old.dotted, after: new.dotted,
        reason: "the spec says it was '\(old.dotted)'",
        risks: [Risk(.breaks, "queries that still say '\(old.dotted)' fail")])
      add(
        change, .renameTable(from: old, to: new), made: isOurs ? [LedgerNote(.table(new))] : [],
        forgotten: isOurs ? [.table(old)] : [])
    }
  }

  private mutating func plan(_ table: LakeTable) {
    guard mode(table.address.schema) != .observe else { return }
    guard let live = tables[table.address] else {
      create(table)
      return
    }
    let wanted = keepingUnnamedDrops(table.storedInLake, live)
    let renames = renamedColumns(of: table.address)
    switch live.evolution(to: wanted, renames: renames) {
    case .unchanged: break
    case .impossible(let problems):
      sink.report(.impossibleEvolution(table.address, problems.map(\.reason)))
    case .commit(let commit, let cautions):
      let old = live.lakeTable(at: table.address, properties: .all).table
      let change = LakeTableChange(
        from: old, to: wanted, renames: renames, cautions: cautions,
        readers: input.readers, isEmpty: live.snapshots.isEmpty)
      add(change.described, .commitTable(table: table.address, body: commit.json))
    }
  }

  private mutating func create(_ table: LakeTable) {
    do {
      let request = try CreateTableRequest(table)
      add(
        Change(
          .createTable, .table(table.address), after: counted(table.columns.count, "column"),
          reason: "the spec declares it"),
        .createTable(table: table.address, body: request.json),
        made: [LedgerNote(.table(table.address))])
    } catch {
      sink.report(.impossibleEvolution(table.address, [error.message]))
    }
  }

  private func renamedColumns(of table: TableAddress) -> [String: String] {
    var names: [String: String] = [:]
    for (new, old) in input.renames.columns where new.table == table { names[new.name] = old }
    return names
  }

  /// The desired table with live columns that specs no longer name and nobody has named to be
  /// dropped, in their old places; without new ones that look like them renamed.
  private mutating func keepingUnnamedDrops(_ table: LakeTable, _ live: TableMetadata) -> LakeTable
  {
    var wanted = table
    let old = live.lakeTable(at: table.address, properties: .all).table
    let renames = renamedColumns(of: table.address)
    let renamed = Set(renames.values)
    let new = table.columns.filter { column in
      let names = [column.name, renames[column.name]]
      return !old.columns.contains { names.contains($0.name) }
    }
    for (place, column) in old.columns.enumerated()
    where !table.columns.contains(where: { $0.name == column.name })
      && !renamed.contains(column.name)
    {
      let address = ColumnAddress(table.address, column.name)
      if input.policy.isNamed(.destroys, .column(address)) { continue }
      wanted.columns.insert(column, at: min(place, wanted.columns.count))
      let twin = ProbableRename.twin(
        of: column.name, column.type, among: new, wanted: table.columns, live: old.columns)
      hold(column, at: address, twin: twin)
      if let twin { wanted.columns.removeAll { $0.name == twin.name } }
    }
    return wanted
  }

  private mutating func hold(_ column: Column, at address: ColumnAddress, twin: Column?) {
    let drop = Change(
      .dropColumn, .column(address), before: column.type.description, reason: "no spec names it",
      risks: [Risk(.destroys, "its values can no longer be read")])
    guard let twin else {
      held.append(
        HeldChange(
          change: drop, why: "dropping data must be named: --allow destroys:\(address)"))
      return
    }
    let hint = "say 'was: \(column.name)', or --allow destroys:\(address)"
    held.append(HeldChange(change: drop, why: "it looks renamed to '\(twin.name)'; \(hint)"))
    let add = Change(
      .addColumn, .column(ColumnAddress(address.table, twin.name)),
      after: twin.type.description, reason: "the spec declares it")
    held.append(HeldChange(change: add, why: "it looks like '\(column.name)' renamed; \(hint)"))
  }

  // MARK: What specs do not name

  private mutating func findOthers() {
    for address in tables.keys.sorted() where desired.tables[address] == nil {
      let object = ObjectAddress.table(address)
      guard ledger.contains(object) else {
        if input.scope.schemas[address.schema] != nil { unmanaged.append(object) }
        continue
      }
      let isDue = input.isDue(object)
      guard isDue || input.policy.isNamed(.destroys, object) else {
        retired.append(object)
        continue
      }
      add(
        Change(
          .dropTable, object, reason: isDue ? input.dueReason : "the command line names it",
          risks: [Risk(.destroys, "the table is gone from the catalog; its files stay")]),
        .dropTable(table: address), forgotten: [object])
      steps[steps.count - 1].isDue = isDue ? true : nil
    }
    markRetired()
  }

  /// The ledger remembers when a table was first missed, so that its time runs, and forgets it when
  /// specs name it again.
  private mutating func markRetired() {
    for object in retired where input.facts.ledger[object]?.retiredSeconds == nil {
      mark(object, .retireTable, "no spec names it; its data stays", isRetired: true)
    }
    for address in desired.tables.keys.sorted() {
      let object = ObjectAddress.table(address)
      guard input.facts.ledger[object]?.retiredSeconds != nil else { continue }
      mark(object, .reinstateTable, "specs name it again", isRetired: false)
    }
  }

  private mutating func mark(
    _ object: ObjectAddress, _ kind: Change.Kind, _ reason: String, isRetired: Bool
  ) {
    steps.append(
      Step(
        number: 0, change: Change(kind, object, reason: reason),
        action: .warehouse(statements: [], transaction: .shared),
        made: [LedgerNote(object, isRetired: isRetired)]))
  }
}
