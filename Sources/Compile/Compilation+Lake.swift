internal import Catalog
internal import Diagnostics
internal import PlanModel
internal import ScheduleModel
internal import Spec

/// What is found out about some tables of the lake. It depends on nothing but what specs declare, so
/// that many can be worked on at a time.
package struct LoweredTables: Sendable {
  let tables: [TableAddress: LakeTable]
  let provenance: Provenance
  let renames: Renames
  let unreadable: Set<TableAddress>
  let secrets: [SecretUse]
  let sink: DiagnosticSink
}

extension Compilation {
  mutating func lowerNamespaces() {
    for spec in project.lakeNamespaces {
      let address = SchemaAddress(.lake, spec.name.value.text)
      var properties: [String: String] = [:]
      for property in spec.properties { properties[property.name.value] = literal(property.value) }
      if let doc = spec.header.doc { properties["comment"] = doc.value }
      if let location = spec.location { properties["location"] = literal(location) }
      desired.lake.namespaces[address] = LakeNamespace(address: address, properties: properties)
      scope.schemas[address] = spec.manage.value
      declare(.schema(address), at: spec.name.span)
    }
  }

  /// Lowers a share of the lake's tables, apart from all others.
  func loweredTables(_ share: Range<Int>) -> LoweredTables {
    var part = self
    part.sink = DiagnosticSink()
    part.desired = CatalogState()
    part.provenance = Provenance()
    part.renames = Renames()
    part.unreadable = []
    part.secrets = []
    part.lowerLakeTables(project.lakeTables[share])
    return LoweredTables(
      tables: part.desired.lake.tables, provenance: part.provenance, renames: part.renames,
      unreadable: part.unreadable, secrets: part.secrets, sink: part.sink)
  }

  /// Takes over what was lowered of all tables.
  mutating func addLakeTables(_ parts: [LoweredTables]) {
    desired.lake.tables.reserveCapacity(project.lakeTables.count)
    provenance.reserveCapacity(tables: project.lakeTables.count)
    for part in parts {
      desired.lake.tables.merge(part.tables) { first, _ in first }
      provenance.merge(part.provenance)
      renames.tables.merge(part.renames.tables) { first, _ in first }
      renames.columns.merge(part.renames.columns) { first, _ in first }
      unreadable.formUnion(part.unreadable)
      secrets += part.secrets
      sink.absorb(part.sink)
    }
  }

  private mutating func lowerLakeTables(_ specs: ArraySlice<LakeTableSpec>) {
    desired.lake.tables.reserveCapacity(specs.count)
    for spec in specs {
      guard let address = declaredAddress(spec.name, on: .lake), !spec.header.isIncomplete else {
        continue
      }
      guard let columns = columns(of: spec) else {
        unreadable.insert(address)
        continue
      }
      let names = columns.map(\.name)
      for field in spec.partitionBy {
        sink.require(field.value.column, at: field.span, in: names, of: address)
      }
      for key in spec.key { sink.require(key.value, at: key.span, in: names, of: address) }
      for field in spec.sortBy {
        sink.require(field.column.value, at: field.column.span, in: names, of: address)
      }
      var properties: [String: String] = [:]
      for property in spec.properties { properties[property.name.value] = literal(property.value) }
      if let doc = spec.header.doc { properties["comment"] = doc.value }
      let keys = Set(spec.key.map(\.value))
      desired.lake.tables[address] = LakeTable(
        address: address, columns: columns, partitionFields: spec.partitionBy.map(\.value),
        sortFields: spec.sortBy.map(sortField), key: names.filter(keys.contains),
        properties: properties)
      declare(.table(address), at: spec.name.span)
      if let was = spec.was { renames.tables[address] = oldAddress(was.value, of: address) }
    }
  }

  private mutating func columns(of spec: LakeTableSpec) -> [Column]? {
    switch spec.columns {
    case .listed(let columns): return lakeColumns(columns, of: spec)
    case .from(let name):
      guard let found = stream(name) else { return nil }
      return lakeColumns(found.stream.columns, of: spec)
    }
  }

  private mutating func lakeColumns(_ specs: [ColumnSpec], of table: LakeTableSpec) -> [Column]? {
    guard let schema = table.name.value.qualifier else { return nil }
    let address = TableAddress(.lake, schema, table.name.value.last)
    provenance.declare(specs.map { ($0.name.value, $0.span) }, of: address)
    return specs.map { spec in
      if let was = spec.was {
        renames.columns[ColumnAddress(address, spec.name.value)] = was.value
      }
      return Column(
        spec.name.value, storedType(spec), isRequired: spec.isRequired, comment: spec.doc?.value)
    }
  }

  /// What Iceberg keeps of a type (Iceberg spec, Primitive Types): it has neither bounded texts nor,
  /// in format version 2, JSON.
  private mutating func storedType(_ spec: ColumnSpec) -> DataType {
    switch spec.type.value {
    case .varchar(let length):
      sink.report(
        .lossyLakeType(
          spec.type.value, stored: .string,
          why: "Iceberg has no bounded text, so values longer than \(length) are not refused",
          at: spec.type.span))
      return .string
    case .json:
      sink.report(
        .lossyLakeType(
          .json, stored: .string, why: "Iceberg keeps JSON as text, unchecked", at: spec.type.span))
      return .string
    default: return spec.type.value
    }
  }

  private func sortField(_ spec: SortFieldSpec) -> LakeSortField {
    let isDescending = spec.direction == .descending
    return LakeSortField(
      column: spec.column.value, isDescending: isDescending, nullsFirst: !isDescending)
  }

  /// `was: old` is a table of the same schema, `was: schema.old` one of another.
  func oldAddress(_ was: DottedName, of address: TableAddress) -> TableAddress {
    guard let schema = was.qualifier else { return TableAddress(address.schema, was.last) }
    return TableAddress(address.side, schema, was.last)
  }
}

extension DiagnosticSink {
  /// Reports a column that a table does not have.
  mutating func require(
    _ column: String, at span: SourceSpan, in names: [String], of table: TableAddress
  ) {
    guard !names.contains(column) else { return }
    report(.unknownColumn(column, of: table, at: span, among: names))
  }
}
