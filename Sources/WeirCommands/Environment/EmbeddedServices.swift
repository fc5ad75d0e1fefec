internal import Connect
internal import Files
internal import Laptop
internal import Ports

/// Everything that `weir up` starts for a project: the private PostgreSQL and the lake catalog.
struct EmbeddedServices: Sendable {
  /// The database of the catalog's pointers.
  static let catalogDatabase = "lake"

  let laptop: Laptop

  init(root: String) throws(PortError) { laptop = try Laptop(root: root) }

  /// Where the catalog's tables live.
  var lakeFolder: String { "\(laptop.weirFolder)/lake" }

  /// Starts what does not run.
  func up() async throws(PortError) -> (endpoints: LaptopEndpoints, catalogURI: String) {
    let endpoints = try await laptop.up()
    if let port = recordedPort, try catalog(port: port).isRunning {
      return (endpoints, Self.uri(port))
    }
    let port = try freeLoopbackPort()
    try record(port)
    try await catalog(port: port).start()
    return (endpoints, Self.uri(port))
  }

  /// Stops what runs, the catalog before the database it stands on; data stays.
  func down() async throws(PortError) {
    if let port = recordedPort { try await catalog(port: port).stop() }
    try await laptop.down()
  }

  /// Where the catalog answers.
  ///
  /// - Throws: `.unreachable` when it does not run.
  func catalogURI() throws(PortError) -> String {
    guard let port = recordedPort, try catalog(port: port).isRunning else { throw notRunning }
    return Self.uri(port)
  }

  /// How to reach the private PostgreSQL.
  ///
  /// - Throws: `.unreachable` when it does not run.
  func endpoints() async throws(PortError) -> LaptopEndpoints {
    guard case .running(let endpoints) = try await laptop.status() else { throw notRunning }
    return endpoints
  }

  private var notRunning: PortError {
    PortError(.unreachable, "The embedded default does not run. Start it with 'weir up'.")
  }

  private static func uri(_ port: Int) -> String { "http://127.0.0.1:\(port)" }

  private func catalog(port: Int) throws(PortError) -> BackgroundProcess {
    try BackgroundProcess.weir(
      name: "catalog", folder: "\(laptop.weirFolder)/run",
      arguments: ["catalog-server", "--project", laptop.root, "--port", String(port)],
      readiness: .http(url: Self.uri(port) + "/v1/config"))
  }

  private var portFile: String { "\(laptop.weirFolder)/run/catalog.port" }

  private var recordedPort: Int? {
    guard let bytes = try? FileSystem.read(portFile) else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  private func record(_ port: Int) throws(PortError) {
    do throws(FileError) {
      _ = try FileSystem.write(Array(String(port).utf8), to: portFile, .atomic)
    } catch {
      throw PortError(.local, error.description)
    }
  }
}
