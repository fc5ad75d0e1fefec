internal import Catalog
internal import Diagnostics
internal import Spec

extension Compilation {
  /// The lake table that a reference names; reports it when there is none.
  mutating func lakeTable(_ name: Spanned<DottedName>) -> LakeTable? {
    guard let address = address(name, on: .lake) else { return nil }
    if let table = desired.lake.tables[address] { return table }
    if unreadable.contains(address) { return nil }
    sink.report(
      .unknownReference(
        "table of the lake", name.value, at: name.span,
        similar: nearMatch(
          name.value.text, among: desired.lake.tables.keys.map(\.dotted))))
    return nil
  }

  /// Whether a reference without a side means two tables, though this version takes only the lake's;
  /// reports it.
  mutating func isAmbiguous(_ name: Spanned<DottedName>) -> Bool {
    guard name.value.side == nil, warehouseNames.contains(name.value.text),
      let schema = name.value.qualifier,
      desired.lake.tables[TableAddress(.lake, schema, name.value.last)] != nil
    else { return false }
    sink.report(.ambiguousName(name.value.text, only: .lake, at: name.span))
    return true
  }

  /// The address that a reference with one possible side means; reports a wrong prefix.
  mutating func address(_ name: Spanned<DottedName>, on side: Side) -> TableAddress? {
    if let written = name.value.side, written != side {
      let names =
        side == .lake ? desired.lake.tables.keys.map(\.dotted) : Array(warehouseNames)
      let other =
        names.contains(name.value.text)
        ? name.value.text : nearMatch(name.value.text, among: names)
      sink.report(.wrongSide(name.value, wanted: side, other: other, at: name.span))
      return nil
    }
    guard let schema = name.value.qualifier else { return nil }
    return TableAddress(side, schema, name.value.last)
  }

  /// The address of a declared table, whose schema must be declared too.
  mutating func declaredAddress(_ name: Spanned<DottedName>, on side: Side) -> TableAddress? {
    guard let address = address(name, on: side) else { return nil }
    let kind: SpecKind = side == .lake ? .lakeNamespace : .warehouseSchema
    if scope.schemas[address.schema] == nil, !project.isUnreadable(kind, address.schema.name) {
      let declared = scope.schemas.keys.filter { $0.side == side }.map(\.name)
      sink.report(
        .unknownSchema(
          address.schema, at: name.span,
          similar: nearMatch(address.schema.name, among: declared)))
    }
    return address
  }

  mutating func indexStreams() {
    for source in project.sources {
      for stream in source.streams {
        streams["\(source.name.value.text).\(stream.name.value)"] = (source, stream)
      }
    }
  }

  /// The stream that a reference `source.stream` names; reports it when there is none.
  mutating func stream(_ name: Spanned<DottedName>) -> (source: SourceSpec, stream: StreamSpec)? {
    if let found = streams[name.value.text] { return found }
    let source = name.value.qualifier ?? ""
    if project.isUnreadable(.source, source)
      || project.sources.contains(where: {
        $0.name.value.text == source && $0.header.isIncomplete
      })
    {
      return nil
    }
    sink.report(
      .unknownReference(
        "stream", name.value, at: name.span,
        similar: nearMatch(name.value.text, among: streams.keys)))
    return nil
  }
}
