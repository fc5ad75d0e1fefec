/// What an inspection learns of a warehouse beside its state: what plans need to judge and to undo,
/// and what Weir does not model. No part of what is compared.
package struct WarehouseFacts: Equatable, Sendable, Codable {
  package var sizes: [TableAddress: TableSize]
  /// The server's names of keys.
  package var constraintNames: [TableAddress: [TableConstraint: String]]
  /// The sequences that serial columns own.
  package var sequences: [ColumnAddress: TableAddress]
  /// Grants on the inspected objects to roles that were not asked for, `PUBLIC` among them. They are
  /// put back where an object is made again, and never changed. Sorted by role and target.
  package var otherGrants: [Grant]
  /// What views and policies of the whole database, and computed columns, read of the inspected tables
  /// and views. Sorted.
  package var dependencies: [Dependency]
  /// Objects, and parts of objects, that Weir does not model. Sorted.
  package var unknown: [UnknownObject]
  /// Whom the server gives rights on what is made in a schema, or by a nil key anywhere, by itself.
  package var defaultGrantees: [SchemaAddress?: Set<RoleName>]
  /// What the login may not see: it is unknown, not absent.
  package var unseen: Set<Unseen>
  /// Names of those who log in, where a server tells users from roles (Redshift).
  package var users: Set<RoleName>
  /// What this platform made in this environment and is still the same object; entries of the lake
  /// as they were written.
  package var ledger: [ObjectAddress: LedgerEntry]

  package init(
    sizes: [TableAddress: TableSize] = [:],
    constraintNames: [TableAddress: [TableConstraint: String]] = [:],
    sequences: [ColumnAddress: TableAddress] = [:], otherGrants: [Grant] = [],
    dependencies: [Dependency] = [], unknown: [UnknownObject] = [],
    defaultGrantees: [SchemaAddress?: Set<RoleName>] = [:], unseen: Set<Unseen> = [],
    users: Set<RoleName> = [],
    ledger: [ObjectAddress: LedgerEntry] = [:]
  ) {
    self.sizes = sizes
    self.constraintNames = constraintNames
    self.sequences = sequences
    self.otherGrants = otherGrants
    self.dependencies = dependencies
    self.unknown = unknown
    self.defaultGrantees = defaultGrantees
    self.unseen = unseen
    self.users = users
    self.ledger = ledger
  }
}

extension WarehouseFacts {
  /// Whom the server gives rights on what is made in the schema; sorted.
  package func strangers(in schema: SchemaAddress) -> [RoleName] {
    (defaultGrantees[schema] ?? []).union(defaultGrantees[nil] ?? []).sorted()
  }
}

/// What a server shows to some logins only, and hides from others without a word.
package enum Unseen: String, Hashable, Sendable, Codable, CaseIterable {
  /// What others may do.
  case rights
  /// Which rows and values are kept from whom.
  case policies
  /// How large tables are.
  case sizes
}

/// How large a table is, by the server's estimate.
package struct TableSize: Hashable, Sendable, Codable {
  /// Nil when the server does not know.
  package var rows: Int64?
  package var bytes: Int64

  package init(rows: Int64?, bytes: Int64) {
    self.rows = rows
    self.bytes = bytes
  }
}

/// A view, policy or computed column reads a column; or a table as a whole.
package struct Dependency: Hashable, Sendable, Codable, Comparable {
  /// A view (as a table), a policy or a column.
  package let dependent: ObjectAddress
  package let table: TableAddress
  /// Nil when no column is named, as in `count(*)`.
  package let column: String?

  package init(of dependent: ObjectAddress, on table: TableAddress, column: String?) {
    self.dependent = dependent
    self.table = table
    self.column = column
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.dependent, a.table, a.column ?? "") < (b.dependent, b.table, b.column ?? "")
  }
}

/// Something live that Weir does not model: kept, shown, never planned against.
package struct UnknownObject: Hashable, Sendable, Codable, Comparable {
  /// The object itself, or the one it is a part of.
  package let address: ObjectAddress
  /// For people: `materialized view`, `check constraint 'positive'`, `column 'a' of type 'point'`.
  package let what: String
  /// Whether only a part is unknown: the rest of the object is in the state.
  package let isPart: Bool

  package init(_ address: ObjectAddress, _ what: String, isPart: Bool) {
    self.address = address
    self.what = what
    self.isPart = isPart
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.address, a.what) < (b.address, b.what)
  }
}

/// What the ledger remembers of an object that Weir made.
package struct LedgerEntry: Hashable, Sendable, Codable {
  /// Of a view's body or policy's condition as it was desired; nil for other objects.
  package var desired: Fingerprint?
  /// Of the same text as the server stored it.
  package var stored: Fingerprint?
  /// For how many seconds it has been retired, by the warehouse's clock; nil when it is not.
  package var retiredSeconds: Int64?

  package init(
    desired: Fingerprint? = nil, stored: Fingerprint? = nil, retiredSeconds: Int64? = nil
  ) {
    self.desired = desired
    self.stored = stored
    self.retiredSeconds = retiredSeconds
  }
}
