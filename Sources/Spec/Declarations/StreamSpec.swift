package import Diagnostics

/// One series of records of a source.
package final class StreamSpec: Sendable {
  /// What is read.
  package enum Origin: Sendable {
    case rest(RESTRequestSpec)
    /// A table of the source's database: `schema.table`.
    case table(Spanned<DottedName>)
    /// A table of an exported snapshot: `schema.table`, or `database.schema.table`.
    case export(Spanned<DottedName>)
    case topic(TopicSpec)
    case files(FileSetSpec)
  }

  package let name: Spanned<String>
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]
  package let origin: Origin
  /// The columns that name a record.
  package let key: [Spanned<String>]
  /// Nil when every run reads everything.
  package let interval: IntervalSpec?
  /// Nil when no column says what is new.
  package let cursor: CursorSpec?
  /// `freeze` when not written.
  package let contract: Spanned<ContractChoice>?
  /// How many records may be put aside before the run ends; 0 when not written.
  package let quarantineLimit: Spanned<Int>?
  /// The lake table that the records are loaded into.
  package let lands: Spanned<DottedName>
  /// In the order written; names unique.
  package let columns: [ColumnSpec]
  package let was: Spanned<String>?
  package let span: SourceSpan

  private static let commonFields: [Field] = [
    .required("name", .name, "Its name, unique in the source."), .doc, .tags,
    .required("key", .names(minimum: 1), "The columns that name a record."),
    .optional("interval", .record(IntervalSpec.shape), "Without one, every run reads everything."),
    .optional("cursor", .record(CursorSpec.shape), "The column that says what is new.")
      .notYet("Use 'interval', or read everything each time."),
    .optional(
      "contract", .choice(of: ContractChoice.self), default: "freeze",
      "What becomes of records that do not fit the columns."),
    .optional(
      "quarantine_limit", .integer(0...Int.max), default: "0",
      "How many records may be put aside before the run ends."
    )
    .notYet("Remove it: the first record that does not fit ends the run."),
    .required("lands", .reference(2...8), "The lake table that the records are loaded into."),
    .required(
      "columns", .records(ColumnSpec.streamShape, minimum: 1, unique: "name"), "What a record has."),
    .wasName.notYet("Keep the old name: landed files are kept under it."),
  ]

  static let restShape = Shape(
    "stream", "One series of records of a REST API.",
    commonFields + RESTRequestSpec.fields)

  static let tableShape = Shape(
    "stream", "One table of a database.",
    commonFields + [.required("table", .reference(2...2), "As 'schema.table'.")])

  static let exportShape = Shape(
    "stream", "One table of an exported snapshot.",
    commonFields + [
      .required("table", .reference(2...3), "As 'schema.table', or 'database.schema.table'.")
    ])

  static let topicShape = Shape(
    "stream", "One topic, or several alike.", commonFields + TopicSpec.fields,
    rules: TopicSpec.rules)

  static let fileShape = Shape("stream", "Files alike.", commonFields + FileSetSpec.fields)

  init?(_ record: Record) {
    guard let name = record.text("name"), let lands = record.dottedName("lands"),
      let origin = Self.origin(record)
    else { return nil }
    self.name = name
    self.lands = lands
    self.origin = origin
    doc = record.text("doc")
    tags = record.texts("tags")
    key = record.texts("key")
    interval = record.record("interval").flatMap(IntervalSpec.init)
    cursor = record.record("cursor").flatMap(CursorSpec.init)
    contract = record.choice("contract", ContractChoice.self)
    quarantineLimit = record.integer("quarantine_limit")
    columns = record.records("columns", ColumnSpec.init)
    was = record.text("was")
    span = record.span
  }

  /// By the keys that only one kind of stream has.
  private static func origin(_ record: Record) -> Origin? {
    if let table = record.dottedName("table") {
      return table.value.parts.count == 2 ? .table(table) : .export(table)
    }
    if record["format"] == nil { return RESTRequestSpec(record).map { .rest($0) } }
    return FileSetSpec(record).map { .files($0) } ?? TopicSpec(record).map { .topic($0) }
  }
}

/// The column by which a run knows what it has not read yet.
package struct CursorSpec: Sendable {
  package let column: Spanned<String>
  /// What the first run begins with.
  package let start: Spanned<ScalarValue>?
  /// How far before the last value a run begins again; nil for at it.
  package let lookback: Spanned<Duration>?

  static let shape = Shape(
    "cursor", "The column by which a run knows what it has not read yet.",
    [
      .required("column", .name, "A column that only grows: a number, a date or a time."),
      .optional("start", .scalar, "What the first run begins with; else it reads everything."),
      .optional("lookback", .duration, "How far before the last value a run begins again."),
    ])

  init?(_ record: Record) {
    guard let column = record.text("column") else { return nil }
    self.column = column
    start = record.scalar("start")
    lookback = record.duration("lookback")
  }
}

/// What becomes of records that do not fit the columns of their stream.
package enum ContractChoice: String, SpecChoice {
  case evolve
  case freeze
  case discardRow = "discard_row"
  case discardValue = "discard_value"
  case quarantine

  /// What the word means.
  package var doc: String {
    switch self {
    case .evolve: "New fields become columns of the table."
    case .freeze: "One ends the run. New fields stay in the landed files."
    case .discardRow: "They are left out."
    case .discardValue: "The values that do not fit are left out."
    case .quarantine: "They are put aside, up to the limit, with the reason."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .freeze
      ? .built : .notYet(help: "Remove it: the first record that does not fit ends the run.")
  }
}
