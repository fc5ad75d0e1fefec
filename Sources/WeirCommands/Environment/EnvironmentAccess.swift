internal import Catalog
internal import Compile
internal import Connect
internal import Files
internal import Lake
internal import Laptop
internal import Ports
internal import ScheduleModel
internal import State

/// The way into one environment: where its databases and its catalog are, and its secrets.
struct EnvironmentAccess: Sendable {
  let environment: CompiledEnvironment
  let platform: String
  let services: EmbeddedServices
  /// Nil where the environment uses nothing embedded.
  private let endpoints: LaptopEndpoints?
  private let variables: [String: String]

  /// - Throws: `.unreachable` when something embedded is used that does not run.
  init(_ project: CompiledProject, root: String, variables: [String: String])
    async throws(PortError)
  {
    try await self.init(
      project.environment, of: project.platform, root: root, variables: variables)
  }

  /// - Throws: `.unreachable` when something embedded is used that does not run.
  init(
    _ environment: CompiledEnvironment, of platform: String, root: String,
    variables: [String: String]
  ) async throws(PortError) {
    self.environment = environment
    self.platform = platform
    services = try EmbeddedServices(root: root)
    self.variables = variables
    let usesEmbedded = [environment.warehouse, environment.state].contains {
      if case .embedded = $0 { true } else { false }
    }
    endpoints = usesEmbedded ? try await services.endpoints() : nil
  }

  /// Secrets are environment variables.
  ///
  /// - Throws: `.missing` when it is not set.
  func secret(_ name: String) throws(PortError) -> Secret {
    guard let value = variables[name], !value.isEmpty else {
      throw PortError(
        .missing, "The secret '\(name)' is not set: export \(name)=... in the environment.")
    }
    return Secret(value)
  }

  /// How to reach a database; `user` replaces the login that the spec names.
  func settings(for reference: ConnectionReference, user: String? = nil)
    throws(PortError) -> ConnectionSettings
  {
    switch reference {
    case .embedded(let database):
      guard let endpoints else {
        throw PortError(.unreachable, "The embedded default does not run.")
      }
      return endpoints.settings(database: database, user: user)
    case .keywords(let values): return try settings(from: values, user: user)
    }
  }

  private func settings(from values: [ConnectionReference.KeywordValue], user: String?)
    throws(PortError) -> ConnectionSettings
  {
    var texts: [String: String] = [:]
    for value in values { texts[value.keyword] = try text(of: value.value) }
    var settings = ConnectionSettings(
      host: texts["host"] ?? "",
      port: texts["port"].flatMap { Int($0) } ?? (isRedshift ? 5439 : 5432),
      user: user ?? texts["user"] ?? "", database: texts["dbname"] ?? "",
      password: texts["password"].map { Secret($0) })
    if let mode = texts["sslmode"] {
      guard let known = ConnectionSettings.TLSMode(rawValue: mode) else {
        throw PortError(.refused, "'\(mode)' is not an sslmode of libpq.")
      }
      settings.tlsMode = known
    }
    return settings
  }

  private func text(of template: Template) throws(PortError) -> String {
    var out = ""
    for part in template.parts {
      switch part {
      case .literal(let text): out += text
      case .secret(let name): out += try secret(name).revealed()
      case .intervalStart, .intervalEnd:
        throw PortError(.refused, "A connection cannot depend on the interval of a run.")
      }
    }
    return out
  }

  /// A connection to the warehouse as the login that may change it.
  func warehouse() async throws(PortError) -> PostgresConnection {
    try await PostgresConnection.connect(settings(for: environment.warehouse))
  }

  /// The state database, brought to this version.
  func state() async throws(PortError) -> StateDatabase {
    try await StateDatabase.open(settings(for: environment.state), owner: .thisProcess)
  }

  /// Where the lake's catalog answers.
  func catalogURI() throws(PortError) -> String {
    switch environment.lakeCatalog {
    case .embedded: try services.catalogURI()
    case .rest(let uri): try text(of: uri)
    }
  }

  func lake() async throws(PortError) -> LakeClient {
    try await LakeClient.connect(LakeClientSettings(uri: catalogURI()))
  }
}

extension RunOwner {
  /// This machine and this process.
  static var thisProcess: RunOwner {
    let machine = (try? FileSystem.read("/proc/sys/kernel/hostname")).map {
      String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
    let process = ProcessIdentity.current.map { "\($0)" } ?? ""
    return RunOwner(machine: machine ?? "localhost", process: process) { text in
      ProcessIdentity(parsing: text)?.isRunning ?? false
    }
  }
}
