import Connect
import Files
import Foundation
import Laptop
import Ports
import Testing

struct BackgroundProcessTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Serves on a port that was free a moment ago.
  private func server(_ name: String, _ body: String = "") throws -> (BackgroundProcess, String) {
    let port = try freePort()
    let url = "http://127.0.0.1:\(port)/"
    let script = """
      import http.server, os, signal, sys
      \(body)
      print("starting", os.getsid(0) == os.getpid(), os.environ["COLOUR"], flush=True)
      http.server.test(http.server.SimpleHTTPRequestHandler, port=\(port), bind="127.0.0.1")
      """
    return (
      BackgroundProcess(
        name: name, folder: folder.path, program: "/usr/bin/python3", arguments: ["-c", script],
        environment: ["COLOUR": "blue"], readiness: .http(url: url)), url
    )
  }

  private func freePort() throws -> Int {
    let script =
      "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test func itStartsOnceAndStops() async throws {
    let (process, url) = try server("plain")
    #expect(!process.isRunning)
    try await process.start()
    try await process.start()
    #expect(process.isRunning)
    let log = String(decoding: try FileSystem.read(process.log), as: UTF8.self)
    #expect(log.components(separatedBy: "starting True blue").count == 2)
    #expect(try await HTTPClient().send(HTTPRequest(.get, url)).status == 200)
    try await process.stop()
    #expect(!process.isRunning)
    try await process.stop()
    #expect(await failure { try await HTTPClient().send(HTTPRequest(.get, url)) } != nil)
  }

  @Test func oneThatIgnoresTheRequestIsKilled() async throws {
    let (process, _) = try server("deaf", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    try await process.start()
    try await process.stop(grace: .milliseconds(50))
    #expect(!process.isRunning)
  }

  @Test func oneThatEndsEarlyIsReportedWithItsLog() async throws {
    let (process, _) = try server("broken", "sys.exit('no such setting')")
    let error = await failure { try await process.start() }
    #expect(error?.kind == .local)
    #expect(error?.debugDetail?.contains("no such setting") == true)
    #expect(!process.isRunning)
  }

  @Test func aForeignProcessIsNeverStopped() async throws {
    let (process, _) = try server("foreign")
    let other = try DetachedProcess("/usr/bin/sleep", ["600"], log: "\(folder.path)/sleep.log")
      .start()
    defer { other.send(.kill) }
    let words = other.description.split(separator: " ")
    let earlier = try #require(UInt64(words[1])) - 1
    try FileSystem.write(
      Array("\(words[0]) \(earlier) \(words[2])\n".utf8), to: "\(folder.path)/foreign.pid")
    #expect(!process.isRunning)
    try await process.stop()
    #expect(other.isRunning)
  }
}
