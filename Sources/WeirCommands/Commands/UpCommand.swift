internal import ArgumentParser
internal import CatalogServer
internal import Connect
internal import Laptop
internal import Ports

/// `weir up`
struct UpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract: "Start the embedded default: a private PostgreSQL and the lake catalog.",
    discussion: """
      Everything lives under .weir/ in the project's folder and listens on a unix socket or on \
      loopback only. Does nothing when it runs already. 'weir down' stops it; data stays.
      """)

  @OptionGroup var project: ProjectOptions

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let services = try EmbeddedServices(root: try project.root())
      let (endpoints, catalogURI) = try await services.up()
      console.note("PostgreSQL: psql -h \(endpoints.socketFolder) -U \(endpoints.user) warehouse")
      console.note("Lake catalog: \(catalogURI)")
      return .done
    }
  }
}

/// `weir down`
struct DownCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down",
    abstract: "Stop the embedded default; its data stays.")

  @OptionGroup var project: ProjectOptions

  func run() async throws {
    let console = Console.standard
    try await console.run {
      try await EmbeddedServices(root: try project.root()).down()
      console.note("The embedded default is stopped.")
      return .done
    }
  }
}

/// `weir catalog-server`, which `weir up` starts.
struct CatalogServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog-server",
    abstract: "Serve the embedded lake catalog on loopback until stopped.",
    shouldDisplay: false)

  @OptionGroup var project: ProjectOptions

  @Option(help: "The port of 127.0.0.1; 0 for any that is free.")
  var port = 0

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let services = try EmbeddedServices(root: try project.root())
      let settings = try await services.endpoints().settings(
        database: EmbeddedServices.catalogDatabase)
      let server = CatalogServer(
        store: PostgresPointerStore(PostgresPool(settings)), folder: services.lakeFolder,
        port: port)
      try await server.run { port in console.note("The lake catalog serves port \(port).") }
      return .done
    }
  }
}
