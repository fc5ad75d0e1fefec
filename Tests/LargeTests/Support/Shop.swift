import Connect
import Files
import Foundation
import Laptop
import State
import Testing

/// The built program, working on a copy of the project `Fixtures/large/shop` with servers of its own.
struct Shop: Sendable {
  let folder: String
  let endpoints: LaptopEndpoints

  /// Copies the project, starts its servers, fills its operational database, and ends everything
  /// after `body`.
  static func open(_ body: (Shop) async throws -> Void) async throws {
    let folder = "/tmp/weir-large-\(UInt64.random(in: 0...UInt64.max))"
    try FileSystem.makeFolder(folder)
    try FileManager.default.copyItem(
      atPath: "\(fixture)/specs", toPath: "\(folder)/specs")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/.venv", withDestinationPath: "\(projectFolder)/.venv")
    let result: Result<Void, any Error>
    do {
      let shop = try await start(folder)
      try await body(shop)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    _ = try await run(["down", "--project", folder])
    if let location = try? Laptop(root: folder).location().folder {
      try FileSystem.removeTree(location)
    }
    try FileSystem.removeTree(folder)
    try result.get()
  }

  private static func start(_ folder: String) async throws -> Shop {
    let up = try await run(["up", "--project", folder])
    try #require(up.isSuccess, "\(up.errorText)")
    guard case .running(let endpoints) = try await Laptop(root: folder).status() else {
      throw FixtureFailure("'weir up' ended well, and nothing runs")
    }
    let shop = Shop(folder: folder, endpoints: endpoints)
    try await shop.execute("CREATE DATABASE shop", on: "postgres")
    let script = try FileSystem.read("\(fixture)/shop.sql")
    try await shop.execute(String(decoding: script, as: UTF8.self), on: "shop")
    return shop
  }

  // MARK: The program

  /// Runs `weir` in the project's folder.
  func weir(_ arguments: String..., crashingAt point: String? = nil) async throws
    -> ChildProcess.Outcome
  {
    try await Self.run(arguments + ["--project", folder], crashingAt: point)
  }

  /// Runs `weir`, which must end with `status`.
  @discardableResult
  func weir(
    _ arguments: String..., expecting status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ChildProcess.Outcome {
    let outcome = try await Self.run(arguments + ["--project", folder])
    #expect(
      outcome.status == status, "\(outcome.outputText)\(outcome.errorText)",
      sourceLocation: sourceLocation)
    return outcome
  }

  /// Loads the five days that the shop has sales of.
  @discardableResult
  func load(_ further: String..., crashingAt point: String? = nil) async throws
    -> ChildProcess.Outcome
  {
    try await Self.run(
      ["run", "nightly", "--since", "2024-02-01", "--until", "2024-02-06"] + further
        + ["--project", folder], crashingAt: point)
  }

  static func run(_ arguments: [String], crashingAt point: String? = nil) async throws
    -> ChildProcess.Outcome
  {
    try await ChildProcess(
      "\(projectFolder)/.build/debug/weir", arguments,
      environment: ["WEIR_CRASH_AT": point, "NO_COLOR": "1"]
    ).run()
  }

  // MARK: Its files and databases

  /// Replaces a text that stands in a spec file once.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let path = "\(folder)/specs/\(file)"
    let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
    try #require(text.ranges(of: old).count == 1, "'\(old)' in \(file)")
    _ = try FileSystem.write(Array(text.replacing(old, with: new).utf8), to: path, .atomic)
  }

  func execute(_ sql: String, on database: String) async throws {
    let connection = try await PostgresConnection.connect(endpoints.settings(database: database))
    try await connection.execute(sql)
    await connection.close()
  }

  /// Number and digest of the rows of each table of the star.
  func rows() async throws -> [String] {
    let connection = try await PostgresConnection.connect(
      endpoints.settings(database: "warehouse"))
    var found: [String] = []
    for table in ["agg_country", "dim_day", "dim_product", "fct_sale"] {
      let rows = try await connection.query(
        """
        SELECT '\(table) ' || count(*) || ' ' || md5(string_agg(t::text, '|' ORDER BY t::text))
        FROM shop.\(table) AS t
        """)
      found.append(rows.scalar ?? "")
    }
    await connection.close()
    return found
  }

  /// The first column of the first row.
  func value(_ sql: String) async throws -> String? {
    let connection = try await PostgresConnection.connect(
      endpoints.settings(database: "warehouse"))
    let value = try await connection.query(sql).scalar
    await connection.close()
    return value
  }

  func state() async throws -> StateDatabase {
    try await StateDatabase.open(
      endpoints.settings(database: "state"),
      owner: RunOwner(machine: "another machine", process: "1") { _ in true })
  }
}

struct FixtureFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

private let fixture = "\(projectFolder)/Tests/Fixtures/large/shop"

/// The folder of the project: the one that holds `Package.swift`.
let projectFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path(percentEncoded: false).replacing(#/\/$/#, with: "")

extension Trait where Self == ConditionTrait {
  /// The test needs PostgreSQL's server programs and the engine; on CI it fails without them.
  static var servers: Self {
    .enabled(
      if: ProcessInfo.processInfo.environment["CI"] != nil
        || FileManager.default.fileExists(atPath: "/usr/lib/postgresql"),
      "PostgreSQL's server programs are not installed")
  }
}
