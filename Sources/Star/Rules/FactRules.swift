internal import Catalog
package import Diagnostics
package import Spec

/// Checks a fact and turns it into a table and a load. Its dimensions have been lowered before.
/// Reports WR0251 to WR0260, WR0264, WR0265 and WR0454; nil when an error was reported.
package func lower(_ spec: FactSpec, in context: StarContext, sink: inout DiagnosticSink)
  -> LoweredStar?
{
  var rules = FactRules(spec: spec, context: context)
  let star = rules.lowered()
  sink.absorb(rules.sink)
  return rules.sink.hasErrors || spec.header.isIncomplete ? nil : star
}

private struct FactRules {
  let spec: FactSpec
  let context: StarContext
  var sink = DiagnosticSink()

  mutating func lowered() -> LoweredStar? {
    guard let lowering = StarLowering(context, at: spec.header.span, sink: &sink) else {
      return nil
    }
    guard let reader = SourceReader(spec.source, context: context, sink: &sink) else { return nil }
    let degenerate = spec.degenerate.compactMap { column in
      reader.starColumn(
        column.name, column.type, from: column.from, comment: column.doc?.value, sink: &sink)
    }
    let measures = spec.measures.compactMap { measure($0, reader) }
    let uses = spec.dimensions.compactMap { use($0, reader) }
    checkNames()
    let interval = spec.interval.flatMap { intervalColumn($0, among: degenerate) }
    let grain = spec.grain.compactMap { grainColumn($0) }
    return lowering.lower(
      FactModel(
        address: spec.address, source: reader.address, uses: uses, degenerate: degenerate,
        measures: measures, grain: grain, interval: interval, comment: spec.header.doc?.value))
  }

  private mutating func measure(_ measure: MeasureSpec, _ reader: SourceReader)
    -> FactModel.Measure?
  {
    let roles = spec.dimensions.map(\.alias.value)
    for role in measure.notOver where !roles.contains(role.value) && !spec.header.isIncomplete {
      sink.report(
        .unknownRole(role.value, at: role.span, similar: nearMatch(role.value, among: roles)))
    }
    let column = reader.starColumn(
      measure.name, measure.type, from: measure.from, comment: measure.doc?.value, sink: &sink)
    let additivity: FactModel.Additivity =
      switch measure.additivity.value {
      case .additive: .additive
      case .semiAdditive: .semiAdditive(notOver: measure.notOver.map(\.value))
      case .nonAdditive: .nonAdditive
      }
    return column.map { .init($0, additivity) }
  }

  // MARK: Dimensions

  private mutating func use(_ use: DimensionUseSpec, _ reader: SourceReader) -> FactModel.Use? {
    let parts = use.from.map { reader.column($0, sink: &sink) }
    let moment = use.at.flatMap { reader.time($0, sink: &sink) }
    guard let dimension = dimension(use.dimension) else { return nil }
    if let at = use.at, !dimension.hasVersions {
      sink.report(.uselessMoment(dimension.address, at: at.span))
    }
    let key = dimension.naturalKey
    guard parts.count == key.count else {
      let span = use.from.first.map { $0.span.through(use.from[use.from.count - 1].span) }
      sink.report(
        .naturalKeyCount(
          parts.count, key: key.map(\.name), of: dimension.address, at: span ?? use.span))
      return nil
    }
    for (index, part) in parts.enumerated() {
      guard let part, !part.type.matches(key[index].type) else { continue }
      sink.report(
        .naturalKeyTypeClash(
          part.name, part.type, key: key[index].name, key[index].type, of: dimension.address,
          at: use.from[index].span))
    }
    return FactModel.Use(
      role: use.alias.value, dimension: dimension, parts: parts.compactMap { $0 },
      at: dimension.hasVersions ? moment : nil)
  }

  private mutating func dimension(_ name: Spanned<DottedName>) -> DimensionReference? {
    let address = TableAddress(.warehouse, name.value.qualifier ?? "", name.value.last)
    switch name.value.side == .lake ? nil : context.stars[address]?.shape {
    case .dimension(let model): return DimensionReference(model)
    case .calendar(let model): return DimensionReference(model)
    case .fact, .aggregate, nil: break
    }
    if name.value.side == .lake || !context.unreadable.contains(address) {
      sink.report(
        .unknownDimension(
          "\(name.value)", at: name.span,
          similar: nearMatch(name.value.text, among: context.dimensionNames)))
    }
    return nil
  }

  // MARK: Columns of the fact

  private var columnNames: [String] {
    spec.dimensions.map { "\($0.alias.value)_key" } + spec.degenerate.map(\.name.value)
      + spec.measures.map(\.name.value)
  }

  private mutating func checkNames() {
    var names = NameRegister(spec.address, reserved: [])
    for use in spec.dimensions {
      names.take("\(use.alias.value)_key", at: use.alias.span, sink: &sink)
    }
    for name in spec.degenerate.map(\.name) + spec.measures.map(\.name) {
      names.take(name.value, at: name.span, sink: &sink)
    }
  }

  /// A column of the grain; the name of a role stands for its key.
  private mutating func grainColumn(_ name: Spanned<String>) -> String? {
    if columnNames.contains(name.value) { return name.value }
    if spec.dimensions.contains(where: { $0.alias.value == name.value }) {
      return "\(name.value)_key"
    }
    reportUnknown(name)
    return nil
  }

  private mutating func intervalColumn(_ interval: IntervalSpec, among columns: [StarColumn])
    -> StarColumn?
  {
    let name = interval.column
    guard let declared = spec.degenerate.first(where: { $0.name.value == name.value }) else {
      reportUnknown(name)
      return nil
    }
    guard declared.type.value.isPointInTime else {
      sink.report(.notATime(name.value, declared.type.value, at: name.span))
      return nil
    }
    return columns.first { $0.name == name.value }
  }

  private mutating func reportUnknown(_ name: Spanned<String>) {
    guard !spec.header.isIncomplete else { return }
    sink.report(
      .unknownFactColumn(
        name.value, in: spec.address, at: name.span,
        similar: nearMatch(name.value, among: columnNames)))
  }
}

extension StarContext {
  /// Sorted.
  fileprivate var dimensionNames: [String] {
    stars.values.filter { star in
      switch star.shape {
      case .dimension, .calendar: true
      case .fact, .aggregate: false
      }
    }.map(\.table.address.dotted).sorted()
  }
}
