/// One kind of declaration: its keys, and how it is decoded from them.
package struct KindDefinition: Sendable {
  package let kind: SpecKind
  package let shape: Shape
  /// Whether documents of this kind are carried out.
  package private(set) var state = BuildState.built
  let decode: @Sendable (Record, DeclarationHeader) -> Declaration?

  /// All kinds, in the order of the reference page.
  package static let all: [KindDefinition] = SpecKind.allCases.map { definition(of: $0) }

  /// The words that 'kind' takes.
  package static var choices: [FieldType.Choice] {
    all.map { FieldType.Choice(word: $0.kind.rawValue, doc: $0.kind.doc, state: $0.state) }
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: all.map { ($0.kind.rawValue, $0) })

  /// The kind of this name; nil when there is none.
  package static func named(_ name: String) -> KindDefinition? { byName[name] }

  private static func definition(of kind: SpecKind) -> KindDefinition {
    switch kind {
    case .platform:
      .init(kind, PlatformSpec.shape, PlatformSpec.init) { .platform($0) }
    case .environment:
      .init(kind, EnvironmentSpec.shape, EnvironmentSpec.init) { .environment($0) }
    case .source:
      .init(kind, SourceSpec.shape, SourceSpec.init) { .source($0) }
    case .job:
      .init(kind, JobSpec.shape, JobSpec.init) { .job($0) }
        .notYet("Land the rows in a database or behind an API that Weir reads.")
    case .lakeNamespace:
      .init(kind, LakeNamespaceSpec.shape, LakeNamespaceSpec.init) { .lakeNamespace($0) }
    case .lakeTable:
      .init(kind, LakeTableSpec.shape, LakeTableSpec.init) { .lakeTable($0) }
    case .transform:
      .init(kind, TransformSpec.shape, TransformSpec.init) { .transform($0) }
    case .warehouseSchema:
      .init(kind, WarehouseSchemaSpec.shape, WarehouseSchemaSpec.init) { .warehouseSchema($0) }
    case .warehouseTable:
      .init(kind, WarehouseTableSpec.shape, WarehouseTableSpec.init) { .warehouseTable($0) }
    case .externalSchema:
      .init(kind, ExternalSchemaSpec.shape, ExternalSchemaSpec.init) { .externalSchema($0) }
        .notYet("Make the schema by hand.")
    case .dimension:
      .init(kind, DimensionSpec.shape, DimensionSpec.init) { .dimension($0) }
    case .fact:
      .init(kind, FactSpec.shape, FactSpec.init) { .fact($0) }
    case .aggregate:
      .init(kind, AggregateSpec.shape, AggregateSpec.init) { .aggregate($0) }
    case .view:
      .init(kind, ViewSpec.shape, ViewSpec.init) { .view($0) }
    case .principal:
      .init(kind, PrincipalSpec.shape, PrincipalSpec.init) { .principal($0) }
    case .role:
      .init(kind, RoleSpec.shape, RoleSpec.init) { .role($0) }
    case .check:
      .init(kind, CheckSpec.shape, CheckSpec.init) { .check($0) }
    case .schedule:
      .init(kind, ScheduleSpec.shape, ScheduleSpec.init) { .schedule($0) }
    case .biConnection:
      .init(kind, BIConnectionSpec.shape, BIConnectionSpec.init) { .biConnection($0) }
        .withoutEffect("lineage ends there, and no file for the tool is written")
    }
  }

  /// The same kind, read and refused.
  private func notYet(_ help: String) -> KindDefinition {
    var copy = self
    copy.state = .notYet(help: help)
    return copy
  }

  /// The same kind, read and warned of; `why` as in `BuildState`.
  private func withoutEffect(_ why: String) -> KindDefinition {
    var copy = self
    copy.state = .withoutEffect(why: why)
    return copy
  }

  private init<Spec>(
    _ kind: SpecKind, _ shape: Shape,
    _ decode: @escaping @Sendable (Record, DeclarationHeader) -> Spec?,
    _ wrap: @escaping @Sendable (Spec) -> Declaration
  ) {
    self.kind = kind
    self.shape = shape
    self.decode = { record, header in decode(record, header).map(wrap) }
  }
}
