/// Everything that the spec files of a project declare. Each array is sorted by name and holds each
/// name once.
package struct ProjectSpec: Sendable {
  /// A declaration with a kind and a name from which something needed was left out. What refers to
  /// it is not to be blamed.
  package struct Unreadable: Hashable, Sendable {
    package let kind: SpecKind
    package let name: DottedName
  }

  /// Nil when there is none, or it is unreadable.
  package internal(set) var platform: PlatformSpec?
  package internal(set) var environments: [EnvironmentSpec] = []
  package internal(set) var sources: [SourceSpec] = []
  package internal(set) var jobs: [JobSpec] = []
  package internal(set) var lakeNamespaces: [LakeNamespaceSpec] = []
  package internal(set) var lakeTables: [LakeTableSpec] = []
  package internal(set) var transforms: [TransformSpec] = []
  package internal(set) var warehouseSchemas: [WarehouseSchemaSpec] = []
  package internal(set) var warehouseTables: [WarehouseTableSpec] = []
  package internal(set) var externalSchemas: [ExternalSchemaSpec] = []
  package internal(set) var dimensions: [DimensionSpec] = []
  package internal(set) var facts: [FactSpec] = []
  package internal(set) var aggregates: [AggregateSpec] = []
  package internal(set) var views: [ViewSpec] = []
  package internal(set) var principals: [PrincipalSpec] = []
  package internal(set) var roles: [RoleSpec] = []
  package internal(set) var checks: [CheckSpec] = []
  package internal(set) var schedules: [ScheduleSpec] = []
  package internal(set) var biConnections: [BIConnectionSpec] = []
  /// What is written and not carried out by this version, in the order of kinds and names; not of
  /// environments, of which one is compiled at a time.
  package internal(set) var unbuilt: [UnbuiltUse] = []
  /// Sorted by kind and name. Files that are no YAML are not in it.
  package internal(set) var unreadable: [Unreadable] = []
  /// Whether a file breaks YAML's rules, so that nobody knows what it declares.
  package internal(set) var hasBrokenFiles = false

  /// A project without declarations.
  package init() {}

  /// As much of the project as the queries of some transforms are checked against: these transforms,
  /// these tables of the lake, and what stands behind them; nothing of the warehouse, of roles, checks
  /// and schedules. Names as declared.
  package func context(transforms names: Set<String>, lakeTables tables: Set<String>)
    -> ProjectSpec
  {
    var part = ProjectSpec()
    part.platform = platform
    part.environments = environments
    part.sources = sources
    part.lakeNamespaces = lakeNamespaces
    part.lakeTables = lakeTables.filter { tables.contains($0.name.value.text) }
    part.transforms = transforms.filter { names.contains($0.name.value.text) }
    return part
  }
}

/// One document of a spec file, as decoded.
///
/// Of the kinds that a project has thousands of, a case is one reference.
package enum Declaration: Sendable {
  indirect case platform(PlatformSpec)
  indirect case environment(EnvironmentSpec)
  case source(SourceSpec)
  indirect case job(JobSpec)
  indirect case lakeNamespace(LakeNamespaceSpec)
  case lakeTable(LakeTableSpec)
  case transform(TransformSpec)
  indirect case warehouseSchema(WarehouseSchemaSpec)
  indirect case warehouseTable(WarehouseTableSpec)
  indirect case externalSchema(ExternalSchemaSpec)
  indirect case dimension(DimensionSpec)
  indirect case fact(FactSpec)
  indirect case aggregate(AggregateSpec)
  indirect case view(ViewSpec)
  indirect case principal(PrincipalSpec)
  indirect case role(RoleSpec)
  case check(CheckSpec)
  indirect case schedule(ScheduleSpec)
  indirect case biConnection(BIConnectionSpec)
  /// An environment that takes over from another one, which may stand in another file.
  indirect case environmentOverlay(EnvironmentDocument)
  /// Something that it needs was reported and left out.
  case unreadable(DeclarationHeader)

  /// Kind, name and what else every declaration has.
  package var header: DeclarationHeader {
    switch self {
    case .platform(let spec): spec.header
    case .environment(let spec): spec.header
    case .source(let spec): spec.header
    case .job(let spec): spec.header
    case .lakeNamespace(let spec): spec.header
    case .lakeTable(let spec): spec.header
    case .transform(let spec): spec.header
    case .warehouseSchema(let spec): spec.header
    case .warehouseTable(let spec): spec.header
    case .externalSchema(let spec): spec.header
    case .dimension(let spec): spec.header
    case .fact(let spec): spec.header
    case .aggregate(let spec): spec.header
    case .view(let spec): spec.header
    case .principal(let spec): spec.header
    case .role(let spec): spec.header
    case .check(let spec): spec.header
    case .schedule(let spec): spec.header
    case .biConnection(let spec): spec.header
    case .environmentOverlay(let document): document.header
    case .unreadable(let header): header
    }
  }
}
