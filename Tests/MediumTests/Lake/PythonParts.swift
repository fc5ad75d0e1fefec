import Files
import Foundation
import Testing

/// The Python parts that `scripts/setup` puts into `.venv`: DuckDB's program and pyiceberg.
enum PythonParts {
  private static let root: String =
    #filePath.components(separatedBy: "/Tests/").first ?? "."

  private static let packages: String? = {
    let library = "\(root)/.venv/lib"
    let versions = (try? FileSystem.entries(of: library)) ?? []
    return versions.map { "\(library)/\($0)/site-packages" }
      .first { FileSystem.kind(of: "\($0)/duckdb_cli/duckdb") == .file }
  }()

  /// Where they are missing, tests are skipped; on CI they run, and fail.
  static var areExpected: Bool {
    packages != nil || ProcessInfo.processInfo.environment["CI"] != nil
  }

  /// Runs SQL in DuckDB, with the catalog attached as `lake`; returns its output as CSV.
  static func duckDB(_ sql: String, on catalog: CatalogFixture) async throws -> String {
    let packages = try #require(packages)
    let loads = ["avro", "httpfs", "iceberg"].map {
      "LOAD '\(packages)/duckdb_extension_\($0)/extensions/v1.5.5/\($0).duckdb_extension';"
    }
    let prelude = """
      SET autoinstall_known_extensions=false;
      SET TimeZone='UTC';
      \(loads.joined(separator: "\n"))
      ATTACH 'lake' AS lake
        (TYPE iceberg, ENDPOINT '\(catalog.uri)', AUTHORIZATION_TYPE 'none');

      """
    return try await run(
      "\(packages)/duckdb_cli/duckdb", ["-bail", "-csv", "-noheader", ":memory:"], prelude + sql)
  }

  /// Runs Python with a pyiceberg catalog in `catalog`; returns what it prints.
  static func python(_ code: String, on catalog: CatalogFixture) async throws -> String {
    let prelude = """
      from pyiceberg.catalog.rest import RestCatalog
      catalog = RestCatalog("lake", uri="\(catalog.uri)", warehouse="lake")

      """
    return try await run("\(root)/.venv/bin/python", ["-"], prelude + code)
  }

  struct ProgramFailure: Error, CustomStringConvertible {
    let description: String
  }

  private static func run(
    _ program: String, _ arguments: [String], _ input: String
  ) async throws -> String {
    let outcome = try await ChildProcess(program, arguments).run(input: Array(input.utf8))
    guard outcome.isSuccess else {
      throw ProgramFailure(description: outcome.errorText + outcome.outputText)
    }
    return outcome.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension Trait where Self == ConditionTrait {
  /// The test needs DuckDB and pyiceberg.
  static var pythonParts: Self {
    .enabled(if: PythonParts.areExpected, "DuckDB and pyiceberg are not installed in .venv")
  }
}
