internal import Catalog
internal import Connect

/// A row of `weir.ledger`.
struct LedgerRow {
  let address: ObjectAddress
  /// The object's own number (OID) when Weir made it; nil for the lake.
  let objectID: String?
  let entry: LedgerEntry

  static let selection = """
    SELECT side, kind, schema_name, name, part, object_id, desired, stored,
      extract(epoch FROM now() - (to_jsonb(l) ->> 'retired_at')::timestamptz)::bigint
    FROM weir.ledger l WHERE platform = $1 AND environment = $2
    """

  /// Nil for a kind that a newer Weir wrote.
  init?(_ row: Row) {
    guard let side = Side(rawValue: row.text(0)),
      let address = LedgerKey(
        side: side, kind: row.text(1), schema: row.text(2), name: row.text(3), part: row.text(4)
      ).address
    else { return nil }
    self.address = address
    objectID = row[5]
    entry = LedgerEntry(
      desired: row[6].map { Fingerprint(recorded: $0) },
      stored: row[7].map { Fingerprint(recorded: $0) }, retiredSeconds: row.integer(8))
  }

  /// The warehouse schema that the object is in or is.
  var schemaName: String? {
    switch address {
    case .schema(let schema) where schema.side == .warehouse: schema.name
    default: address.side == .warehouse ? address.table?.schema.name : nil
    }
  }

  var roleName: RoleName? {
    if case .role(let role) = address { role } else { nil }
  }
}

/// An address as the columns of `weir.ledger` hold it.
struct LedgerKey {
  var side: Side
  var kind: String
  var schema = ""
  var name = ""
  var part = ""

  var address: ObjectAddress? {
    switch kind {
    case "schema": .schema(SchemaAddress(side, schema))
    case "table": .table(TableAddress(side, schema, name))
    case "role": .role(RoleName(name))
    case "policy": .policy(table: TableAddress(side, schema, name), name: part)
    case "column": .column(ColumnAddress(TableAddress(side, schema, name), part))
    case "constraint": .constraint(table: TableAddress(side, schema, name), name: part)
    case "index": .index(table: TableAddress(side, schema, name), name: part)
    default: nil
    }
  }

  /// Nil for what the ledger does not keep: grants, memberships, the bundle.
  init?(_ address: ObjectAddress) {
    switch address {
    case .schema(let schema):
      self.init(side: schema.side, kind: "schema", schema: schema.name)
    case .table(let table):
      self.init(side: table.side, kind: "table", schema: table.schema.name, name: table.name)
    case .role(let role):
      self.init(side: .warehouse, kind: "role", name: role.text)
    case .policy(let table, let part): self.init(kind: "policy", table, part)
    case .column(let column): self.init(kind: "column", column.table, column.name)
    case .constraint(let table, let part): self.init(kind: "constraint", table, part)
    case .index(let table, let part): self.init(kind: "index", table, part)
    case .grant, .membership, .bundle: return nil
    }
  }

  private init(kind: String, _ table: TableAddress, _ part: String) {
    self.init(
      side: table.side, kind: kind, schema: table.schema.name, name: table.name, part: part)
  }

  init(side: Side, kind: String, schema: String = "", name: String = "", part: String = "") {
    self.side = side
    self.kind = kind
    self.schema = schema
    self.name = name
    self.part = part
  }
}
