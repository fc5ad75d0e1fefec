internal import Connect
internal import Files
internal import Ports

/// The private PostgreSQL of a project: made, started and stopped with PostgreSQL's own programs.
struct PostgresCluster: Sendable {
  let location: ClusterLocation

  private static let superuser = "weir"

  var endpoints: LaptopEndpoints {
    LaptopEndpoints(
      socketFolder: location.socketFolder, port: ClusterLocation.port, user: Self.superuser)
  }

  /// Whether there is a complete cluster.
  var exists: Bool { FileSystem.kind(of: "\(location.data)/PG_VERSION") != nil }

  /// Whether it accepts connections.
  func isAnswering() async -> Bool {
    guard exists else { return false }
    do throws(PortError) {
      let connection = try await PostgresConnection.connect(
        endpoints.settings(database: "postgres"))
      await connection.close()
      return true
    } catch {
      return false
    }
  }

  /// Makes the cluster where there is none. Interrupted, it begins anew next time.
  func create() async throws(PortError) {
    if exists { return }
    try prepareFolders()
    let unfinished = "\(location.folder)/data.new"
    try onThisMachine { () throws(FileError) in try FileSystem.removeTree(unfinished) }
    let binaries = try PostgresBinaries.newest()
    let outcome = try await run(
      "\(binaries.folder)/initdb",
      [
        "-D", unfinished, "-U", Self.superuser, "-A", "trust", "-E", "UTF8", "--locale=C",
      ])
    guard outcome.isSuccess else { throw failed("initdb", outcome.errorText) }
    try onThisMachine { () throws(FileError) in
      try FileSystem.move(unfinished, to: location.data)
    }
  }

  /// Trust is safe as the socket is the only way in, and its folder is closed to everybody but the
  /// server's user and root.
  private func prepareFolders() throws(PortError) {
    for folder in [location.folder, location.socketFolder] {
      try onThisMachine { () throws(FileError) in
        try FileSystem.makeFolder(folder, mode: 0o700)
        if let user = location.user { try FileSystem.give(folder, to: user) }
      }
      let owner = location.user ?? .current
      guard FileSystem.ownerID(of: folder) == owner.userID else {
        throw PortError(.denied, "The folder for PostgreSQL belongs to somebody else.")
          .adding("path", folder)
      }
    }
  }

  /// Starts the server and waits until it answers; does nothing when it does.
  func start() async throws(PortError) {
    if await isAnswering() { return }
    let binaries = try PostgresBinaries.forCluster(at: location.data)
    try removeStalePidFile()
    let settings = [
      "listen_addresses=''", "unix_socket_directories='\(location.socketFolder)'",
      "port=\(ClusterLocation.port)", "unix_socket_permissions=0700", "timezone=UTC",
      "log_timezone=UTC",
    ]
    let options = settings.map { "-c \($0)" }.joined(separator: " ")
    // Right after the server was killed, its children may still be ending, and keep a new one out.
    var last = ""
    let isStarted = try await wait(upTo: .seconds(20)) { () throws(PortError) in
      let outcome = try await run(
        "\(binaries.folder)/pg_ctl",
        ["-D", location.data, "-w", "-t", "60", "-l", location.log, "-o", options, "start"])
      last = outcome.outputText + outcome.errorText
      if outcome.isSuccess { return true }
      return await isAnswering()
    }
    guard isStarted else { throw failed("pg_ctl start", last) }
  }

  /// Stops the server; does nothing when none runs.
  func stop() async throws(PortError) {
    guard exists, try runningServer() != nil else { return }
    let binaries = try PostgresBinaries.forCluster(at: location.data)
    let outcome = try await run(
      "\(binaries.folder)/pg_ctl",
      ["-D", location.data, "-w", "-t", "60", "-m", "fast", "stop"])
    if !outcome.isSuccess, try runningServer() != nil {
      throw failed("pg_ctl stop", outcome.outputText + outcome.errorText)
    }
  }

  /// Makes the databases that are not there.
  func createDatabases(_ names: [String]) async throws(PortError) {
    for name in try await missingDatabases(names) {
      let quoted = name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      try await onServer { (connection) throws(PortError) in
        try await connection.execute("CREATE DATABASE \"\(quoted)\"")
      }
    }
  }

  /// Which of the databases are not there; one round trip.
  func missingDatabases(_ names: [String]) async throws(PortError) -> [String] {
    let present = try await onServer { (connection) throws(PortError) in
      try await connection.query("SELECT datname FROM pg_database").map { $0.text(0) }
    }
    return names.filter { !present.contains($0) }
  }

  @discardableResult
  private func onServer<R>(
    _ body: (PostgresConnection) async throws(PortError) -> R
  ) async throws(PortError) -> R {
    let connection = try await PostgresConnection.connect(endpoints.settings(database: "postgres"))
    do throws(PortError) {
      let result = try await body(connection)
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The server's process, if the pid file names one that runs on these very files.
  ///
  /// PostgreSQL believes that file for any living process of its user, also when the number was
  /// given to another one since.
  private func runningServer() throws(PortError) -> ProcessIdentity? {
    let bytes = try onThisMachine { () throws(FileError) in
      try FileSystem.readIfPresent("\(location.data)/postmaster.pid")
    }
    guard let bytes, let line = bytes.split(separator: 10).first,
      let number = Int32(String(decoding: line, as: UTF8.self)),
      let process = ProcessIdentity(number: number),
      let command = try? FileSystem.read("/proc/\(number)/cmdline"),
      command.split(separator: 0).contains(where: { $0.elementsEqual(location.data.utf8) })
    else { return nil }
    return process
  }

  private func removeStalePidFile() throws(PortError) {
    if try runningServer() != nil { return }
    try onThisMachine { () throws(FileError) in
      try FileSystem.remove("\(location.data)/postmaster.pid")
    }
  }

  private func run(_ program: String, _ arguments: [String]) async throws(PortError)
    -> ChildProcess
    .Outcome
  {
    do throws(FileError) {
      return try await ChildProcess(
        program, arguments, environment: ["LC_ALL": "C"], workingDirectory: "/",
        user: location.user
      ).run()
    } catch {
      throw PortError(error)
    }
  }

  private func failed(_ program: String, _ words: String) -> PortError {
    PortError(
      .local, "The private PostgreSQL cannot be run: \(program) failed.", debugDetail: words
    ).adding("log", location.log)
  }
}
