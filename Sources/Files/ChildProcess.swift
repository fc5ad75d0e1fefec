internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A program to run and wait for. swift-subprocess runs it: it has no thread per child, and closes
/// what a child should not inherit.
package struct ChildProcess: Sendable {
  /// A path, or a name that is looked up in `PATH`.
  package var program: String
  package var arguments: [String]
  /// Added to the environment of this process; nil takes a variable away.
  package var environment: [String: String?]
  /// Nil for that of this process.
  package var workingDirectory: String?
  /// Whom to drop to, which only root may; nil for the user of this process.
  package var user: UserIdentity?
  /// The most bytes of standard output that are kept; more is an error.
  package var outputLimit: Int

  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    workingDirectory: String? = nil, user: UserIdentity? = nil, outputLimit: Int = 64 << 20
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.user = user
    self.outputLimit = outputLimit
  }

  /// How a process ended, and what it wrote.
  package struct Outcome: Hashable, Sendable {
    /// The exit code; minus the signal's number when a signal ended it.
    package let status: Int32
    package let output: [UInt8]
    /// The last 64 KiB of standard error.
    package let errors: [UInt8]

    package var isSuccess: Bool { status == 0 }
    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// Runs the process in a session of its own and waits for its end; any exit code is an answer.
  ///
  /// Cancelling the task kills the process and all its children.
  /// - Parameter input: written to its standard input, which then closes.
  /// - Throws: `.missing` when there is no such program, `.process` when it cannot be started or
  ///   writes more than the limit, `.cancelled`.
  package func run(input: [UInt8] = []) async throws(FileError) -> Outcome {
    _ = Self.ignoresBrokenPipes
    do {
      let limit = outputLimit
      let result = try await Subprocess.run(
        configuration, input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        async let written: Void = Self.write(input, to: execution.standardInputWriter)
        async let errors = Self.tail(of: execution.standardError)
        let output = try await Self.all(of: execution.standardOutput, limit: limit)
        await written
        return (output, try await errors)
      }
      if Task.isCancelled { throw CancellationError() }
      let status = Self.code(of: result.terminationStatus)
      let (output, errors) = result.takeClosureResult()
      return Outcome(status: status, output: output, errors: errors)
    } catch {
      throw described(error)
    }
  }

  /// A child that does not read its input to the end would end this process with SIGPIPE. Children
  /// get the default disposition back.
  private static let ignoresBrokenPipes: Bool = {
    _ = signal(SIGPIPE, SIG_IGN)
    return true
  }()

  private var configuration: Configuration {
    var options = PlatformOptions()
    options.createSession = true
    // The whole group at once: a parent that heeds a polite signal could leave children that do not.
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    var updates: [Environment.Key: String?] = [:]
    for (name, value) in environment { updates[Environment.Key(stringLiteral: name)] = value }
    let words = droppingWords + [program] + arguments
    return Configuration(
      executable: words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
      arguments: Arguments(Array(words.dropFirst())), environment: .inherit.updating(updates),
      workingDirectory: workingDirectory.map { FilePath($0) }, platformOptions: options)
  }

  /// util-linux's way to become another user. swift-subprocess 1.0.2 would fork for it and change
  /// the user in the copy, which was seen to stop for ever: a lock of the C library that another
  /// thread held at the fork is never given back there. Without it, it uses `posix_spawn`.
  private var droppingWords: [String] {
    guard let user else { return [] }
    return [
      "setpriv", "--reuid=\(user.userID)", "--regid=\(user.groupID)", "--clear-groups", "--",
    ]
  }

  /// A process may end without reading all, which is its right.
  private static func write(_ input: [UInt8], to writer: StandardInputWriter) async {
    _ = try? await writer.write(input)
    try? await writer.finish()
  }

  private struct OutputLimitExceeded: Error {}

  private static func all(
    of stream: SubprocessOutputSequence, limit: Int
  ) async throws -> [UInt8] {
    var kept: [UInt8] = []
    for try await piece in stream {
      unsafe piece.withUnsafeBytes { unsafe kept.append(contentsOf: $0) }
      if kept.count > limit { throw OutputLimitExceeded() }
    }
    return kept
  }

  private static func tail(of stream: SubprocessOutputSequence) async throws -> [UInt8] {
    let limit = 65_536
    var kept: [UInt8] = []
    for try await piece in stream {
      unsafe piece.withUnsafeBytes { unsafe kept.append(contentsOf: $0) }
      if kept.count > 2 * limit { kept.removeFirst(kept.count - limit) }
    }
    return kept.suffix(limit)
  }

  private static func code(of status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): -signal
    }
  }

  private func described(_ error: any Error) -> FileError {
    if Task.isCancelled || error is CancellationError {
      return FileError(
        .cancelled, "The process was ended, as its task was cancelled.", path: program)
    }
    if error is OutputLimitExceeded {
      return FileError(
        .process, "The program wrote more than \(outputLimit) bytes.", path: program)
    }
    if (error as? SubprocessError)?.code == .executableNotFound {
      return FileError(.missing, "The program cannot be found.", path: program)
    }
    return FileError(.process, "The program cannot be run.", path: program)
  }
}
