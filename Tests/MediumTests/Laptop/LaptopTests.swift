import Connect
import Files
import Laptop
import Ports
import Testing

@Suite(.postgres)
struct LaptopTests {
  @Test func itStartsOnceSurvivesAKillAndStops() async throws {
    let folder = try TemporaryFolder()
    let laptop = try Laptop(root: folder.path, databases: ["warehouse", "state"])
    #expect(try await laptop.status() == .absent)
    let endpoints = try await withThrowingTaskGroup(of: LaptopEndpoints.self) { group in
      for _ in 0..<3 { group.addTask { try await laptop.up() } }
      var seen: Set<LaptopEndpoints> = []
      for try await endpoints in group { seen.insert(endpoints) }
      return try #require(seen.count == 1 ? seen.first : nil)
    }
    #expect(try await laptop.status() == .running(endpoints))
    try await write(1, endpoints)

    // Killed at once, with its pid file left behind, as by a power cut.
    let pid = String(
      decoding: try FileSystem.read("\(try laptop.location().data)/postmaster.pid"), as: UTF8.self)
    let number = try #require(pid.split(separator: "\n").first.flatMap { Int32($0) })
    ProcessIdentity(number: number)?.send(.kill)
    #expect(try await laptop.up() == endpoints)
    try await write(2, endpoints)
    #expect(try await rows(endpoints) == "2")

    try await laptop.down()
    #expect(try await laptop.status() == .stopped)
    try await laptop.down()
    // The number in a pid file may belong to somebody else by now: to this process, here.
    let own = try #require(pid.split(separator: "\n").dropFirst().first)
    try FileSystem.write(
      Array("\(try ownNumber())\n\(own)\n1\n5432\n\(endpoints.socketFolder)\n\n0\nready\n".utf8),
      to: "\(try laptop.location().data)/postmaster.pid")
    try await laptop.up()
    #expect(try await rows(endpoints) == "2")
    try await laptop.down()
    try FileSystem.removeTree(try laptop.location().folder)
  }

  private func ownNumber() throws -> Int {
    let text = String(decoding: try FileSystem.read("/proc/self/stat"), as: UTF8.self)
    return try #require(text.split(separator: " ").first.flatMap { Int($0) })
  }

  private func write(_ n: Int, _ endpoints: LaptopEndpoints) async throws {
    let connection = try await PostgresConnection.connect(endpoints.settings(database: "state"))
    try await connection.execute(
      "CREATE TABLE IF NOT EXISTS t (n int); INSERT INTO t VALUES (\(n))")
    await connection.close()
  }

  private func rows(_ endpoints: LaptopEndpoints) async throws -> String? {
    let connection = try await PostgresConnection.connect(endpoints.settings(database: "state"))
    let count = try await connection.query("SELECT count(*) FROM t").scalar
    await connection.close()
    return count
  }
}
