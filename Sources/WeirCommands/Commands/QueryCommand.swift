internal import ArgumentParser
internal import Compile
internal import Connect
internal import Engines
internal import Ports
internal import SQL

/// `weir query`
struct QueryCommand: AsyncParsableCommand {
  enum Target: String, ExpressibleByArgument, CaseIterable {
    case warehouse
    case lake
  }

  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask the warehouse or the lake, as yourself or as a role.",
    discussion: """
      weir query --on warehouse --as analyst 'SELECT count(*) FROM ops.fct_flight'
      weir query --on lake 'SELECT count(*) FROM lake.silver.flights'

      Queries of the warehouse run in a read-only transaction. With --as they have the rights of \
      that role and nothing more: what it may not see is refused or left out.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Option(name: .customLong("on"), help: ArgumentHelp("Where to ask.", valueName: "side"))
  var side = Target.warehouse

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The role of the warehouse to ask as.", valueName: "role"))
  var role: String?

  @Option(help: "How rows are printed.")
  var format = ResultFormat.table

  @Argument(help: "The query.")
  var query: String

  func validate() throws {
    guard role == nil || side == .warehouse else {
      throw ValidationError("'--as' is for the warehouse: the lake on a laptop has no roles.")
    }
  }

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let compiled = await session.compile(for: target.environment) else { return .failed }
      let access = try await session.access(to: compiled)
      let result =
        switch side {
        case .warehouse: try await askWarehouse(access)
        case .lake: try await askLake(access)
        }
      console.print(result.rendered(as: format))
      return .done
    }
  }

  private func askWarehouse(_ access: EnvironmentAccess) async throws(PortError) -> ResultSet {
    let connection = try await access.warehouse()
    let rows = try await connection.withTransaction { () throws(PortError) in
      try await connection.execute("SET TRANSACTION READ ONLY")
      if let role {
        try await connection.execute("SET LOCAL ROLE \(access.environment.dialect.quoted(role))")
      }
      return try await connection.query(query)
    }
    await connection.close()
    return ResultSet(rows)
  }

  private func askLake(_ access: EnvironmentAccess) async throws(PortError) -> ResultSet {
    let answer = try await access.engine().query(query)
    return ResultSet(
      columns: answer.columns.map { ($0.name, $0.isNumber ? .number : .text) }, rows: answer.rows)
  }
}

extension ResultSet {
  /// Rows as PostgreSQL sent them. Types by their OIDs (PostgreSQL 15, pg_type).
  fileprivate init(_ rows: Rows) {
    let numbers: Set<UInt32> = [20, 21, 23, 26, 700, 701, 1700]
    self.init(
      columns: rows.columns.map { column in
        if column.typeOID == 16 { return (column.name, .boolean) }
        return (column.name, numbers.contains(column.typeOID) ? .number : .text)
      },
      rows: rows.map(\.values))
  }
}
