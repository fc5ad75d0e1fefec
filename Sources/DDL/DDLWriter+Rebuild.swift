package import Catalog
internal import SQL

/// A table is made anew where the server cannot change it in place. All in one transaction: readers
/// have the old table, wait, and have the new one.
extension DDLWriter {
  /// Keeps writers out until the transaction ends. It comes before all else in its transaction: what has
  /// read anything may see the rows of that moment only.
  package func lock(_ table: TableAddress) -> String {
    "LOCK TABLE \(quoted(table))" + rules.lockAgainstWriters
  }

  /// What makes `live` into `new`, with its rows: copies them aside, compares the counts, and gives the
  /// copy the name. The table is locked.
  ///
  /// `new` comes with its keys, checks, partitions, comments, owner and row security, and with
  /// `grants`; without foreign keys and indexes, which follow. `strangers` are those whom the server
  /// gives rights on new tables by itself.
  package func rebuildTable(
    _ live: WarehouseTable, as new: WarehouseTable, grants: [Grant], strangers: [RoleName]
  ) -> [String] {
    var copy = new
    copy.address = TableAddress(
      live.address.schema, generatedName([live.address.name], "weir_rebuilt"))
    var statements = createBare(copy) + strangers.map { takeAll(on: copy.address, from: $0) }
    statements += (new.partitions ?? []).map { addPartition($0, to: copy.address) }
    statements.append(copyRows(from: live, to: copy))
    statements.append(countsCheck(live.address, copy.address))
    statements += counterChecks(of: copy, with: live) + counterTransfers(to: copy, from: live)
    statements.append(dropTable(live.address))
    statements += renameTable(copy.address, to: new.address)
    statements += new.constraints.filter { !$0.isForeignKey }.map {
      addConstraint($0, to: new.address)
    }
    statements += counters(of: new, with: live)
    statements += comments(of: new)
    statements += grants.flatMap { addGrant($0) }
    if new.hasRowSecurity { statements.append(setRowSecurity(of: new.address, true)) }
    if let owner = new.owner { statements.append(changeOwner(ofTable: new.address, to: owner)) }
    return statements
  }

  /// Columns and layout only: names of keys are taken until the old table is gone.
  private func createBare(_ table: WarehouseTable) -> [String] {
    var bare = table
    bare.primaryKey = []
    bare.uniqueKeys = []
    bare.foreignKeys = []
    bare.checks = []
    for place in bare.columns.indices where bare.columns[place].generation == .serial {
      bare.columns[place].generation = nil
    }
    return createTable(bare)
  }

  private func copyRows(from live: WarehouseTable, to copy: WarehouseTable) -> String {
    let pairs = copy.columns.compactMap { column -> (name: String, value: String)? in
      guard column.generation?.expression == nil,
        let old = live.columns.first(where: { $0.name == column.name })
      else { return nil }
      return (quoted(column.name), value(of: old, as: column.type))
    }
    let isAlways = copy.columns.contains {
      if case .identity(let identity) = $0.generation { identity.isAlways } else { false }
    }
    let names = pairs.map { "  \($0.name)" }.joined(separator: ",\n")
    let values = pairs.map { "  \($0.value)" }.joined(separator: ",\n")
    let overriding = isAlways && rules.identity == .options ? "\nOVERRIDING SYSTEM VALUE" : ""
    return
      "INSERT INTO \(quoted(copy.address)) (\n\(names)\n)\(overriding)\nSELECT\n\(values)\n"
      + "FROM \(quoted(live.address))"
  }

  /// A text that is too long is to fail, where a cast would cut it.
  private func value(of old: Column, as type: DataType) -> String {
    let name = quoted(old.name)
    return old.type == type || type.isCutByCasts ? name : "CAST(\(name) AS \(typeName(type)))"
  }

  /// Fails, and says by how much, when the two do not have the same number of rows.
  private func countsCheck(_ live: TableAddress, _ copy: TableAddress) -> String {
    """
    SELECT CAST(CASE WHEN a.n = b.n THEN '0'
      ELSE 'rows differ: ' || CAST(a.n AS varchar(20)) || ' before, '
        || CAST(b.n AS varchar(20)) || ' after' END AS integer)
    FROM (SELECT count(*) AS n FROM \(quoted(live))) AS a
    CROSS JOIN (SELECT count(*) AS n FROM \(quoted(copy))) AS b
    """
  }

  /// Where no counter can be set: fails when it would give a number that a row has.
  private func counterChecks(of copy: WarehouseTable, with live: WarehouseTable) -> [String] {
    guard rules.identity == .seedAndStep else { return [] }
    return copy.columns.compactMap { column in
      guard case .identity(let identity) = column.generation,
        live.columns.contains(where: { $0.name == column.name })
      else { return nil }
      let name = quoted(column.name)
      let isRising = identity.step > 0
      let last = "\(isRising ? "max" : "min")(\(name))"
      return """
        SELECT CAST(CASE WHEN \(last) IS NULL OR \(last) \(isRising ? "<" : ">") \(identity.start)
          THEN '0' ELSE 'the counter would begin at \(identity.start): let it start beyond '
            || CAST(\(last) AS varchar(20)) END AS integer)
        FROM \(quoted(copy.address))
        """
    }
  }

  /// A counter goes on where it was, also when its last rows are gone.
  private func counterTransfers(to copy: WarehouseTable, from live: WarehouseTable) -> [String] {
    guard rules.identity == .options else { return [] }
    return copy.columns.compactMap { column in
      guard case .identity = column.generation,
        case .identity? = live.columns.first(where: { $0.name == column.name })?.generation
      else { return nil }
      let name = dialect.literal(column.name)
      let sequences = [copy.address, live.address].map {
        "pg_get_serial_sequence(\(dialect.literal(quoted($0))), \(name))"
      }
      return """
        SELECT setval(\(sequences[0]),
          greatest(pg_sequence_last_value(\(sequences[1])::regclass), max(\(quoted(column.name)))))
        FROM \(quoted(copy.address))
        """
    }
  }

  /// Counters that are new go on behind the largest value there is.
  private func counters(of new: WarehouseTable, with live: WarehouseTable) -> [String] {
    new.columns.flatMap { column -> [String] in
      let address = ColumnAddress(new.address, column.name)
      let old = live.columns.first { $0.name == column.name }
      switch (column.generation, old?.generation) {
      case (.serial, _): return addCounter(to: address, column.type)
      case (.identity, .identity): return []
      case (.identity, _) where old != nil && rules.identity == .options:
        return [continueCounter(of: address)]
      default: return []
      }
    }
  }
}

extension DataType {
  /// Whether an explicit cast to it cuts what is too long (SQL), where an assignment fails.
  var isCutByCasts: Bool {
    switch self {
    case .varchar, .string: true
    case .native(let name): name.hasPrefix("character") || name.hasPrefix("bit")
    default: false
    }
  }
}
