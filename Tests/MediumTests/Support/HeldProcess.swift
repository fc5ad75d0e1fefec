import Foundation

/// A program that runs as long as this object lives, and the first line it prints.
///
/// A shell holds it: when this process ends, however it ends, the shell's input closes, and it kills
/// the program. With SIGKILL: children of a test process inherit that most signals are blocked.
final class HeldProcess: Sendable {
  let firstLine: String
  /// Open as long as this value lives.
  private let lifeline = Pipe()

  init(_ command: String, environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(command) & child=$!; cat >/dev/null; kill -9 $child"]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = projectFolder
    let output = Pipe()
    process.standardInput = lifeline
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.availableData
    firstLine = String(decoding: bytes, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    if firstLine.isEmpty { throw TestServerFailure("'\(command)' did not start") }
  }
}

/// The folder of the project: the one that holds `Package.swift`.
let projectFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
