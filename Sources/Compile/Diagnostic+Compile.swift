internal import Catalog
internal import Diagnostics
internal import ScheduleModel
internal import Spec

extension DiagnosticCode {
  static let unknownEnvironment = DiagnosticCode(270)
  static let unknownReference = DiagnosticCode(271)
  static let wrongSide = DiagnosticCode(272)
  static let unknownSchema = DiagnosticCode(273)
  static let unknownVariable = DiagnosticCode(274)
  static let unknownTableColumn = DiagnosticCode(275)
  static let unknownRole = DiagnosticCode(276)
  static let lossyLakeType = DiagnosticCode(277)
  static let lossyWarehouseType = DiagnosticCode(279)
  static let landingTypeClash = DiagnosticCode(280)
  static let intervalWithoutTime = DiagnosticCode(281)
  static let twoMakers = DiagnosticCode(282)
  static let cyclicTransforms = DiagnosticCode(283)
  static let selectsNothing = DiagnosticCode(284)
  static let notYetSupported = DiagnosticCode(285)
  static let missingSecret = DiagnosticCode(286)
  static let unknownTimeZone = DiagnosticCode(287)
  static let missingPlatform = DiagnosticCode(288)
  static let sharedName = DiagnosticCode(289)
  static let loaderMismatch = DiagnosticCode(290)
  static let withoutEffectYet = DiagnosticCode(291)
  static let cyclicRoles = DiagnosticCode(292)
  static let embeddedIsPostgreSQL = DiagnosticCode(293)
  static let ambiguousName = DiagnosticCode(294)
  static let notInWarehouse = DiagnosticCode(295)
  static let cyclicViews = DiagnosticCode(296)
  static let filterDoesNotFollow = DiagnosticCode(401)
  static let hiddenColumnIsShown = DiagnosticCode(402)
  static let reportShowsHidden = DiagnosticCode(403)
}

extension Diagnostic {
  static func unknownEnvironment(
    _ name: String, declared: [String], at span: SourceSpan? = nil
  ) -> Self {
    let similar = nearMatch(name, among: declared)
    let list = declared.sorted().map { "'\($0)'" }.joined(separator: ", ")
    return .error(
      .unknownEnvironment, summary: "Unknown environment",
      detail: "No spec declares an environment '\(name)'.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? (declared.isEmpty
          ? "Add a document of kind 'environment'; 'weir init' in an empty folder writes one to copy."
          : declared.count == 1 ? "There is only \(list)." : "There are \(list)."))
  }

  static func unknownReference(
    _ what: String, _ name: DottedName, at span: SourceSpan, similar: String?
  ) -> Self {
    .error(
      .unknownReference, summary: "Unknown name",
      detail: "No \(what) is named '\(name)'.", at: span,
      help: similar.map { "Did you mean '\($0)'?" } ?? "Declare it, or correct the name.")
  }

  /// `side` is the only one that can stand here; nil where either can.
  static func ambiguousName(_ name: String, only side: Side? = nil, at span: SourceSpan) -> Self {
    .error(
      .ambiguousName, summary: "Ambiguous name",
      detail: "Lake and warehouse both have '\(name)', and either could be meant.", at: span,
      help: side.map { "Write '\($0.prefix):\(name)'." }
        ?? "Write 'lake:\(name)' or 'wh:\(name)'.")
  }

  /// `other` is a name on the wanted side that may be meant.
  static func wrongSide(_ name: DottedName, wanted: Side, other: String?, at span: SourceSpan)
    -> Self
  {
    let side = wanted == .lake ? "the lake" : "the warehouse"
    return .error(
      .wrongSide, summary: "Wrong side of the platform",
      detail: "'\(name)' names an object on the other side; here stands a table of \(side).",
      at: span,
      help: other.map { "Did you mean '\(wanted.prefix):\($0)'?" }
        ?? "Name a table of \(side).")
  }

  static func unknownSchema(_ schema: SchemaAddress, at span: SourceSpan, similar: String?) -> Self
  {
    let kind = schema.side == .lake ? "lake_namespace" : "warehouse_schema"
    return .error(
      .unknownSchema, summary: "Undeclared schema",
      detail: "The table stands in '\(schema.name)', which no document declares, so Weir does not "
        + "know whether it may touch it.",
      at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Add a document of kind '\(kind)' with the name '\(schema.name)'.")
  }

  static func unknownVariable(
    _ name: String, environment: String, at span: SourceSpan, similar: String?
  ) -> Self {
    .error(
      .unknownVariable, summary: "Unknown variable",
      detail: "The environment '\(environment)' has no variable '\(name)', and none was given with "
        + "'--var'.",
      at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Add 'variables: {\(name): VALUE}' to the environment '\(environment)', or give "
        + "'--var \(name)=VALUE'.")
  }

  static func unknownColumn(
    _ column: String, of table: TableAddress, at span: SourceSpan, among names: [String]
  ) -> Self {
    .error(
      .unknownTableColumn, summary: "Unknown column",
      detail: "'\(table.dotted)' has no column '\(column)'.", at: span,
      help: choice(of: column, among: names))
  }

  static func unknownStreamColumn(
    _ column: String, stream: String, at span: SourceSpan, among names: [String]
  ) -> Self {
    .error(
      .unknownTableColumn, summary: "Unknown column",
      detail: "The stream '\(stream)' has no column '\(column)'.", at: span,
      help: choice(of: column, among: names))
  }

  static func unknownIntervalColumn(
    _ column: String, at span: SourceSpan, among names: [String]
  ) -> Self {
    .error(
      .unknownTableColumn, summary: "Unknown column",
      detail: "The interval names '\(column)', which is not among the columns.", at: span,
      help: choice(of: column, among: names))
  }

  static func unknownRole(_ role: String, at span: SourceSpan, among names: [String]) -> Self {
    .error(
      .unknownRole, summary: "Unknown role", detail: "No document declares a role '\(role)'.",
      at: span,
      help: choice(of: role, among: names) ?? "Declare it in a document of kind 'role'.")
  }

  /// What may be meant instead of a name, or what there is; nil where there is nothing, or too much
  /// to read.
  private static func choice(of name: String, among names: [String]) -> String? {
    if let similar = nearMatch(name, among: names) { return "Did you mean '\(similar)'?" }
    guard (1...12).contains(names.count) else { return nil }
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return names.count == 1 ? "There is only \(list)." : "There are \(list)."
  }

  static func lossyLakeType(
    _ type: DataType, stored: DataType, why: String, at span: SourceSpan
  ) -> Self {
    .warning(
      .lossyLakeType, summary: "Type is narrowed in the lake",
      detail: "'\(type)' is stored as '\(stored)': \(why).", at: span,
      help: "Write '\(stored)' to accept it, and add a check where the difference matters.")
  }

  static func lossyWarehouseType(
    _ type: DataType, stored: String, dialect: String, why: String, at span: SourceSpan
  ) -> Self {
    .warning(
      .lossyWarehouseType, summary: "Type is narrowed in the warehouse",
      detail: "\(dialect) stores '\(type)' as '\(stored)': \(why).", at: span)
  }

  static func landingTypeClash(
    _ column: String, stream: DataType, table: TableAddress, column stored: DataType,
    at span: SourceSpan, declaredAt: SourceSpan?
  ) -> Self {
    .error(
      .landingTypeClash, summary: "Stream does not fit its table",
      detail: "'\(column)' is '\(stream)' in the stream and '\(stored)' in '\(table.dotted)'.",
      at: span, notes: declaredAt.map { [.init("The table's column stands here.", at: $0)] } ?? [],
      help: "Make both the same, or use 'columns_from' in the table.")
  }

  static func intervalWithoutTime(_ column: String, _ type: DataType, at span: SourceSpan) -> Self {
    .error(
      .intervalWithoutTime, summary: "Interval column without time",
      detail:
        "Ranges are cut by '\(column)', which is '\(type)', but they are ranges of time.",
      at: span,
      help: "Name a column of type date, timestamp or timestamptz, or give '\(column)' that type.")
  }

  static func twoMakers(_ table: TableAddress, at span: SourceSpan, first: SourceSpan) -> Self {
    .error(
      .twoMakers, summary: "Table with two makers",
      detail: "Two transforms fill '\(table.dotted)', and each would replace the other's rows.",
      at: span, notes: [.init("The other one is here.", at: first)],
      help: "Fill it from one query, with UNION ALL if need be.")
  }

  static func loadedAndTransformed(
    _ table: TableAddress, by inputs: [TargetID], at span: SourceSpan
  ) -> Self {
    let streams = inputs.map { "'\($0.text.dropFirst("landing:".count))'" }
    return .error(
      .twoMakers, summary: "Table with two makers",
      detail: "'\(table.dotted)' is filled by the stream \(streams.joined(separator: ", ")) and by "
        + "this transform, and each would replace the other's rows.",
      at: span, help: "Let the transform fill a table of its own.")
  }

  static func loadedTwice(
    _ table: TableAddress, by inputs: [TargetID], at span: SourceSpan
  ) -> Self {
    let streams = inputs.map { "'\($0.text.dropFirst("landing:".count))'" }
    return .error(
      .twoMakers, summary: "Table with two makers",
      detail:
        "'\(table.dotted)' is filled by the stream \(streams.joined(separator: ", ")) too, and "
        + "each would replace the other's rows.",
      at: span, help: "Land this stream in a table of its own, and join both in a transform.")
  }

  static func cyclicTransforms(_ cycle: [(table: TableAddress, span: SourceSpan)]) -> Self {
    let names =
      cycle.map { "'\($0.table.dotted)'" } + cycle.prefix(1).map { "'\($0.table.dotted)'" }
    return .error(
      .cyclicTransforms, summary: "Transforms in a circle",
      detail:
        "Each of these tables is made from the one before: \(names.joined(separator: " -> ")). "
        + "None of them can be built first.",
      at: cycle.first?.span,
      notes: cycle.dropFirst().map { .init("'\($0.table.dotted)' is made here.", at: $0.span) },
      help: "Let one of them read another table, so that the circle is open.")
  }

  static func cyclicViews(_ cycle: [(view: TableAddress, span: SourceSpan)]) -> Self {
    let names = cycle.map { "'\($0.view.dotted)'" } + cycle.prefix(1).map { "'\($0.view.dotted)'" }
    return .error(
      .cyclicViews, summary: "Views in a circle",
      detail: "Each of these views reads the one before: \(names.joined(separator: " -> ")). "
        + "None of them can be made first.",
      at: cycle.first?.span,
      notes: cycle.dropFirst().map { .init("'\($0.view.dotted)' is declared here.", at: $0.span) },
      help: "Let one of them read a table, so that the circle is open.")
  }

  /// The environment's warehouse does not have what a spec asks for. `what` begins a sentence.
  static func notInWarehouse(_ what: String, dialect: String, at span: SourceSpan, help: String)
    -> Self
  {
    .error(
      .notInWarehouse, summary: "Not in this warehouse",
      detail: "\(what), which \(dialect) does not have.", at: span, help: help)
  }

  static func embeddedIsPostgreSQL(at span: SourceSpan) -> Self {
    .error(
      .embeddedIsPostgreSQL, summary: "Embedded warehouse of another dialect",
      detail: "Weir's own database on this machine is PostgreSQL, and this environment says that "
        + "its warehouse is Redshift.",
      at: span, help: "Write 'dialect: postgresql', or the host of the Redshift cluster.")
  }

  static func cyclicRoles(_ cycle: [(name: String, span: SourceSpan)]) -> Self {
    let names = (cycle + cycle.prefix(1)).map { "'\($0.name)'" }.joined(separator: " -> ")
    return .error(
      .cyclicRoles, summary: "Roles in a circle",
      detail: "Each of these roles inherits the next: \(names). No database allows that.",
      at: cycle.first?.span,
      notes: cycle.dropFirst().map { .init("'\($0.name)' is declared here.", at: $0.span) },
      help: "Take one of them out of 'inherits'.")
  }

  /// `where` completes "Nothing ... matches".
  static func selectsNothing(_ where: String, at span: SourceSpan, help: String) -> Self {
    .error(
      .selectsNothing, summary: "Selector without a match",
      detail: "Nothing \(`where`) matches this selector.", at: span, help: help)
  }

  static func checkWithoutTask(_ table: TableAddress, at span: SourceSpan) -> Self {
    .error(
      .selectsNothing, summary: "Nothing runs here",
      detail: "No stream and no transform fills '\(table.dotted)', so the check would never run.",
      at: span, help: "Check a table that this project fills.")
  }

  /// The language has it, this version does not do it. `what` is a plural or one quoted key.
  static func unbuilt(_ what: String, at span: SourceSpan, help: String) -> Self {
    .error(
      .notYetSupported, summary: "Not supported yet",
      detail: "This version of Weir reads \(what), but does not carry "
        + "\(what.hasPrefix("'") ? "it" : "them") out yet.", at: span,
      help: help)
  }

  static func withoutEffectYet(_ what: String, at span: SourceSpan, why: String) -> Self {
    .warning(
      .withoutEffectYet, summary: "Without effect yet",
      detail: "This version of Weir does not act on \(what): \(why).", at: span)
  }

  static func reportShowsHidden(
    _ title: String, _ name: DottedName, by principal: DottedName, at span: SourceSpan,
    declaredAt: SourceSpan
  ) -> Self {
    .error(
      .reportShowsHidden, summary: "Report of what its login may not read",
      detail: "The report '\(title)' shows '\(name)', which '\(principal)' may not read in the "
        + "schemas of this connection.", at: span,
      notes: [.init("The principal is declared here.", at: declaredAt)],
      help: "Grant it to a role of the principal, or take it out of 'reads'.")
  }

  static func unknownTimeZone(_ name: String, at span: SourceSpan, similar: String?) -> Self {
    .error(
      .unknownTimeZone, summary: "Unknown time zone",
      detail: "'\(name)' is not a name of the IANA time zone database.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Write a name such as 'Europe/Berlin', 'America/New_York' or 'UTC'.")
  }

  static func missingPlatform() -> Self {
    .error(
      .missingPlatform, summary: "Missing platform",
      detail: "No spec declares the platform, whose name keys everything that Weir makes.",
      at: nil, help: "Add a document: kind: platform, name: my_platform.")
  }

  static func sharedName(
    _ name: String, what: String, at span: SourceSpan, first: SourceSpan
  ) -> Self {
    .error(
      .sharedName, summary: "Name shared in the warehouse",
      detail: "Two documents declare a \(what) '\(name)', and the warehouse can have only one.",
      at: span, notes: [.init("The other one is here.", at: first)],
      help: "Give one of them another name.")
  }

  static func notALoader(
    _ name: DottedName, at span: SourceSpan, declaredAt: SourceSpan
  ) -> Self {
    .error(
      .loaderMismatch, summary: "Loader named on one side only",
      detail: "The environment loads its warehouse as '\(name)', which is not declared a loader. A "
        + "loader writes every table, and row filters do not bind it.",
      at: span, notes: [.init("'\(name)' is declared here.", at: declaredAt)],
      help: "Add 'loader: true' to the principal, or name another one.")
  }

  static func unusedLoader(_ name: DottedName, at span: SourceSpan) -> Self {
    .error(
      .loaderMismatch, summary: "Loader named on one side only",
      detail: "'\(name)' is declared a loader, but no environment loads its warehouse as it.",
      at: span, help: "Write 'loader: \(name)' under 'warehouse' of an environment.")
  }

  static func missingSecret(_ name: String, at span: SourceSpan) -> Self {
    .error(
      .missingSecret, summary: "Missing secret",
      detail: "The secret '\(name)' is looked up in an environment variable of that name, which is "
        + "not set.",
      at: span, help: "Set it before you run Weir: export \(name)='...'")
  }

  /// `giver` is the inherited role that brings the right to read, and where it is declared; nil when
  /// the role has it itself.
  static func filterDoesNotFollow(
    role: RoleName, from: TableAddress, to: TableAddress, by giver: Giver?, at span: SourceSpan,
    readerAt: SourceSpan?
  ) -> Self {
    let how = giver.map { " through '\($0.role)', which it inherits" } ?? ""
    return .error(
      .filterDoesNotFollow, summary: "Row filter that could be bypassed",
      detail:
        "'\(role)' sees only some rows of '\(from.dotted)', but may read '\(to.dotted)'\(how), "
        + "which is made from it and has no filter for this role.",
      at: span,
      notes: [
        readerAt.map { .init("'\(to.dotted)' is declared here.", at: $0) }, giver?.note,
      ].compactMap { $0 },
      help: giver.map {
        "Rights and rows add up: filter '\(to.dotted)' in '\($0.role)' too, or do not inherit it."
      } ?? "Add '\(to.dotted)' to the filter's tables, or to the role's 'except'.")
  }

  /// An inherited role that brings a right, and where it is declared.
  struct Giver {
    let role: RoleName
    let span: SourceSpan?

    var note: Note? { span.map { .init("'\(role)' is declared here.", at: $0) } }
  }

  static func hiddenColumnIsShown(
    role: RoleName, _ column: ColumnAddress, by shown: ColumnAddress, from giver: Giver?,
    at span: SourceSpan, shownAt: SourceSpan?
  ) -> Self {
    let how = giver.map { " through '\($0.role)', which it inherits" } ?? ""
    let detail =
      column == shown
      ? "'\(role)' is not to see '\(column.table.dotted).\(column.name)', but may read it\(how)."
      : "'\(role)' is not to see '\(column.table.dotted).\(column.name)', but may read "
        + "'\(shown.table.dotted).\(shown.name)'\(how), which is made from it."
    return .error(
      .hiddenColumnIsShown, summary: "Hidden column that shows elsewhere", detail: detail, at: span,
      notes: [
        shownAt.map {
          .init("'\(shown.table.dotted).\(shown.name)' is declared here.", at: $0)
        }, giver?.note,
      ].compactMap { $0 },
      help: giver.map {
        "Rights add up: take '\(shown.table.dotted).\(shown.name)' from '\($0.role)' too, or do not "
          + "inherit it."
      } ?? "Add '\(shown.table.dotted).\(shown.name)' to 'except' too.")
  }
}
