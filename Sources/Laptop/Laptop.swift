internal import Files
package import Ports

/// The processes of the embedded default: a private PostgreSQL for one project.
///
/// Everything it keeps is under the project's `.weir` (see ``ClusterLocation`` for the exception).
/// Starting and stopping are safe when several processes do it at once: one works, the others wait
/// and find it done.
package struct Laptop: Sendable {
  /// The databases of the embedded default: the warehouse, Weir's state, the catalog's pointers, and
  /// the operational database of the example platform.
  package static let standardDatabases = ["warehouse", "state", "lake", "flightdesk"]

  /// The project's folder, absolute and without symbolic links.
  package let root: String
  private let databases: [String]

  /// - Parameter root: the project's folder, which must exist.
  package init(
    root: String, databases: [String] = Laptop.standardDatabases
  ) throws(PortError) {
    self.root = try onThisMachine { () throws(FileError) in try FileSystem.absolute(root) }
    self.databases = databases
  }

  /// Where Weir keeps what is not to be committed.
  package var weirFolder: String { "\(root)/.weir" }

  /// Starts what does not run, and makes what is missing. About two seconds the first time.
  ///
  /// - Throws: `.missing` without PostgreSQL's programs, `.locked` when another process works on it
  ///   for more than two minutes, `.local` when the server does not start.
  @discardableResult
  package func up() async throws(PortError) -> LaptopEndpoints {
    let cluster = PostgresCluster(location: try location())
    if await cluster.isAnswering(), await hasAllDatabases(cluster) { return cluster.endpoints }
    try await withLock { () throws(PortError) in
      try record(cluster.location)
      try await cluster.create()
      try await cluster.start()
      try await cluster.createDatabases(databases)
    }
    return cluster.endpoints
  }

  /// Stops the private PostgreSQL; its data stays.
  package func down() async throws(PortError) {
    let cluster = PostgresCluster(location: try location())
    guard cluster.exists else { return }
    try await withLock { () throws(PortError) in try await cluster.stop() }
  }

  /// Whether it runs now.
  package func status() async throws(PortError) -> LaptopStatus {
    let cluster = PostgresCluster(location: try location())
    if await cluster.isAnswering() { return .running(cluster.endpoints) }
    return cluster.exists ? .stopped : .absent
  }

  /// Where the private PostgreSQL of this project lives.
  package func location() throws(PortError) -> ClusterLocation {
    let recorded = try onThisMachine { () throws(FileError) in
      try FileSystem.readIfPresent(recordPath)
    }
    let user = try serverUser()
    return ClusterLocation(
      root: root, recorded: recorded.map { String(decoding: $0, as: UTF8.self) }, serverUser: user
    ) { folder in
      // What is not there yet this program makes, open to all.
      FileSystem.kind(of: folder) == nil
        || FileSystem.isSearchable(folder, by: user ?? .current)
    }
  }

  private var recordPath: String { "\(weirFolder)/postgres.location" }

  private func record(_ location: ClusterLocation) throws(PortError) {
    try onThisMachine { () throws(FileError) in
      _ = try FileSystem.write(Array(location.folder.utf8), to: recordPath, .atomic)
    }
  }

  /// PostgreSQL refuses to run as root, so that root needs another user.
  private func serverUser() throws(PortError) -> UserIdentity? {
    guard UserIdentity.current.isRoot else { return nil }
    for name in ["postgres", "nobody"] {
      if let user = UserIdentity(named: name) { return user }
    }
    throw PortError(
      .missing, "PostgreSQL cannot run as root, and there is no user 'postgres' to run it as.")
  }

  private func hasAllDatabases(_ cluster: PostgresCluster) async -> Bool {
    do throws(PortError) {
      return try await cluster.missingDatabases(databases).isEmpty
    } catch {
      return false
    }
  }

  private func withLock(_ body: () async throws(PortError) -> Void) async throws(PortError) {
    let lock: FileLock
    do throws(FileError) {
      lock = try await FileLock("\(weirFolder)/lock", patience: .seconds(120))
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
