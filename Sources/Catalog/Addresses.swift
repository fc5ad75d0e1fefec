/// Which half of the platform an object lives in.
package enum Side: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
  case lake
  case warehouse

  /// How addresses begin: `lake:` or `wh:`.
  package var prefix: String { self == .lake ? "lake" : "wh" }

  package static func < (a: Side, b: Side) -> Bool { a == .lake && b == .warehouse }
}

/// An Iceberg namespace (levels joined by dots) or a warehouse schema.
package struct SchemaAddress: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let side: Side
  package let name: String

  package init(_ side: Side, _ name: String) {
    self.side = side
    self.name = name
  }

  /// `lake:bronze`, `wh:ops`.
  package var description: String { "\(side.prefix):\(name)" }

  package static func < (a: Self, b: Self) -> Bool { (a.side, a.name) < (b.side, b.name) }
}

/// A table or view, in the lake or in the warehouse.
package struct TableAddress: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let schema: SchemaAddress
  package let name: String

  package init(_ schema: SchemaAddress, _ name: String) {
    self.schema = schema
    self.name = name
  }

  package init(_ side: Side, _ schema: String, _ name: String) {
    self.init(SchemaAddress(side, schema), name)
  }

  package var side: Side { schema.side }

  /// As specs refer to it when only one side has the name: `ops.fct_flight`.
  package var dotted: String { "\(schema.name).\(name)" }

  /// `lake:bronze.flights`, `wh:ops.fct_flight`.
  package var description: String { "\(schema).\(name)" }

  package static func < (a: Self, b: Self) -> Bool { (a.schema, a.name) < (b.schema, b.name) }
}

/// A column of a table or view.
package struct ColumnAddress: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let table: TableAddress
  package let name: String

  package init(_ table: TableAddress, _ name: String) {
    self.table = table
    self.name = name
  }

  /// `wh:ops.fct_flight.carrier`.
  package var description: String { "\(table).\(name)" }

  package static func < (a: Self, b: Self) -> Bool { (a.table, a.name) < (b.table, b.name) }
}

/// The name of a role or login in the warehouse.
package struct RoleName: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package var description: String { text }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

/// Anything a plan can change. Its text form stands in plans, on the command line and in the journal.
package enum ObjectAddress: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  case schema(SchemaAddress)
  case table(TableAddress)
  case column(ColumnAddress)
  case role(RoleName)
  /// What one role may do on one object.
  case grant(role: RoleName, target: GrantTarget)
  case membership(role: RoleName, member: RoleName)
  case policy(table: TableAddress, name: String)
  /// A check of a table; keys have no address of their own.
  case constraint(table: TableAddress, name: String)
  case index(table: TableAddress, name: String)
  /// The compiled schedules and pipelines of an environment.
  case bundle

  /// `wh:ops`, `wh:ops.fct_flight`, `role:analyst`, `grant:analyst:wh:ops.fct_flight`,
  /// `member:analyst:anna`, `policy:wh:ops.fct_flight:analyst`,
  /// `constraint:wh:ops.fct_flight:positive`, `index:wh:ops.fct_flight:by_day`, `bundle`.
  package var description: String {
    switch self {
    case .schema(let address): address.description
    case .table(let address): address.description
    case .column(let address): address.description
    case .role(let name): "role:\(name)"
    case .grant(let role, let target): "grant:\(role):\(target)"
    case .membership(let role, let member): "member:\(role):\(member)"
    case .policy(let table, let name): "policy:\(table):\(name)"
    case .constraint(let table, let name): "constraint:\(table):\(name)"
    case .index(let table, let name): "index:\(table):\(name)"
    case .bundle: "bundle"
    }
  }

  /// The table this object is, or is a part of.
  package var table: TableAddress? {
    switch self {
    case .table(let address): address
    case .column(let address): address.table
    case .policy(let table, _), .constraint(let table, _), .index(let table, _): table
    case .grant(_, .table(let table)): table
    case .schema, .role, .grant, .membership, .bundle: nil
    }
  }

  /// By their text forms.
  package static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}

/// What a privilege is granted on.
package enum GrantTarget: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  case schema(SchemaAddress)
  case table(TableAddress)

  package var description: String {
    switch self {
    case .schema(let address): address.description
    case .table(let address): address.description
    }
  }

  package static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.schema(let x), .schema(let y)): x < y
    case (.table(let x), .table(let y)): x < y
    case (.schema, .table): true
    case (.table, .schema): false
    }
  }
}
