import Connect
import Foundation
import Testing

/// A private PostgreSQL server for this test process, on a Unix socket in a folder of its own.
///
/// A shell holds it: when the test process ends, however it ends, the shell's input closes, and it
/// stops the server and removes the folder.
struct TestServer: Sendable {
  /// The socket's folder.
  let folder: String

  static var binaries: String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return
      versions
      .compactMap { name in Int(name).map { ($0, "\(root)/\(name)/bin") } }
      .sorted { $0.0 > $1.0 }.map(\.1)
      .first { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
  }

  /// Where there is no server program, tests are skipped; on CI they run, and fail.
  static var isExpected: Bool {
    binaries != nil || ProcessInfo.processInfo.environment["CI"] != nil
  }

  /// A new, empty database; every test has its own.
  static func database() async throws -> ConnectionSettings {
    let server = try shared.get()
    let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    let connection = try await PostgresConnection.connect(server.settings("postgres"))
    try await connection.execute("CREATE DATABASE \(name)")
    await connection.close()
    return server.settings(name)
  }

  /// A connection to a new, empty database.
  static func connection() async throws -> PostgresConnection {
    try await PostgresConnection.connect(try await database())
  }

  func settings(_ database: String) -> ConnectionSettings {
    ConnectionSettings(host: folder, user: "weir", database: database)
  }

  /// Started by the first test that asks.
  private static let shared = Result { try TestServer() }

  private init() throws {
    guard let binaries = Self.binaries else { throw TestServerFailure("no initdb found") }
    folder = "/tmp/weir-test-\(ProcessInfo.processInfo.processIdentifier)"
    let script = """
      set -e
      mkdir -m 700 '\(folder)'
      cd '\(folder)'
      '\(binaries)/initdb' -D data -U weir -A trust -E UTF8 --locale=C --no-sync >/dev/null
      '\(binaries)/pg_ctl' -D data -w -l log start >/dev/null </dev/null -o \
      "-c listen_addresses='' -c unix_socket_directories='\(folder)' -c fsync=off \
      -c full_page_writes=off -c synchronous_commit=off -c max_connections=500"
      echo ready
      read line || true
      '\(binaries)/pg_ctl' -D data -m immediate stop >/dev/null
      rm -rf '\(folder)'
      """
    let process = Process()
    let shell = ["/bin/sh", "-c", script]
    if geteuid() == 0 {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
      process.arguments =
        ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] + shell
    } else {
      process.executableURL = URL(fileURLWithPath: shell[0])
      process.arguments = Array(shell.dropFirst())
    }
    let output = Pipe()
    process.standardInput = Self.lifeline
    process.standardOutput = output
    try process.run()
    let answer = output.fileHandleForReading.availableData
    guard String(decoding: answer, as: UTF8.self).hasPrefix("ready") else {
      throw TestServerFailure("the server did not start")
    }
  }

  /// Open as long as this process lives.
  private static let lifeline = Pipe()
}

struct TestServerFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Trait where Self == ConditionTrait {
  /// The test needs a real PostgreSQL server.
  static var postgres: Self {
    .enabled(if: TestServer.isExpected, "PostgreSQL's server programs are not installed")
  }
}
