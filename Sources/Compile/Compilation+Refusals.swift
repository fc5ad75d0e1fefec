internal import Catalog
internal import Diagnostics
internal import Spec

/// Nothing that is written is passed over in silence: what specs can say and this version does not
/// do is refused where it stands.
extension Compilation {
  mutating func refuseUnbuilt() {
    refuseUnbuiltEnvironment()
    refuseUnbuiltLake()
    refuseUnbuiltNames()
    for spec in project.views {
      sink.report(
        .unbuilt(
          "views", at: spec.name.span, help: "Use an aggregate, or make the view by hand."))
    }
    for spec in project.facts { refuseUnbuilt(spec.interval) }
  }

  private mutating func refuseUnbuiltEnvironment() {
    if case .rest(let catalog) = environment.lake {
      for text in [catalog.token, catalog.warehouse] {
        guard let text else { continue }
        sink.report(
          .unbuilt(
            "tokens and warehouses of REST catalogs", at: text.span,
            help: "Use a catalog that needs neither."))
      }
    }
    if environment.warehouse.dialect.value == .redshift,
      case .embedded(let database) = environment.warehouse.connection
    {
      sink.report(.embeddedIsPostgreSQL(at: database.span))
    }
    if let dropAfter = environment.dropAfter {
      sink.report(
        .withoutEffectYet(
          "'drop_after'", at: dropAfter.span,
          why: "what specs no longer name is kept until a plan is allowed to drop it by name"))
    }
  }

  private mutating func refuseUnbuiltLake() {
    var sourcesOfTables: Set<String> = []
    for spec in project.lakeTables {
      if case .from(let stream) = spec.columns { sourcesOfTables.insert(stream.value.text) }
      guard let retention = spec.retention else { continue }
      sink.report(
        .unbuilt(
          "retention", at: retention.span, help: "Remove it; nothing is deleted by age yet."))
    }
    for source in project.sources {
      for stream in source.streams {
        refuseUnbuilt(stream.interval)
        guard !sourcesOfTables.contains("\(source.name.value.text).\(stream.name.value)") else {
          continue
        }
        for was in stream.columns.compactMap(\.was) {
          sink.report(
            .unbuilt(
              "renames in streams whose table lists its own columns", at: was.span,
              help: "Write 'was' at the column of the table."))
        }
      }
    }
    for spec in project.transforms {
      refuseUnbuilt(spec.interval)
      guard let choice = spec.onChange, choice.value == .forward else { continue }
      sink.report(
        .unbuilt(
          "'on_change: forward'", at: choice.span,
          help: "Remove it: ranges that an older query built are built again."))
    }
  }

  /// Names that only specs use need no `was`, and those of schemas cannot be changed yet.
  private mutating func refuseUnbuiltNames() {
    for was in project.warehouseSchemas.compactMap(\.was) {
      sink.report(
        .unbuilt(
          "renames of schemas", at: was.span,
          help: "Rename the schema by hand first, then take 'was' out."))
    }
    for was in project.transforms.compactMap(\.was) + project.schedules.compactMap(\.was) {
      sink.report(
        .unbuilt(
          "renames of transforms and schedules", at: was.span,
          help: "Remove 'was'. A transform goes on by its target; a schedule starts anew."))
    }
  }

  private mutating func refuseUnbuilt(_ interval: IntervalSpec?) {
    if let grain = interval?.grain, grain.value == .month || grain.value == .year {
      sink.report(
        .unbuilt(
          "'grain: \(grain.value.rawValue)'", at: grain.span,
          help: "Write 'grain: day', and run the schedule over whole \(grain.value.rawValue)s."))
    }
    guard let lookback = interval?.lookback, lookback.value > 0 else { return }
    sink.report(
      .unbuilt(
        "'lookback'", at: lookback.span, help: "Run the schedule over a longer range instead."))
  }
}

extension Compilation {
  /// A project has one platform, and its policies speak of environments that exist.
  mutating func checkPlatform() {
    guard let platform = project.platform else {
      if !project.unreadable.contains(where: { $0.kind == .platform }) {
        sink.report(.missingPlatform())
      }
      return
    }
    let declared = project.environments.map { $0.name.value.text }
    for policy in platform.allowedRisks ?? []
    where !declared.contains(policy.environment.value)
      && !project.isUnreadable(.environment, policy.environment.value)
    {
      sink.report(
        .unknownEnvironment(
          policy.environment.value, declared: declared, at: policy.environment.span))
    }
  }

  /// Kinds whose names meet in the warehouse must not share one.
  mutating func checkDistinctNames() {
    var tables = project.dimensions.map(\.name) + project.facts.map(\.name)
    tables += project.aggregates.map(\.name)
    for view in project.views where view.side.value == .warehouse { tables.append(view.name) }
    checkDistinct(tables.map { Spanned($0.value.text, at: $0.span) }, what: "table or view")

    var roles = project.roles.map { Spanned($0.name.value.text, at: $0.name.span) }
    roles += project.principals.map(\.user)
    checkDistinct(roles, what: "role or login")
  }

  private mutating func checkDistinct(_ names: [Spanned<String>], what: String) {
    var first: [String: SourceSpan] = [:]
    for name in names {
      if let other = first[name.value] {
        sink.report(.sharedName(name.value, what: what, at: name.span, first: other))
      } else {
        first[name.value] = name.span
      }
    }
  }
}
