internal import Analysis
internal import Catalog
internal import Diagnostics
internal import SQL
internal import Spec

/// Tables of the warehouse that are neither dimensions nor facts.
extension Compilation {
  mutating func lowerWarehouseTables() {
    for spec in project.warehouseTables {
      guard let address = declaredAddress(spec.name, on: .warehouse) else { continue }
      guard !spec.header.isIncomplete else {
        unreadable.insert(address)
        continue
      }
      add(
        table(spec, at: address), declaredAt: spec.name.span, lengthIsOfWarehouse: true)
      if let was = spec.was { renames.tables[address] = oldAddress(was.value, of: address) }
    }
  }

  private mutating func table(_ spec: WarehouseTableSpec, at address: TableAddress)
    -> WarehouseTable
  {
    let authored = spec.dialect.authored
    for column in spec.columns {
      let name = ColumnAddress(address, column.name.value)
      declare(.column(name), at: column.span)
      if let was = column.was { renames.columns[name] = was.value }
    }
    let plain = spec.columns.map { Column($0.name.value, $0.type.value) }
    let scope = DeclaredTable(address: address, columns: plain, span: spec.name.span)
    let columns = spec.columns.map { column($0, in: scope, authored) }
    var table = WarehouseTable(
      address: address, columns: columns, primaryKey: names(spec.key, in: scope),
      uniqueKeys: spec.uniqueKeys.map { names($0, in: scope) },
      foreignKeys: spec.foreignKeys.map { foreignKey($0, in: scope) },
      owner: spec.databaseOwner.map { RoleName($0.value) }, comment: spec.header.doc?.value,
      distribution: distribution(spec.distribution, in: scope),
      sortKey: sortKey(spec.sort, in: scope))
    let conditions = spec.checkConstraints?.map { check in
      expression(check.condition, over: scope, authored, .condition).map {
        CheckConstraint(name: check.name.value, condition: $0)
      }
    }
    let indexes = spec.indexes.map { self.indexes($0, of: scope, authored) }
    let partitioning = spec.partitioning.map { partition in
      Partitioning(
        partition.strategy.value.strategy,
        keys: names(partition.columns, in: scope).map { dialect.quoted($0) })
    }
    // What only PostgreSQL has says nothing of a warehouse on Redshift.
    guard dialect.id == Dialect.postgreSQL.id else { return table }
    table.checks = conditions?.compactMap { $0 }
    table.indexes = indexes
    table.partitioning = partitioning
    table.partitions = spec.partitions?.map {
      TablePartition(oldAddress($0.name.value, of: address), $0.bounds)
    }
    return table
  }

  private mutating func names(_ written: [Spanned<String>], in table: DeclaredTable) -> [String] {
    let known = table.columns.map(\.name)
    for name in written {
      sink.require(name.value, at: name.span, in: known, of: table.address)
    }
    return written.map(\.value)
  }

  // MARK: Columns

  private mutating func column(
    _ spec: WarehouseColumnSpec, in table: DeclaredTable, _ authored: Dialect
  ) -> Column {
    var column = Column(
      spec.name.value, spec.type.value, isRequired: spec.isRequired, comment: spec.doc?.value)
    if dialect.typeMapping(spec.type.value) == nil {
      refuse("A column of type '\(spec.type.value)'", at: spec.type.span, "Choose another type.")
    }
    let bare = DeclaredTable(address: table.address, columns: [], span: table.span)
    if let value = spec.defaultValue {
      column.defaultValue = expression(
        value, over: bare, authored, .value, of: spec.type.value)
    }
    if let identity = spec.identity { column.generation = .identity(identity.identity) }
    if let serial = spec.serial, serial.value {
      refuseOnRedshift("A serial column", at: serial.span, "Give it an 'identity'.")
      column.generation = .serial
    }
    if let computed = spec.computed {
      refuseOnRedshift("A computed column", at: computed.span, "Compute it in a view.")
      let others = table.columns.filter { $0.name != spec.name.value }
      let scope = DeclaredTable(address: table.address, columns: others, span: table.span)
      column.generation = expression(computed, over: scope, authored, .value).map { .computed($0) }
    }
    if dialect.id == Dialect.redshift.id { column.encoding = spec.encoding?.value.rawValue }
    return column
  }

  private mutating func refuseOnRedshift(_ what: String, at span: SourceSpan, _ help: String) {
    if dialect.id == Dialect.redshift.id { refuse(what, at: span, help) }
  }

  private mutating func refuse(_ what: String, at span: SourceSpan, _ help: String) {
    sink.report(.notInWarehouse(what, dialect: dialect.title, at: span, help: help))
  }

  // MARK: Expressions

  enum ExpressionUse {
    case value
    case condition
  }

  /// The expression in the canonical text of the warehouse; nil when something in it was reported.
  mutating func expression(
    _ spec: SQLSpec, over table: DeclaredTable, _ authored: Dialect, _ use: ExpressionUse,
    of type: DataType? = nil
  ) -> String? {
    var found = DiagnosticSink()
    var expression = parseExpression(spec.text, dialect: authored, sink: &found)
    if type == .uuid, expression.isRandomUUID {
      expression = Expression(
        .cast(expression, .uuid, CastRules(roundsFractions: false)), at: expression.place)
    }
    var notes = TypeNotes()
    if !found.hasErrors {
      notes =
        switch use {
        case .condition:
          analyzeCondition(
            expression, in: spec.text, over: table, dialect: authored, sink: &found
          ).notes
        case .value:
          analyzeExpression(
            expression, in: spec.text, over: table, dialect: authored, sink: &found
          ).notes
        }
    }
    let printed = expression.printed(for: dialect, notes: notes)
    if !found.hasErrors { printed.report(in: spec.text, into: &found) }
    sink.absorb(found)
    return found.hasErrors ? nil : printed.text
  }

  // MARK: Keys and storage

  private mutating func foreignKey(_ spec: ForeignKeySpec, in table: DeclaredTable) -> ForeignKey {
    let target = address(spec.to, on: .warehouse)
    return ForeignKey(
      columns: names(spec.columns, in: table), target: target ?? table.address,
      targetColumns: spec.toColumns.map(\.value), onDelete: spec.onDelete,
      onUpdate: spec.onUpdate, timing: spec.timing)
  }

  /// References into declared schemas need a declared table; other schemas may hold what no spec
  /// describes.
  mutating func checkForeignKeys() {
    for spec in project.warehouseTables {
      for key in spec.foreignKeys {
        guard let schema = key.to.value.qualifier else { continue }
        let target = TableAddress(.warehouse, schema, key.to.value.last)
        if let table = desired.warehouse.tables[target] {
          let known = table.columns.map(\.name)
          for column in key.toColumns {
            sink.require(column.value, at: column.span, in: known, of: target)
          }
        } else if desired.warehouse.schemas[target.schema] != nil, !unreadable.contains(target) {
          sink.report(
            .unknownReference(
              "table of the warehouse", key.to.value, at: key.to.span,
              similar: nearMatch(
                target.dotted, among: desired.warehouse.tables.keys.map(\.dotted))))
        }
      }
    }
  }

  mutating func indexes(_ specs: [IndexSpec], of table: DeclaredTable, _ authored: Dialect)
    -> [TableIndex]
  {
    specs.compactMap { spec in
      let parts = spec.parts.map { part($0, of: table, authored) }
      let included = names(spec.included, in: table)
      let condition = spec.condition.map { expression($0, over: table, authored, .condition) }
      guard !parts.contains(where: { $0 == nil }), condition != .some(nil) else { return nil }
      let found = parts.compactMap { $0 }
      let words = found.map { $0.column ?? "expr" }
      let name =
        spec.name?.value
        ?? GeneratedName.joining([table.address.name] + words, "idx", maximumBytes: 63)
      return TableIndex(
        name: name, method: spec.method?.value ?? "btree", isUnique: spec.isUnique, parts: found,
        included: included, condition: condition ?? nil)
    }
  }

  private mutating func part(
    _ spec: IndexPartSpec, of table: DeclaredTable, _ authored: Dialect
  ) -> IndexPart? {
    let key: IndexPart.Key
    switch spec.key {
    case .column(let name):
      _ = names([name], in: table)
      key = .column(name.value)
    case .expression(let text):
      guard let text = expression(text, over: table, authored, .value) else { return nil }
      key = .expression(text)
    }
    return IndexPart(
      key, operatorClass: spec.operatorClass.map { dialect.quoted($0.value.parts) },
      isDescending: spec.isDescending, nullsFirst: spec.nullsFirst)
  }

  private mutating func distribution(_ spec: DistributionSpec?, in table: DeclaredTable)
    -> Distribution?
  {
    guard let spec else { return nil }
    if let column = spec.column { _ = names([column], in: table) }
    guard dialect.id == Dialect.redshift.id else { return nil }
    switch spec.style.value {
    case .automatic: return nil
    case .even: return .even
    case .all: return .all
    case .key: return spec.column.map { .key($0.value) }
    }
  }

  private mutating func sortKey(_ spec: SortSpec?, in table: DeclaredTable) -> SortKey? {
    guard let spec else { return nil }
    let columns = names(spec.columns, in: table)
    guard dialect.id == Dialect.redshift.id, spec.style.value != .automatic else { return nil }
    return SortKey(columns, isInterleaved: spec.style.value == .interleaved)
  }
}

extension Spanned<WarehouseDialectChoice>? {
  /// What an SQL text of the warehouse is written in.
  var authored: Dialect { self?.value == .postgresql ? .postgreSQL : .redshift }
}

extension PartitionStrategyChoice {
  fileprivate var strategy: Partitioning.Strategy {
    switch self {
    case .range: .range
    case .list: .list
    case .hash: .hash
    }
  }
}
