internal import Glibc

/// A program to start and leave running when this process ends.
package struct DetachedProcess: Sendable {
  /// A path.
  package var program: String
  package var arguments: [String]
  /// Added to the environment of this process.
  package var environment: [String: String]
  /// Where its outputs are appended.
  package var log: String

  package init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], log: String
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.log = log
  }

  /// Starts it in a session of its own, away from the terminal. It inherits nothing
  /// but the log, as far as this program's files are closed when another is executed: all of ours are.
  ///
  /// - Throws: `.missing` or `.denied` when there is no such program to run, else `.process`.
  package func start() throws(FileError) -> ProcessIdentity {
    if let parent = FileSystem.parent(of: log) { try FileSystem.makeFolder(parent) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    unsafe posix_spawnattr_setsigmask(&attributes, &defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    let flags = Self.setSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    var number: pid_t = 0
    let code = unsafe withVector([program] + arguments) { words in
      unsafe withVector(environmentLines) { variables in
        unsafe posix_spawn(&number, program, &actions, &attributes, words, variables)
      }
    }
    if code != 0 { throw .system("The program cannot be started", program, code: code) }
    guard let identity = ProcessIdentity(number: number) else {
      throw FileError(.process, "The program ended at once.", path: program)
    }
    return identity
  }

  /// `POSIX_SPAWN_SETSID` of glibc's spawn.h, which Swift does not see as it is a GNU extension.
  private static let setSession: Int32 = 0x80

  private var environmentLines: [String] {
    var lines: [String] = []
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let line = unsafe String(cString: entry)
      if environment[String(line.prefix { $0 != "=" })] == nil { lines.append(line) }
      unsafe next += 1
    }
    return lines + environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }
}

/// Calls `body` with a null-terminated array of C strings that lives until it returns.
private func withVector<R>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
  var copies: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
  unsafe copies.append(nil)
  defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
  return unsafe body(copies)
}
