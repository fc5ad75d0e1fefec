package import Catalog
internal import SQL

/// A table is made anew where the server cannot change it in place. All in one transaction: readers
/// have the old table, wait, and have the new one.
extension DDLWriter {
  /// What makes `live` into `new`, with its rows: locks it, copies them aside, compares the counts,
  /// and gives the copy the name.
  ///
  /// `new` comes with its keys, checks, partitions, comments, owner and row security, and with
  /// `grants`; without foreign keys and indexes, which follow.
  package func rebuildTable(
    _ live: WarehouseTable, as new: WarehouseTable, grants: [Grant]
  ) -> [String] {
    let table = quoted(live.address)
    var copy = new
    copy.address = TableAddress(
      live.address.schema, generatedName([live.address.name], "weir_rebuilt"))
    var statements = ["LOCK TABLE \(table)" + rules.lockAgainstWriters]
    statements += createBare(copy)
    statements += (new.partitions ?? []).map { addPartition($0, to: copy.address) }
    statements.append(copyRows(from: live, to: copy))
    statements.append(countsCheck(live.address, copy.address))
    statements += counterChecks(of: copy, with: live)
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
      guard case .identity(let identity) = column.generation, identity.step > 0,
        live.columns.contains(where: { $0.name == column.name })
      else { return nil }
      let name = quoted(column.name)
      return """
        SELECT CAST(CASE WHEN coalesce(max(\(name)), \(identity.start) - 1) < \(identity.start)
          THEN '0' ELSE 'the counter would begin at \(identity.start): let it start beyond '
            || CAST(max(\(name)) AS varchar(20)) END AS integer)
        FROM \(quoted(copy.address))
        """
    }
  }

  /// Counters of kept columns go on where they were.
  private func counters(of new: WarehouseTable, with live: WarehouseTable) -> [String] {
    new.columns.flatMap { column -> [String] in
      let address = ColumnAddress(new.address, column.name)
      let isKept = live.columns.contains { $0.name == column.name }
      switch column.generation {
      case .serial: return addCounter(to: address, column.type)
      case .identity where isKept && rules.identity == .options:
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
