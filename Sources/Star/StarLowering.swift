internal import Catalog
internal import Diagnostics
package import SQL
internal import ScheduleModel

/// Turns models, which broke no rule, into tables and loads.
package struct StarLowering: Sendable {
  let writer: LoadWriter
  let engine: Dialect

  /// Nil when no star can be loaded in the warehouse's dialect.
  package init?(warehouse: Dialect, engine: Dialect) {
    guard let spelling = LoadSpelling.of(warehouse) else { return nil }
    writer = LoadWriter(dialect: warehouse, spelling: spelling)
    self.engine = engine
  }

  /// Nil when no star can be loaded in the context's warehouse, which is reported.
  init?(_ context: StarContext, at span: SourceSpan, sink: inout DiagnosticSink) {
    guard LoadSpelling.of(context.warehouse) != nil else {
      sink.report(
        .starNotSupported(
          "a star in \(context.warehouse.title)", at: span,
          help: "Use one of \(LoadSpelling.all.map { "'\($0.dialect)'" }.joined(separator: ", ")) "
            + "as the dialect of the environment's warehouse."))
      return nil
    }
    self.init(warehouse: context.warehouse, engine: context.engine)
  }

  /// The table and the load of a dimension.
  package func lower(_ model: DimensionModel) -> LoweredStar {
    let load = DimensionLoad(model: model, writer: writer)
    var copied = model.naturalKey + model.attributes.map(\.column)
    if let changedAt = model.changedAt { copied.append(changedAt) }
    let staging = StagingQuery(engine: engine).staging(
      of: copied.map { ($0.sourceName, Column($0.name, $0.sourceType)) }, from: model.source)
    var lineage = lineage(of: copied, in: model.source)
    lineage[model.keyColumn] = sources(model.naturalKey.map(\.sourceName), in: model.source)
    if let changedAt = model.changedAt, model.hasVersions {
      let source = sources([changedAt.sourceName], in: model.source)
      lineage[TechnicalColumn.validFrom] = source
      lineage[TechnicalColumn.validTo] = source
    }
    return LoweredStar(
      shape: .dimension(model), table: model.table,
      work: StarWork(
        kind: .dimension, table: model.address, staging: staging, mode: .full,
        checks: load.checks, publish: load.publish, publishChecks: load.publishChecks),
      lineage: lineage, reads: [model.source])
  }

  /// The table and the load of the built-in dimension of days.
  package func lower(_ model: CalendarModel) -> LoweredStar {
    let load = CalendarLoad(model: model, writer: writer)
    return LoweredStar(
      shape: .calendar(model), table: model.table,
      work: StarWork(
        kind: .dimension, table: model.address, staging: nil, mode: .full, checks: [],
        publish: load.publish, publishChecks: load.publishChecks),
      lineage: [:], reads: [])
  }

  /// The table and the load of a fact.
  package func lower(_ model: FactModel) -> LoweredStar {
    let load = FactLoad(model: model, writer: writer)
    let staging = StagingQuery(engine: engine).staging(
      of: model.sourceColumns.map { ($0.name, Column($0.name, $0.type)) }, from: model.source,
      interval: model.interval?.sourceName)
    var lineage = lineage(of: model.copied, in: model.source)
    for use in model.uses {
      let parts = use.parts.map(\.name) + (use.at.map { [$0.name] } ?? [])
      let member = ColumnAddress(use.dimension.address, use.dimension.keyColumn)
      lineage[use.keyColumn] = (sources(parts, in: model.source) + [member]).sorted()
    }
    let mode = model.interval.map {
      ReplaceMode.range(column: IntervalColumn(name: $0.name, type: $0.type))
    }
    return LoweredStar(
      shape: .fact(model), table: model.table,
      work: StarWork(
        kind: .fact, table: model.address, staging: staging, mode: mode ?? .full,
        checks: load.checks, publish: load.publish, publishChecks: load.publishChecks,
        touches: Set(model.uses.map(\.dimension.address)).sorted()),
      lineage: lineage,
      reads: Set([model.source] + model.uses.map(\.dimension.address)).sorted())
  }

  /// The table and the load of an aggregate.
  package func lower(_ model: AggregateModel) -> LoweredStar {
    let load = AggregateLoad(model: model, writer: writer)
    var lineage: [String: [ColumnAddress]] = [:]
    for item in model.by + model.measures where !item.reads.isEmpty {
      lineage[item.column.name] = sources(item.reads, in: model.fact)
    }
    return LoweredStar(
      shape: .aggregate(model), table: model.table,
      work: StarWork(
        kind: .aggregate, table: model.address, staging: nil, mode: .full, checks: [],
        publish: load.publish, publishChecks: load.publishChecks, touches: [model.fact]),
      lineage: lineage, reads: [model.fact])
  }

  private func lineage(of columns: [StarColumn], in table: TableAddress)
    -> [String: [ColumnAddress]]
  {
    var lineage: [String: [ColumnAddress]] = [:]
    for column in columns { lineage[column.name] = [ColumnAddress(table, column.sourceName)] }
    return lineage
  }

  private func sources(_ names: [String], in table: TableAddress) -> [ColumnAddress] {
    Set(names.map { ColumnAddress(table, $0) }).sorted()
  }
}
