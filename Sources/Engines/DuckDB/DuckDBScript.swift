internal import Catalog
internal import Connect
internal import Ports
internal import ScheduleModel

/// The text that one call of DuckDB's command-line program reads: settings, what is attached, and
/// statements. Pure.
struct DuckDBScript {
  private(set) var text: String

  init(_ settings: DuckDBSettings) {
    text = """
      SET autoinstall_known_extensions = false;
      SET autoload_known_extensions = false;
      SET TimeZone = 'UTC';
      SET preserve_insertion_order = false;
      SET threads = \(settings.threads);
      SET memory_limit = \(duckDBLiteral(settings.memoryLimit));
      SET temp_directory = \(duckDBLiteral(settings.temporaryFolder));

      """
    for path in settings.installation.extensions { text += "LOAD \(duckDBLiteral(path));\n" }
    text += """
      ATTACH \(duckDBLiteral(settings.catalogWarehouse)) AS lake \
      (TYPE iceberg, ENDPOINT \(duckDBLiteral(settings.catalogURI)), AUTHORIZATION_TYPE 'none');

      """
  }

  /// Makes the warehouse known as `wh`. The password comes from the environment.
  mutating func attachWarehouse(_ settings: ConnectionSettings) {
    let keywords = [
      ("host", settings.host), ("port", String(settings.port)), ("user", settings.user),
      ("dbname", settings.database), ("sslmode", settings.tlsMode.rawValue),
      ("application_name", settings.applicationName),
    ]
    let parts = keywords.map { "\($0)='\(Self.conninfoEscaped($1))'" }.joined(separator: " ")
    text += "ATTACH \(duckDBLiteral(parts)) AS wh (TYPE postgres);\n"
  }

  /// Backslashes and quotes of a value (PostgreSQL 15, 34.1.1.1).
  private static func conninfoEscaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }

  /// Replaces rows of a table of the lake, in one transaction, which is one commit. Prints how many
  /// rows were inserted; without a query, rows are only taken away.
  mutating func replace(
    _ table: TableAddress, _ columns: [Column], _ mode: ReplaceMode, _ range: TimeRange,
    with query: String?
  ) {
    let name = Self.name(of: table)
    let condition = Self.condition(mode, range).map { " WHERE \($0)" } ?? ""
    text += "BEGIN;\nDELETE FROM \(name)\(condition);\n"
    if let query {
      insert(into: name, columns, from: "SELECT * FROM (\n\(query)\n) AS q\(condition)")
    }
    text += "COMMIT;\n"
  }

  /// Inserts the columns of a query, cast to their types, and prints how many rows.
  mutating func insert(into name: String, _ columns: [Column], from query: String) {
    let names = columns.map { duckDBQuoted($0.name) }
    let values = columns.map { "CAST(\(duckDBQuoted($0.name)) AS \($0.type.duckDBName))" }
    text += """
      .changes on
      INSERT INTO \(name) (\(names.joined(separator: ", ")))
      SELECT \(values.joined(separator: ", ")) FROM (
      \(query)
      ) AS r;
      .changes off

      """
  }

  /// From now on results are printed as JSON arrays.
  mutating func printJSON() { text += ".mode json\n" }

  /// Prints the result of a query.
  mutating func select(_ query: String) { text += "\(query);\n" }

  /// The rows of slices of landing files, as a query; nil when there are no files.
  static func rows(of slices: [LandedSlice], _ columns: [Column], _ mode: ReplaceMode) -> String? {
    let types = columns.map { "\(duckDBLiteral($0.name)): \(duckDBLiteral($0.type.duckDBName))" }
    let parts = slices.filter { !$0.files.files.isEmpty }.map { slice in
      let paths = slice.files.files.map { duckDBLiteral("\(slice.files.folder)/\($0)") }
      let condition = condition(mode, slice.range).map { " WHERE \($0)" } ?? ""
      return """
        SELECT * FROM read_json([\(paths.joined(separator: ", "))], \
        format = 'newline_delimited', compression = 'gzip', \
        columns = {\(types.joined(separator: ", "))})\(condition)
        """
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\nUNION ALL\n")
  }

  /// `lake."bronze"."flights"`.
  static func name(of table: TableAddress) -> String {
    "lake.\(duckDBQuoted(table.schema.name)).\(duckDBQuoted(table.name))"
  }

  /// Whether a row lies in the range; nil when all do.
  static func condition(_ mode: ReplaceMode, _ range: TimeRange) -> String? {
    guard case .range(let column) = mode else { return nil }
    let name = duckDBQuoted(column.name)
    let lower = range.lower.sqlLiteral(for: column.type)
    let upper = range.upper.sqlLiteral(for: column.type)
    return "\(name) >= \(lower) AND \(name) < \(upper)"
  }
}
