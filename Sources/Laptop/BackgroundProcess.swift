internal import Connect
internal import Files
package import Ports

/// A program of the embedded default that keeps running when `weir` ends: the catalog server, the
/// example's REST server.
///
/// Its pid file tells the process apart from any later one with the same number, so that nothing
/// else is ever stopped.
package struct BackgroundProcess: Sendable {
  /// How it is known that it works.
  package enum Readiness: Hashable, Sendable {
    /// An HTTP server answers there, with any status.
    case http(url: String)
  }

  /// Names its files: `<folder>/<name>.pid`, `.log` and `.lock`.
  package let name: String
  /// Where its files are.
  package let folder: String
  /// A path.
  package let program: String
  package let arguments: [String]
  /// Added to the environment of this process.
  package let environment: [String: String]
  package let readiness: Readiness

  package init(
    name: String, folder: String, program: String, arguments: [String],
    environment: [String: String] = [:], readiness: Readiness
  ) {
    self.name = name
    self.folder = folder
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.readiness = readiness
  }

  /// The `weir` program itself with other arguments.
  package static func weir(
    name: String, folder: String, arguments: [String], environment: [String: String] = [:],
    readiness: Readiness
  ) throws(PortError) -> BackgroundProcess {
    let program = try onThisMachine { () throws(FileError) in try FileSystem.ownProgram() }
    return BackgroundProcess(
      name: name, folder: folder, program: program, arguments: arguments,
      environment: environment, readiness: readiness)
  }

  /// Where its outputs are appended.
  package var log: String { "\(folder)/\(name).log" }

  /// Whether the process that was started last still runs.
  package var isRunning: Bool { recorded?.isRunning ?? false }

  /// Starts it and waits until it is ready; does nothing when it runs.
  ///
  /// - Throws: `.local` when it ends at once or is not ready in time; it is stopped then.
  package func start(readyWithin limit: Duration = .seconds(30)) async throws(PortError) {
    try await withLock { () throws(PortError) in
      if !isRunning { try launch() }
      let client = HTTPClient()
      let isReady = try await wait(upTo: limit) { () throws(PortError) in
        guard isRunning else { throw failure("ended before it was ready") }
        return await answers(client)
      }
      if !isReady {
        try await end()
        throw failure("was not ready in time")
      }
    }
  }

  /// Asks it to end, makes it after `grace`; does nothing when it does not run.
  package func stop(grace: Duration = .seconds(5)) async throws(PortError) {
    guard recorded != nil else { return }
    try await withLock { () throws(PortError) in try await end(grace: grace) }
  }

  private var pidFile: String { "\(folder)/\(name).pid" }

  private var recorded: ProcessIdentity? {
    guard let bytes = try? FileSystem.read(pidFile) else { return nil }
    return ProcessIdentity(parsing: String(decoding: bytes, as: UTF8.self))
  }

  private func launch() throws(PortError) {
    try onThisMachine { () throws(FileError) in
      let process = try DetachedProcess(
        program, arguments, environment: environment, log: log
      ).start()
      do throws(FileError) {
        _ = try FileSystem.write(Array("\(process)\n".utf8), to: pidFile, .atomic)
      } catch {
        process.send(.kill)
        throw error
      }
    }
  }

  private func end(grace: Duration = .seconds(5)) async throws(PortError) {
    if let process = recorded {
      process.send(.terminate)
      let hasEnded = try await wait(upTo: grace) { () throws(PortError) in !process.isRunning }
      if !hasEnded {
        process.send(.kill)
        _ = try await wait(upTo: .seconds(10)) { () throws(PortError) in !process.isRunning }
      }
    }
    try onThisMachine { () throws(FileError) in try FileSystem.remove(pidFile) }
  }

  private func answers(_ client: HTTPClient) async -> Bool {
    let url =
      switch readiness {
      case .http(let url): url
      }
    do throws(PortError) {
      _ = try await client.send(HTTPRequest(.get, url, timeout: .seconds(2)))
      return true
    } catch {
      return false
    }
  }

  private func failure(_ what: String) -> PortError {
    let tail = ((try? FileSystem.read(log)) ?? []).suffix(4096)
    return PortError(
      .local, "The background process '\(name)' \(what).",
      debugDetail: String(decoding: tail, as: UTF8.self)
    ).adding("log", log)
  }

  private func withLock(_ body: () async throws(PortError) -> Void) async throws(PortError) {
    let lock: FileLock
    do throws(FileError) {
      lock = try await FileLock("\(folder)/\(name).lock", patience: .seconds(60))
    } catch {
      throw PortError(error)
    }
    do throws(PortError) {
      try await body()
    } catch {
      lock.release()
      throw error
    }
    lock.release()
  }
}
