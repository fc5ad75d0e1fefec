internal import Analysis
internal import Catalog
internal import Diagnostics
internal import ScheduleModel
internal import Spec
internal import Star

extension Compilation {
  /// Dimensions before the facts that refer to them, facts before their aggregates.
  mutating func lowerStar() {
    var context = StarContext(
      warehouse: dialect, engine: engineDialect, sources: starSources, unreadable: unreadable)
    for spec in project.dimensions {
      recordRenames(of: spec)
      add(spec.header, was: spec.was, to: &context) { Star.lower(spec, in: $0, sink: &$1) }
    }
    for spec in project.facts {
      recordRenames(of: spec)
      add(spec.header, was: spec.was, to: &context) { Star.lower(spec, in: $0, sink: &$1) }
    }
    for spec in project.aggregates {
      recordRenames(of: spec)
      add(spec.header, was: spec.was, to: &context) { Star.lower(spec, in: $0, sink: &$1) }
    }
  }

  private mutating func add(
    _ header: DeclarationHeader, was: Spanned<DottedName>?, to context: inout StarContext,
    lowering: (StarContext, inout DiagnosticSink) -> LoweredStar?
  ) {
    guard let address = declaredAddress(header.name, on: .warehouse) else { return }
    let star = lowering(context, &sink)
    context.add(star, at: address)
    if let was { renames.tables[address] = oldAddress(was.value, of: address) }
    guard let star else {
      unreadable.insert(address)
      return
    }
    add(star.table, declaredAt: header.name.span)
    lineage.set(
      QueryLineage(copies: star.lineage.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
      of: address)
    add(
      PlannedTask(
        target: TargetID(address), inputs: star.reads.map { TargetID($0) },
        work: .star(work: star.work)))
  }

  private var starSources: [TableAddress: StarContext.Source] {
    if project.dimensions.isEmpty, project.facts.isEmpty { return [:] }
    var used = Set(project.facts.map(\.source.value.text))
    for spec in project.dimensions {
      if case .source(let source) = spec.members { used.insert(source.source.value.text) }
    }
    return desired.lake.tables.mapValues { table in
      // Of the many tables that the star does not read, only the names are of interest.
      guard used.contains(table.address.dotted) else {
        return StarContext.Source(columns: [], span: nil, columnSpans: [:])
      }
      var spans: [String: SourceSpan] = [:]
      for column in table.columns {
        spans[column.name] = provenance[.column(ColumnAddress(table.address, column.name))]
      }
      return StarContext.Source(
        columns: table.columns, span: provenance[.table(table.address)], columnSpans: spans)
    }
  }

  private mutating func recordRenames(of spec: DimensionSpec) {
    guard case .source(let source) = spec.members else { return }
    for attribute in source.attributes {
      declare(attribute.name, was: attribute.was, of: spec.header, at: attribute.span)
    }
  }

  private mutating func recordRenames(of spec: FactSpec) {
    for use in spec.dimensions {
      declare(use.alias.map { "\($0)_key" }, was: nil, of: spec.header, at: use.span)
    }
    for column in spec.degenerate {
      declare(column.name, was: column.was, of: spec.header, at: column.span)
    }
    for column in spec.measures {
      declare(column.name, was: column.was, of: spec.header, at: column.span)
    }
  }

  private mutating func recordRenames(of spec: AggregateSpec) {
    for column in spec.by {
      declare(column.name, was: column.was, of: spec.header, at: column.span)
    }
    for column in spec.measures {
      declare(column.name, was: column.was, of: spec.header, at: column.span)
    }
  }

  private mutating func declare(
    _ name: Spanned<String>, was: Spanned<String>?, of header: DeclarationHeader,
    at span: SourceSpan
  ) {
    guard let schema = header.name.value.qualifier else { return }
    let address = ColumnAddress(
      TableAddress(.warehouse, schema, header.name.value.last), name.value)
    declare(.column(address), at: span)
    if let was { renames.columns[address] = was.value }
  }
}
