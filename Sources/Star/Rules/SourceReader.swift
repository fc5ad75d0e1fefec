internal import Catalog
internal import Diagnostics
internal import SQL
internal import Spec

/// Looks columns up in the lake table that a dimension or fact is filled from, and reports what does
/// not fit.
struct SourceReader {
  let address: TableAddress
  let warehouse: Dialect
  private let source: StarContext.Source

  /// Nil when there is no such table, which is reported unless it was before.
  init?(_ name: Spanned<DottedName>, context: StarContext, sink: inout DiagnosticSink) {
    address = TableAddress(.lake, name.value.qualifier ?? "", name.value.last)
    warehouse = context.warehouse
    if name.value.side != .warehouse, let source = context.sources[address] {
      self.source = source
      return
    }
    let isKnown = name.value.side != .warehouse && context.unreadable.contains(address)
    if !isKnown {
      let similar = nearMatch(name.value.text, among: context.sources.keys.map(\.dotted))
      sink.report(
        .unknownStarSource("\(name.value)", at: name.span, similar: similar))
    }
    return nil
  }

  /// The column of that name.
  func column(_ name: Spanned<String>, sink: inout DiagnosticSink) -> Column? {
    if let column = source.columns.first(where: { $0.name == name.value }) { return column }
    sink.report(
      .unknownSourceColumn(
        name.value, in: address, at: name.span, declared: source.span,
        similar: nearMatch(name.value, among: source.columns.map(\.name))))
    return nil
  }

  /// The column of that name, which must say when.
  func time(_ name: Spanned<String>, sink: inout DiagnosticSink) -> Column? {
    guard let column = column(name, sink: &sink) else { return nil }
    guard column.type.isPointInTime else {
      sink.report(.notATime(name.value, column.type, at: name.span))
      return nil
    }
    return column
  }

  /// A column of the star under its declared type.
  func starColumn(
    _ name: Spanned<String>, _ type: Spanned<DataType>, from: Spanned<String>, comment: String?,
    sink: inout DiagnosticSink
  ) -> StarColumn? {
    guard let column = column(from, sink: &sink) else { return nil }
    guard type.value.holds(column.type) else {
      sink.report(
        .sourceTypeClash(
          name.value, type.value, from: ColumnAddress(address, column.name), column.type,
          at: type.span, declared: source.columnSpans[column.name]))
      return nil
    }
    guard isStorable(name.value, type, sink: &sink) else { return nil }
    return StarColumn(
      name.value, type.value, from: column.name, column.type, isRequired: column.isRequired,
      comment: comment ?? column.comment)
  }

  /// A column of the star that is as it is in the source, and names members.
  func keyColumn(_ name: Spanned<String>, sink: inout DiagnosticSink) -> StarColumn? {
    guard let column = column(name, sink: &sink) else { return nil }
    guard SurrogateKey.supports(column.type) else {
      sink.report(.unsuitableKeyType(name.value, column.type, at: name.span))
      return nil
    }
    return StarColumn(
      column.name, column.type, from: column.name, column.type, isRequired: column.isRequired,
      comment: column.comment)
  }

  private func isStorable(_ name: String, _ type: Spanned<DataType>, sink: inout DiagnosticSink)
    -> Bool
  {
    if warehouse.typeName(type.value) != nil, !type.value.isNested { return true }
    sink.report(
      .typeNotInWarehouse(name, type.value, warehouse: warehouse.title, at: type.span))
    return false
  }
}

/// The columns of one table as they are named, so that no name is taken twice.
struct NameRegister {
  let table: TableAddress
  private var taken: Set<String>

  /// `reserved` are names that Weir gives to columns of its own.
  init(_ table: TableAddress, reserved: [String]) {
    self.table = table
    taken = Set(reserved)
  }

  mutating func take(_ name: String, at span: SourceSpan, sink: inout DiagnosticSink) {
    if !taken.insert(name).inserted {
      sink.report(.duplicateStarColumn(name, in: table, at: span))
    }
  }
}

extension SpecDeclaration {
  /// The table of the warehouse that it declares.
  var address: TableAddress {
    TableAddress(.warehouse, name.value.qualifier ?? "", name.value.last)
  }
}
