internal import Analysis
internal import Catalog
internal import Diagnostics
internal import Graph
internal import PlanModel
internal import SQL
internal import ScheduleModel
internal import Spec

/// The work of compiling one project for one environment: what was found so far.
///
/// The passes run in the order of `run`, each in an extension of its own, and each relies only on
/// what those before it left here.
struct Compilation {
  let project: ProjectSpec
  let environment: EnvironmentSpec
  /// Of the environment and of the command line.
  let variables: [String: String]
  let dialect: Dialect
  /// What the environment's engine reads.
  let engineDialect = Dialect.duckDB
  /// In which transforms are written.
  let lakeDialect = Dialect.spark

  var sink: DiagnosticSink
  var desired = CatalogState()
  var scope = ManagedScope()
  var renames = Renames()
  var provenance = Provenance()
  var lineage = Lineage()
  /// Streams by `source.stream`.
  var streams: [String: (source: SourceSpec, stream: StreamSpec)] = [:]
  /// By what they make; their inputs are everything they read, made in a schedule or not.
  var tasks: [TargetID: PlannedTask] = [:]
  /// The tasks that load tables of the lake from streams.
  var loads: [TableAddress: PlannedTask] = [:]
  var secrets: [SecretUse] = []
  /// What selectors can find; filled before the first of them is evaluated.
  var objects = SelectableObjects()
  /// Where a role's filter of a table is written.
  var filterSpans: [PolicyKey: SourceSpan] = [:]
  /// The columns that a role's `except` takes out, and where.
  var hiddenColumns: [RoleName: [ColumnAddress: SourceSpan]] = [:]
  /// Transforms whose queries are to be analysed.
  var transforms: [PlannedTransform] = []
  /// The places in `transforms` of what fills a table.
  var transformsByTarget: [TableAddress: Int] = [:]
  let checkLowering: CheckLowering
  /// The names of the tables and views that specs declare in the warehouse.
  let warehouseNames: Set<String>
  /// Tables with a mistake that was reported: what refers to them is not to be blamed.
  var unreadable: Set<TableAddress>

  init(
    project: ProjectSpec, environment: EnvironmentSpec, variables given: [String: String],
    sink: DiagnosticSink
  ) {
    self.project = project
    self.environment = environment
    var variables: [String: String] = [:]
    for variable in environment.variables { variables[variable.name.value] = variable.text }
    self.variables = variables.merging(given) { $1 }
    dialect =
      switch environment.warehouse.dialect.value {
      case .postgresql: .postgreSQL
      case .redshift: .redshift
      }
    unreadable = project.unreadableTables
    warehouseNames = project.warehouseNames
    checkLowering = CheckLowering(project.checks, dialect: engineDialect)
    self.sink = sink
  }

  /// Everything that comes before the lake's tables.
  mutating func prepareTables() {
    refuseUnbuilt()
    checkPlatform()
    checkDistinctNames()
    indexStreams()
    lowerNamespaces()
  }

  /// Everything that comes between the lake's tables and the queries.
  mutating func prepareQueries(_ tables: [LoweredTables]) {
    addLakeTables(tables)
    lowerStreams()
    planTransforms()
  }

  /// Everything that comes after the queries.
  mutating func finish(_ lowered: [LoweredTransform]) -> CheckedProject {
    addTransforms(lowered)
    lowerWarehouseSchemas()
    lowerWarehouseTables()
    lowerStar()
    checkForeignKeys()
    lowerWarehouseViews()
    checkStandaloneChecks()
    if !project.roles.isEmpty || !project.schedules.isEmpty {
      objects = SelectableObjects(project, inputs: tasks.mapValues(\.inputs))
    }
    lowerAccess()
    let connections = lowerConnections()
    let schedules = planSchedules()
    return CheckedProject(
      platform: project.platform?.name.value.text ?? "", environment: compiledEnvironment(),
      desired: desired, scope: scope, renames: renames, provenance: provenance,
      schedules: schedules,
      tasks: Array(tasks.values),
      lineage: lineage, connections: connections, secrets: secrets)
  }

  /// Records where an object is declared; the first declaration wins.
  mutating func declare(_ address: ObjectAddress, at span: SourceSpan) {
    provenance.declare(address, at: span)
  }
}
