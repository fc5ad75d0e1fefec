package import Catalog
package import Diagnostics

/// The counter of a column.
package struct IdentitySpec: Sendable {
  package let identity: Identity
  package let span: SourceSpan

  static let shape = Shape(
    "identity", "A counter that gives a column its values.",
    [
      .optional(
        "mode", .choice(of: IdentityModeChoice.self), default: "always",
        "Whether rows may bring a value of their own."),
      .optional(
        "start", .integer(-9_000_000_000_000_000_000...Int.max), default: "1", "The first number."),
      .optional(
        "step", .integer(-9_000_000_000_000_000_000...Int.max), default: "1",
        "From one number to the next."),
    ])

  init?(_ record: Record) {
    identity = Identity(
      isAlways: record.choice("mode", IdentityModeChoice.self)?.value != .byDefault,
      start: Int64(record.integer("start")?.value ?? 1),
      step: Int64(record.integer("step")?.value ?? 1))
    span = record.span
  }
}

/// Whether rows may bring a number of their own.
package enum IdentityModeChoice: String, SpecChoice {
  case always
  case byDefault = "by_default"

  /// What the word means.
  package var doc: String {
    self == .always ? "No row brings a value." : "A row that brings a value keeps it."
  }
}

/// A condition that each row of a table must fulfil.
package struct CheckConstraintSpec: Sendable {
  package let name: Spanned<String>
  package let condition: SQLSpec

  static let shape = Shape(
    "check constraint", "A condition that the server holds each row of a table to.",
    [
      .required("name", .name, "Its name, unique in the table."),
      .required("condition", .sql(.expression), "A condition over the columns."),
    ])

  init?(_ record: Record) {
    guard let name = record.text("name"), let condition = record.sql("condition") else {
      return nil
    }
    self.name = name
    self.condition = condition
  }
}

/// An index that stands behind no key.
package struct IndexSpec: Sendable {
  /// Nil for the one that Weir gives.
  package let name: Spanned<String>?
  /// At least one.
  package let parts: [IndexPartSpec]
  package let isUnique: Bool
  /// `btree` when not written.
  package let method: Spanned<String>?
  package let included: [Spanned<String>]
  package let condition: SQLSpec?
  package let span: SourceSpan

  static let shape = Shape(
    "index", "An index of PostgreSQL. Redshift has none.",
    [
      .optional("name", .name, "Its name; else made of the table's and the columns'."),
      .required(
        "columns", .list(.oneOf([.name, .record(IndexPartSpec.shape)]), minimum: 1),
        "What it orders by: columns, or mappings that say more."),
      .optional(
        "unique", .boolean, default: "false", "Whether no two rows may have the same values."),
      .optional("method", .name, default: "btree", "The access method: 'btree', 'gin', 'gist'."),
      .optional("include", .names(minimum: 0), "Columns that it only carries along."),
      .optional("where", .sql(.expression), "Which rows it covers; else all."),
    ])

  init?(_ record: Record) {
    name = record.text("name")
    parts = record.list("columns") { value in
      switch value {
      case .text(let name): IndexPartSpec(column: name)
      case .record(let record): IndexPartSpec(record)
      default: nil
      }
    }
    isUnique = record.boolean("unique")?.value ?? false
    method = record.text("method")
    included = record.texts("include")
    condition = record.sql("where")
    span = record.span
    if parts.isEmpty { return nil }
  }
}

/// What an index orders by.
package struct IndexPartSpec: Sendable {
  package enum Key: Sendable {
    case column(Spanned<String>)
    case expression(SQLSpec)
  }

  package let key: Key
  package let isDescending: Bool
  /// Nil for the server's own order.
  package let nullsFirst: Bool?
  package let operatorClass: Spanned<DottedName>?

  static let shape = Shape(
    "index column", "What an index orders by.",
    [
      .optional("column", .name, "The column."),
      .optional("expression", .sql(.expression), "Or an expression over the columns."),
      .optional("descending", .boolean, default: "false", "Whether it begins with the largest."),
      .optional(
        "nulls", .choice(of: NullsChoice.self),
        "Where rows without a value stand; else last, or "
          + "first where it descends."),
      .optional(
        "operator_class", .reference(1...2), "How values are compared: 'text_pattern_ops'."),
    ], rules: [.exactlyOne(["column", "expression"])])

  init(column: Spanned<String>) {
    key = .column(column)
    isDescending = false
    nullsFirst = nil
    operatorClass = nil
  }

  init?(_ record: Record) {
    if let column = record.text("column") {
      key = .column(column)
    } else if let expression = record.sql("expression") {
      key = .expression(expression)
    } else {
      return nil
    }
    isDescending = record.boolean("descending")?.value ?? false
    nullsFirst = record.choice("nulls", NullsChoice.self).map { $0.value == .first }
    operatorClass = record.dottedName("operator_class")
  }
}

/// Where rows without a value stand in an order.
package enum NullsChoice: String, SpecChoice {
  case first
  case last

  /// What the word means.
  package var doc: String { self == .first ? "Before all others." : "Behind all others." }
}

/// How PostgreSQL spreads the rows over tables of their own.
package struct PartitioningSpec: Sendable {
  package let strategy: Spanned<PartitionStrategyChoice>
  /// At least one.
  package let columns: [Spanned<String>]

  static let shape = Shape(
    "partitioning", "How PostgreSQL spreads the rows over tables of their own.",
    [
      .required("strategy", .choice(of: PartitionStrategyChoice.self), "By what."),
      .required("columns", .names(minimum: 1), "The columns that decide."),
    ])

  init?(_ record: Record) {
    guard let strategy = record.choice("strategy", PartitionStrategyChoice.self) else { return nil }
    self.strategy = strategy
    columns = record.texts("columns")
    if columns.isEmpty { return nil }
  }
}

/// What decides about the partition of a row.
package enum PartitionStrategyChoice: String, SpecChoice {
  case range
  case list
  case hash

  /// What the word means.
  package var doc: String {
    switch self {
    case .range: "By values from, and before."
    case .list: "By single values."
    case .hash: "By the remainder of a hash."
    }
  }
}

/// One of the tables that hold the rows of a partitioned one.
package struct PartitionSpec: Sendable {
  /// In the schema of the table, or with a schema of its own.
  package let name: Spanned<DottedName>
  package let bounds: PartitionBounds

  static let shape = Shape(
    "partition", "One of the tables that hold the rows of a partitioned one.",
    [.required("name", .reference(1...2), "Its name; with its schema if that differs.")],
    variants: Variants(
      "holds", "Which rows it holds.", default: "range",
      [
        .init(
          "range", "Those between two values of each column.",
          [
            .required(
              "from", .list(.scalar, minimum: 1), "The first values it holds; 'MINVALUE' for all."),
            .required(
              "to", .list(.scalar, minimum: 1), "The first it no longer holds; 'MAXVALUE' for all."),
          ]),
        .init(
          "list", "Those with one of some values.",
          [.required("in", .list(.scalar, minimum: 1), "The values; 'NULL' for none.")]),
        .init(
          "hash", "Those whose hash leaves a remainder.",
          [
            .required("modulus", .integer(1...Int(Int32.max)), "What is divided by."),
            .required("remainder", .integer(0...Int(Int32.max)), "What is left."),
          ]),
        .init("others", "Those that no other holds.", []),
      ]))

  init?(_ record: Record) {
    guard let name = record.dottedName("name") else { return nil }
    self.name = name
    switch record.variant?.value {
    case "list": bounds = .list(Self.texts(record, "in").map { $0 == "NULL" ? nil : $0 })
    case "hash":
      guard let modulus = record.integer("modulus"), let remainder = record.integer("remainder")
      else { return nil }
      bounds = .hash(modulus: modulus.value, remainder: remainder.value)
    case "others": bounds = .others
    default:
      bounds = .range(
        from: Self.texts(record, "from").map { Self.limit($0) },
        to: Self.texts(record, "to").map { Self.limit($0) })
    }
  }

  private static func texts(_ record: Record, _ key: String) -> [String] {
    record.list(key) { if case .scalar(_, let text) = $0 { text } else { nil } }
  }

  private static func limit(_ text: String) -> PartitionBounds.Limit {
    switch text {
    case "MINVALUE": .minimum
    case "MAXVALUE": .maximum
    default: .value(text)
    }
  }
}

/// What a server does to rows that refer to one that goes or changes.
package enum ReferentialActionChoice: String, SpecChoice {
  case noAction = "no_action"
  case restrict
  case cascade
  case setNull = "set_null"
  case setDefault = "set_default"

  /// What the word means.
  package var doc: String {
    switch self {
    case .noAction: "Refuses it, at the end of the statement or transaction."
    case .restrict: "Refuses it at once."
    case .cascade: "Does the same to the rows that refer to it."
    case .setNull: "Takes the reference out of them."
    case .setDefault: "Gives them their default."
    }
  }

  package var action: ReferentialAction {
    switch self {
    case .noAction: .noAction
    case .restrict: .restrict
    case .cascade: .cascade
    case .setNull: .setNull
    case .setDefault: .setDefault
    }
  }
}

/// When a reference is checked.
package enum ConstraintTimingChoice: String, SpecChoice {
  case immediate
  case deferrable
  case deferred

  /// What the word means.
  package var doc: String {
    switch self {
    case .immediate: "With each statement."
    case .deferrable: "With each statement, unless a transaction puts it off."
    case .deferred: "At the end of the transaction."
    }
  }

  package var timing: ConstraintTiming {
    switch self {
    case .immediate: .immediate
    case .deferrable: .deferrable
    case .deferred: .deferred
    }
  }
}

/// A way to keep a column's values small on Redshift.
package enum EncodingChoice: String, SpecChoice {
  case raw, az64, bytedict, delta, delta32k, lzo, mostly8, mostly16, mostly32, runlength, text255
  case text32k, zstd

  /// What the word means.
  package var doc: String { self == .raw ? "As they are." : "Redshift's \(rawValue.uppercased())." }
}
