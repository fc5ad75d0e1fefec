internal import Analysis
internal import Catalog
internal import SQL

extension WarehouseImporter {
  mutating func add(_ table: WarehouseTable) {
    let address = table.address
    let scope = DeclaredTable(address: address, columns: table.columns)
    var lines = ["kind: warehouse_table", "name: \(YAMLText.scalar(address.dotted))"]
    if let comment = table.comment { lines.append("doc: \(YAMLText.quoted(comment))") }
    lines.append("dialect: \(dialect.id)")
    lines.append("columns:")
    for column in table.columns { lines += self.column(column, of: scope) }
    if !table.primaryKey.isEmpty { lines.append("key: \(YAMLText.list(table.primaryKey))") }
    if !table.uniqueKeys.isEmpty {
      lines.append(
        "unique: [\(table.uniqueKeys.map { YAMLText.list($0) }.joined(separator: ", "))]")
    }
    lines += foreignKeys(table.foreignKeys)
    if let checks = table.checks, !checks.isEmpty { lines += self.checks(checks, of: scope) }
    if let indexes = table.indexes, !indexes.isEmpty { lines += self.indexes(indexes, of: scope) }
    lines += partitions(of: table)
    lines += layout(of: table)
    write(lines, to: "\(folder(of: address.schema))/\(address.name).yaml")
  }

  // MARK: Columns

  private mutating func column(_ column: Column, of table: DeclaredTable) -> [String] {
    let address = ColumnAddress(table.address, column.name)
    var lines = [
      "  - name: \(YAMLText.scalar(column.name))",
      "    type: \(YAMLText.scalar(column.type.description))",
    ]
    if column.isRequired { lines.append("    required: true") }
    if let value = column.defaultValue {
      let bare = DeclaredTable(address: table.address, columns: [])
      if let why = understanding.objection(to: value, over: bare) {
        leaveOut(.column(address), "its default '\(value)' stays as it is: \(why)")
      } else {
        lines.append("    default: \(YAMLText.quoted(value))")
      }
    }
    switch column.generation {
    case nil: break
    case .serial: lines.append("    serial: true")
    case .identity(let identity):
      lines.append(
        "    identity: "
          + YAMLText.mapping([
            ("mode", identity.isAlways ? "always" : "by_default"), ("start", "\(identity.start)"),
            ("step", "\(identity.step)"),
          ]))
    case .computed(let text):
      if let why = understanding.objection(to: text, over: table) {
        leaveOut(.column(address), "what it is computed from stays as it is: \(why)")
      } else {
        lines.append("    computed: \(YAMLText.quoted(text))")
      }
    }
    if let encoding = column.encoding { lines.append("    encoding: \(encoding)") }
    if let comment = column.comment { lines.append("    doc: \(YAMLText.quoted(comment))") }
    return lines
  }

  // MARK: Keys

  private func foreignKeys(_ keys: [ForeignKey]) -> [String] {
    if keys.isEmpty { return [] }
    return ["foreign_keys:"]
      + keys.map { key in
        var entries = [
          ("columns", YAMLText.list(key.columns)), ("to", YAMLText.scalar(key.target.dotted)),
        ]
        if key.targetColumns != key.columns {
          entries.append(("to_columns", YAMLText.list(key.targetColumns)))
        }
        if key.onDelete != .noAction { entries.append(("on_delete", key.onDelete.word)) }
        if key.onUpdate != .noAction { entries.append(("on_update", key.onUpdate.word)) }
        switch key.timing {
        case .immediate: break
        case .deferrable: entries.append(("checked", "deferrable"))
        case .deferred: entries.append(("checked", "deferred"))
        }
        return "  - " + YAMLText.mapping(entries)
      }
  }

  private mutating func checks(_ checks: [CheckConstraint], of table: DeclaredTable) -> [String] {
    var lines: [String] = []
    for check in checks {
      let address = ObjectAddress.constraint(table: table.address, name: check.name)
      if !isPlainName(check.name) {
        leaveOut(address, "specs have no way to write its name; it stays as it is")
      } else if let why = understanding.objection(to: check.condition, over: table) {
        leaveOut(address, "it stays as it is: \(why)")
      } else {
        lines.append(
          "  - "
            + YAMLText.mapping([
              ("name", YAMLText.scalar(check.name)),
              ("condition", YAMLText.quoted(check.condition)),
            ]))
      }
    }
    return lines.isEmpty ? [] : ["check_constraints:"] + lines
  }

  // MARK: Indexes

  mutating func indexes(_ indexes: [TableIndex], of table: DeclaredTable) -> [String] {
    var lines: [String] = []
    let understanding = understanding
    for index in indexes {
      let address = ObjectAddress.index(table: table.address, name: index.name)
      let names = [index.name, index.method] + index.included + index.parts.compactMap(\.column)
      if let odd = names.first(where: { !isPlainName($0) }) {
        leaveOut(address, "specs have no way to write '\(odd)'; it stays as it is")
      } else if let why = index.expressions.lazy.compactMap({
        understanding.objection(to: $0, over: table)
      }).first {
        leaveOut(address, "it stays as it is: \(why)")
      } else {
        lines.append("  - " + entry(index))
      }
    }
    return lines.isEmpty ? [] : ["indexes:"] + lines
  }

  private func entry(_ index: TableIndex) -> String {
    let parts = index.parts.map { part -> String in
      var entries: [(String, String)] = []
      switch part.key {
      case .column(let name): entries.append(("column", YAMLText.scalar(name)))
      case .expression(let text): entries.append(("expression", YAMLText.quoted(text)))
      }
      if part.isDescending { entries.append(("descending", "true")) }
      if part.nullsFirst != part.isDescending {
        entries.append(("nulls", part.nullsFirst ? "first" : "last"))
      }
      if let name = part.operatorClass { entries.append(("operator_class", YAMLText.scalar(name))) }
      if entries.count == 1, let column = part.column { return YAMLText.scalar(column) }
      return YAMLText.mapping(entries)
    }
    var entries = [
      ("name", YAMLText.scalar(index.name)), ("columns", "[\(parts.joined(separator: ", "))]"),
    ]
    if index.isUnique { entries.append(("unique", "true")) }
    if index.method != "btree" { entries.append(("method", YAMLText.scalar(index.method))) }
    if !index.included.isEmpty { entries.append(("include", YAMLText.list(index.included))) }
    if let condition = index.condition { entries.append(("where", YAMLText.quoted(condition))) }
    return YAMLText.mapping(entries)
  }

  // MARK: Storage

  /// Left to the server where specs cannot say it all.
  private func partitions(of table: WarehouseTable) -> [String] {
    guard let partitioning = table.partitioning else { return [] }
    let columns = table.columns.map(\.name).filter {
      partitioning.keys.contains(dialect.quoted($0))
    }
    let keys = partitioning.keys.compactMap { key in
      columns.first { dialect.quoted($0) == key }
    }
    guard keys.count == partitioning.keys.count else { return [] }
    var lines = [
      "partition_by: "
        + YAMLText.mapping([
          ("strategy", partitioning.strategy.rawValue), ("columns", YAMLText.list(keys)),
        ])
    ]
    let partitions = table.partitions ?? []
    let names = partitions.flatMap { [$0.address.schema.name, $0.address.name] }
    guard !partitions.isEmpty, names.allSatisfy(isPlainName) else { return lines }
    lines.append("partitions:")
    for partition in partitions {
      let name =
        partition.address.schema == table.address.schema
        ? partition.address.name : partition.address.dotted
      lines.append(
        "  - " + YAMLText.mapping([("name", YAMLText.scalar(name))] + entries(partition.bounds)))
    }
    return lines
  }

  private func entries(_ bounds: PartitionBounds) -> [(String, String)] {
    switch bounds {
    case .range(let from, let to):
      return [("from", limits(from)), ("to", limits(to))]
    case .list(let values):
      let texts = values.map { YAMLText.quoted($0 ?? "NULL") }
      return [("holds", "list"), ("in", "[\(texts.joined(separator: ", "))]")]
    case .hash(let modulus, let remainder):
      return [("holds", "hash"), ("modulus", "\(modulus)"), ("remainder", "\(remainder)")]
    case .others: return [("holds", "others")]
    }
  }

  private func limits(_ limits: [PartitionBounds.Limit]) -> String {
    let texts = limits.map { limit in
      switch limit {
      case .value(let text): YAMLText.quoted(text)
      case .minimum: "MINVALUE"
      case .maximum: "MAXVALUE"
      }
    }
    return "[\(texts.joined(separator: ", "))]"
  }

  private func layout(of table: WarehouseTable) -> [String] {
    var lines: [String] = []
    switch table.distribution {
    case nil: break
    case .all: lines.append("distribution: { style: all }")
    case .even: lines.append("distribution: { style: even }")
    case .key(let column):
      lines.append("distribution: { style: key, column: \(YAMLText.scalar(column)) }")
    }
    if let key = table.sortKey {
      let style = key.isInterleaved ? "interleaved" : "compound"
      lines.append("sort: { style: \(style), columns: \(YAMLText.list(key.columns)) }")
    }
    return lines
  }
}

extension ReferentialAction {
  /// As specs write it.
  fileprivate var word: String {
    switch self {
    case .noAction: "no_action"
    case .restrict: "restrict"
    case .cascade: "cascade"
    case .setNull: "set_null"
    case .setDefault: "set_default"
    }
  }
}
