/// A BI tool's read-only access to the star. Lineage ends there.
package struct BIConnectionSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let tool: Spanned<BIToolChoice>
  /// The login that the tool uses.
  package let principal: Spanned<DottedName>
  /// At least one.
  package let schemas: [Spanned<DottedName>]
  /// Import when not written.
  package let mode: Spanned<BIModeChoice>?
  /// In the order written; names unique.
  package let reports: [BIReportSpec]

  static let shape = Shape(
    .biConnection,
    [
      .declaredName(1...1, "Its name, and that of its file."), .doc, .owner, .tags,
      .required("tool", .choice(of: BIToolChoice.self), "Which tool."),
      .required("principal", .reference(1...1), "The login that the tool uses."),
      .required(
        "schemas", .list(.reference(1...1), minimum: 1, unique: .value),
        "The schemas of the warehouse that it reads."),
      .optional(
        "mode", .choice(of: BIModeChoice.self), default: "import", "When the tool reads rows."),
      .optional("reports", .records(BIReportSpec.shape, unique: "name"), "What is made with it."),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let tool = record.choice("tool", BIToolChoice.self),
      let principal = record.dottedName("principal")
    else { return nil }
    self.header = header
    self.tool = tool
    self.principal = principal
    schemas = record.references("schemas")
    mode = record.choice("mode", BIModeChoice.self)
    reports = record.records("reports", BIReportSpec.init)
  }
}

/// A report or dashboard, so that people know whom a change reaches.
package struct BIReportSpec: Sendable {
  package let name: Spanned<String>
  package let url: Spanned<String>?
  package let owner: Spanned<String>?
  /// The tables or columns that it shows; empty for all that the connection reads.
  package let reads: [Spanned<DottedName>]

  static let shape = Shape(
    "report", "A report or dashboard.",
    [
      .required("name", .text, "Its title, unique in the connection."),
      .optional("url", .text, "Where people open it."), .owner,
      .optional(
        "reads", .list(.reference(2...3), unique: .value),
        "The tables or columns that it shows; else all that the connection reads."),
    ])

  init?(_ record: Record) {
    guard let name = record.text("name") else { return nil }
    self.name = name
    url = record.text("url")
    owner = record.text("owner")
    reads = record.references("reads")
  }
}

/// A BI tool.
package enum BIToolChoice: String, SpecChoice {
  case powerBI = "power_bi"
  case tableau

  /// What the word means.
  package var doc: String {
    switch self {
    case .powerBI: "Power BI, through a .pbids file."
    case .tableau: "Tableau, through a .tds file."
    }
  }
}

/// When a BI tool reads rows.
package enum BIModeChoice: String, SpecChoice {
  case copies = "import"
  case direct

  /// What the word means.
  package var doc: String {
    switch self {
    case .copies: "It copies them from time to time."
    case .direct: "It asks whenever somebody looks."
    }
  }
}
