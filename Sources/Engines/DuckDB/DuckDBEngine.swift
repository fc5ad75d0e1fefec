package import Catalog
package import Connect
internal import Files
package import Ports
package import ScheduleModel

/// What DuckDB works with.
package struct DuckDBSettings: Sendable {
  package var installation: DuckDBInstallation
  /// Of the Iceberg REST catalog.
  package var catalogURI: String
  /// What the catalog calls the lake.
  package var catalogWarehouse: String
  /// The warehouse, as the loader; nil when nothing is copied there.
  package var warehouse: ConnectionSettings?
  /// For rows that do not fit into memory; an absolute path.
  package var temporaryFolder: String
  /// Of one process, in DuckDB's notation.
  package var memoryLimit: String
  package var threads: Int

  package init(
    installation: DuckDBInstallation, catalogURI: String, catalogWarehouse: String = "lake",
    warehouse: ConnectionSettings?, temporaryFolder: String, memoryLimit: String = "1GB",
    threads: Int = 2
  ) {
    self.installation = installation
    self.catalogURI = catalogURI
    self.catalogWarehouse = catalogWarehouse
    self.warehouse = warehouse
    self.temporaryFolder = temporaryFolder
    self.memoryLimit = memoryLimit
    self.threads = threads
  }
}

/// Runs work of the lake with DuckDB's command-line program: one process a call, which takes its
/// statements from standard input.
package struct DuckDBEngine: EngineRunning {
  private let settings: DuckDBSettings

  package init(_ settings: DuckDBSettings) { self.settings = settings }

  package func load(
    _ slices: [LandedSlice], columns: [Column], into table: TableAddress, mode: ReplaceMode,
    range: TimeRange
  ) async throws(PortError) -> Int64 {
    var script = DuckDBScript(settings)
    script.replace(
      table, columns, mode, range, with: DuckDBScript.rows(of: slices, columns, mode))
    return try await run(script, "load", table.description).changes
  }

  package func transform(
    _ query: String, columns: [Column], into table: TableAddress, mode: ReplaceMode,
    range: TimeRange
  ) async throws(PortError) -> Int64 {
    var script = DuckDBScript(settings)
    script.replace(table, columns, mode, range, with: query)
    return try await run(script, "transform", table.description).changes
  }

  package func rows(of table: TableAddress, mode: ReplaceMode, range: TimeRange) -> String {
    let name = DuckDBScript.name(of: table)
    guard let condition = DuckDBScript.condition(mode, range) else { return name }
    return "(SELECT * FROM \(name) WHERE \(condition))"
  }

  package func numbers(_ queries: [String]) async throws(PortError) -> [Int64] {
    guard !queries.isEmpty else { return [] }
    var script = DuckDBScript(settings)
    for query in queries { script.select(query) }
    let output = try await run(script, "queries", String(queries.count))
    let numbers = output.lines.map { Int64($0) }
    guard numbers.count == queries.count else {
      throw PortError(
        .refused, "\(queries.count) queries gave \(numbers.count) rows instead of one each.")
    }
    if let index = numbers.firstIndex(of: nil) {
      throw PortError(.refused, "The result of a query is not a whole number.")
        .adding("query", queries[index])
    }
    return numbers.compactMap { $0 }
  }

  package func copy(_ query: String, columns: [Column], toWarehouse staging: WarehouseStaging)
    async throws(PortError) -> Int64
  {
    guard let warehouse = settings.warehouse else {
      preconditionFailure("The engine was made without a warehouse to copy to.")
    }
    var script = DuckDBScript(settings)
    script.attachWarehouse(warehouse)
    let name = "wh.\(duckDBQuoted(staging.schema)).\(duckDBQuoted(staging.name))"
    script.insert(into: name, columns, from: query)
    return try await run(script, "copy", "\(staging.schema).\(staging.name)").changes
  }

  /// The rows of one query as a JSON array; empty when there are none.
  func json(of query: String) async throws(PortError) -> String {
    var script = DuckDBScript(settings)
    script.printJSON()
    script.select(query)
    return try await run(script, "query", "lake").lines.joined(separator: "\n")
  }

  private func run(_ script: DuckDBScript, _ work: String, _ object: String)
    async throws(PortError) -> DuckDBOutput
  {
    // Options keep the person's own settings and the terminal out of it.
    let arguments = ["-no-init", "-batch", "-bail", "-noheader", "-list", ":memory:"]
    let password = settings.warehouse?.password?.revealed()
    let process = ChildProcess(
      settings.installation.program, arguments, environment: ["PGPASSWORD": password])
    let outcome: ChildProcess.Outcome
    do throws(FileError) {
      try FileSystem.makeFolder(settings.temporaryFolder)
      outcome = try await process.run(input: Array(script.text.utf8))
    } catch {
      let kind: PortError.Kind = error.kind == .cancelled ? .cancelled : .local
      throw PortError(kind, error.description).adding(work, object)
    }
    guard outcome.isSuccess else {
      throw DuckDBFailure(outcome.errorText).portError.adding(work, object)
    }
    return DuckDBOutput(outcome.outputText)
  }
}

/// What the program printed.
struct DuckDBOutput {
  /// Without those that count changes.
  let lines: [Substring]
  /// How many rows the counted statements changed.
  let changes: Int64

  init(_ text: String) {
    var lines: [Substring] = []
    var changes: Int64 = 0
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "changes:", words.count > 1 {
        changes += Int64(words[1]) ?? 0
      } else {
        lines.append(line)
      }
    }
    self.lines = lines
    self.changes = changes
  }
}
