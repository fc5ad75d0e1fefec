internal import Catalog
package import Diagnostics
internal import ScheduleModel
package import Spec

/// Checks a dimension and turns it into a table and a load. Reports WR0251 to WR0255, WR0260, WR0261
/// and WR0265; nil when something was reported.
package func lower(_ spec: DimensionSpec, in context: StarContext, sink: inout DiagnosticSink)
  -> LoweredStar?
{
  var rules = DimensionRules(spec: spec, context: context)
  let star = rules.lowered()
  sink.absorb(rules.sink)
  return rules.sink.hasErrors || spec.header.isIncomplete ? nil : star
}

private struct DimensionRules {
  let spec: DimensionSpec
  let context: StarContext
  var sink = DiagnosticSink()

  mutating func lowered() -> LoweredStar? {
    guard let lowering = StarLowering(context, at: spec.header.span, sink: &sink) else {
      return nil
    }
    switch spec.members {
    case .dates(let dates): return lowering.lower(calendar(dates))
    case .source(let source): return model(source).map { lowering.lower($0) }
    }
  }

  /// `date_key` of `ops.dim_date`.
  private var keyColumn: String {
    let name = spec.address.name
    return (name.hasPrefix("dim_") ? String(name.dropFirst(4)) : name) + "_key"
  }

  private func calendar(_ dates: DateDimensionSpec) -> CalendarModel {
    CalendarModel(
      address: spec.address, keyColumn: keyColumn, from: dates.from.value.description,
      until: dates.until.value.description,
      days: dates.from.value.days(until: dates.until.value),
      comment: spec.header.doc?.value)
  }

  private mutating func model(_ source: DimensionSourceSpec) -> DimensionModel? {
    guard let reader = SourceReader(source.source, context: context, sink: &sink) else {
      return nil
    }
    let key = source.naturalKey.compactMap { reader.keyColumn($0, sink: &sink) }
    let attributes = source.attributes.compactMap { attribute($0, reader) }
    let changedAt = source.changedAt.flatMap { reader.time($0, sink: &sink) }
    let model = DimensionModel(
      address: spec.address, source: reader.address, keyColumn: keyColumn, naturalKey: key,
      attributes: attributes,
      changedAt: changedAt.map {
        StarColumn(
          TechnicalColumn.changedAt, $0.type, from: $0.name, $0.type, isRequired: $0.isRequired)
      }, allowsInferred: source.infersMembers, comment: spec.header.doc?.value)
    checkNames(source, model)
    return model
  }

  private mutating func attribute(_ attribute: AttributeSpec, _ reader: SourceReader)
    -> DimensionModel.Attribute?
  {
    let column = reader.starColumn(
      attribute.name, attribute.type, from: attribute.from, comment: attribute.doc?.value,
      sink: &sink)
    return column.map { .init($0, history(attribute)) }
  }

  private mutating func history(_ attribute: AttributeSpec) -> DimensionModel.History {
    switch attribute.scd?.value ?? .overwrite {
    case .retain: return .fixed
    case .overwrite: return .overwritten
    case .version: return .tracked
    // Refused where they are written.
    case .previous, .hybrid: return .overwritten
    }
  }

  private mutating func checkNames(_ source: DimensionSourceSpec, _ model: DimensionModel) {
    var names = NameRegister(spec.address, reserved: model.technicalNames)
    for name in source.naturalKey { names.take(name.value, at: name.span, sink: &sink) }
    for attribute in source.attributes {
      names.take(attribute.name.value, at: attribute.name.span, sink: &sink)
    }
  }
}

extension CivilDate {
  fileprivate func days(until other: CivilDate) -> Int {
    let from = TimePoint(year: year, month: month, day: day)
    let until = TimePoint(year: other.year, month: other.month, day: other.day)
    return Int((until.microseconds - from.microseconds) / 86_400_000_000)
  }
}
