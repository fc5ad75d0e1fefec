package import Catalog
package import Diagnostics

/// A column of a table or of a stream.
package struct ColumnSpec: Sendable {
  package let name: Spanned<String>
  package let type: Spanned<DataType>
  /// False when not written.
  package let isRequired: Bool
  package let span: SourceSpan
  /// What few columns have; nil for all others, of which a large project has hundreds of thousands.
  private let details: Details?

  private final class Details: Sendable {
    let doc: Spanned<String>?
    let tags: [Spanned<String>]
    let was: Spanned<String>?
    let from: Spanned<String>?

    init(_ record: Record) {
      doc = record.text("doc")
      tags = record.texts("tags")
      was = record.text("was")
      from = record.text("from")
    }
  }

  package var doc: Spanned<String>? { details?.doc }
  package var tags: [Spanned<String>] { details?.tags ?? [] }
  /// What it was called before.
  package var was: Spanned<String>? { details?.was }
  /// The field of a stream's record; nil for that of the column's name.
  package var from: Spanned<String>? { details?.from }

  private static let fields: [Field] = [
    .required("name", .name, "Its name, unique in the table."),
    .required("type", .dataType, "Its type."),
    .optional("required", .boolean, default: "false", "Whether every row has a value."),
    .doc, .tags, .wasName,
  ]

  static let shape = Shape("column", "A column of a table.", fields)

  static let streamShape = Shape(
    "column", "A column of a stream.",
    fields + [
      .optional("from", .text, "The field of the record, where it has another name.")
        .notYet("Give the column the field's name, and rename it in a transform.")
    ])

  init?(_ record: Record) {
    guard let name = record.text("name"), let type = record.dataType("type") else { return nil }
    self.name = name
    self.type = type
    isRequired = record.boolean("required")?.value ?? false
    span = record.span
    details = record.hasAny(of: ["doc", "tags", "was", "from"]) ? Details(record) : nil
  }
}

/// The column by which data is cut into ranges that are replaced as a whole.
package struct IntervalSpec: Sendable {
  package let column: Spanned<String>
  package let grain: Spanned<GrainChoice>
  /// How many ranges before the current one are built again each time; 0 when not written.
  package let lookback: Spanned<Int>?
  package let span: SourceSpan

  static let shape = Shape(
    "interval", "How data is cut into ranges that are replaced as a whole.",
    [
      .required("column", .name, "A column of type date or timestamp."),
      .required("grain", .choice(of: GrainChoice.self), "How long one range is."),
      .optional(
        "lookback", .integer(0...1000), default: "0",
        "How many ranges before the current one are built again each time."
      )
      .notYet("Run the schedule over a longer range instead."),
    ])

  init?(_ record: Record) {
    guard let column = record.text("column"), let grain = record.choice("grain", GrainChoice.self)
    else { return nil }
    self.column = column
    self.grain = grain
    lookback = record.integer("lookback")
    span = record.span
  }
}
