internal import Catalog
internal import Diagnostics
internal import Spec

/// Nothing that is written is passed over in silence: what specs can say and this version does not
/// do is refused where it stands.
extension Compilation {
  mutating func refuseUnbuilt() {
    for use in project.unbuilt + environment.header.unbuilt { refuse(use) }
    if environment.warehouse.dialect.value == .redshift,
      case .embedded(let database) = environment.warehouse.connection
    {
      sink.report(.embeddedIsPostgreSQL(at: database.span))
    }
    refuseRenamesInStreams()
  }

  /// What the table of fields marks as read only.
  private mutating func refuse(_ use: UnbuiltUse) {
    switch use.state {
    case .built: break
    case .notYet(let help): sink.report(.unbuilt(use.what, at: use.span, help: help))
    case .withoutEffect(let why):
      sink.report(.withoutEffectYet(use.what, at: use.span, why: why))
    }
  }

  private mutating func refuseRenamesInStreams() {
    var sourcesOfTables: Set<String> = []
    for spec in project.lakeTables {
      if case .from(let stream) = spec.columns { sourcesOfTables.insert(stream.value.text) }
    }
    for source in project.sources {
      for stream in source.streams
      where !sourcesOfTables.contains("\(source.name.value.text).\(stream.name.value)") {
        for was in stream.columns.compactMap(\.was) {
          sink.report(
            .unbuilt(
              "renames in streams whose table lists its own columns", at: was.span,
              help: "Write 'was' at the column of the table."))
        }
      }
    }
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
    let named =
      (platform.policies?.allowedRisks ?? []).map(\.environment) + (platform.policies?.proven ?? [])
    for environment in named
    where !declared.contains(environment.value)
      && !project.isUnreadable(.environment, environment.value)
    {
      sink.report(
        .unknownEnvironment(environment.value, declared: declared, at: environment.span))
    }
  }

  /// Kinds whose names meet in the warehouse must not share one.
  mutating func checkDistinctNames() {
    var tables = project.dimensions.map(\.name) + project.facts.map(\.name)
    tables += project.aggregates.map(\.name) + project.warehouseTables.map(\.name)
    for view in project.views where view.side.value == .warehouse { tables.append(view.name) }
    checkDistinct(tables.map { Spanned($0.value.text, at: $0.span) }, what: "table or view")

    var roles = project.roles.map { Spanned($0.name.value.text, at: $0.name.span) }
    roles += project.principals.map { Spanned(login(of: $0), at: $0.user.span) }
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
