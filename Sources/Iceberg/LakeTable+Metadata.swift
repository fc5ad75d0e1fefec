package import Catalog

/// Which properties of a live table are taken over: catalogs and engines add their own.
package enum PropertySelection: Hashable, Sendable {
  case all
  case only(Set<String>)

  func selects(_ key: String) -> Bool {
    switch self {
    case .all: true
    case .only(let keys): keys.contains(key)
    }
  }
}

/// A live table as Weir describes tables, and what that description leaves out.
package struct LakeTableReading: Hashable, Sendable {
  package let table: LakeTable
  /// Full sentences; empty when nothing is left out.
  package let losses: [String]
}

extension TableMetadata {
  /// The table as Weir describes it: current schema, default spec and order, without dates and IDs.
  package func lakeTable(
    at address: TableAddress, properties selection: PropertySelection
  ) -> LakeTableReading {
    var losses: [String] = []
    let schema = currentSchema
    let columns = schema.fields.map { field in
      let mapped = field.type.dataType
      if let loss = mapped.loss { losses.append("The column '\(field.name)' loses \(loss).") }
      return Column(field.name, mapped.type, isRequired: field.isRequired, comment: field.doc)
    }
    let names = Dictionary(
      schema.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let partitions = partitionFields(names: names, losses: &losses)
    let sorting = defaultSortOrder.fields.compactMap { field -> LakeSortField? in
      guard let name = names[field.sourceID],
        let transform = PartitionTransform(parsing: field.transform)
      else {
        losses.append("A sort field with the transform '\(field.transform)' is left out.")
        return nil
      }
      return LakeSortField(
        column: name, transform: transform, isDescending: field.isDescending,
        nullsFirst: field.nullsFirst)
    }
    let key = schema.places.filter { schema.identifierFieldIDs.contains($0.id) }.map(\.name)
    let table = LakeTable(
      address: address, columns: columns, partitionFields: partitions, sortFields: sorting,
      key: key, properties: properties.filter { selection.selects($0.key) })
    return LakeTableReading(table: table, losses: losses)
  }

  private func partitionFields(
    names: [Int: String], losses: inout [String]
  ) -> [PartitionField] {
    var result: [PartitionField] = []
    for field in defaultSpec.fields where field.transform != "void" {
      if let name = names[field.sourceID],
        let transform = PartitionTransform(parsing: field.transform)
      {
        result.append(PartitionField(column: name, transform: transform))
      } else {
        losses.append("The partition field '\(field.name)' (\(field.transform)) is left out.")
      }
    }
    return result
  }
}

extension CreateTableRequest {
  /// The request that makes a table as described. The location is left to the catalog.
  ///
  /// - Throws: when the key, a partition field or a sort field names a column that is not there, or
  ///   one that it cannot use.
  package init(_ table: LakeTable) throws(IcebergError) {
    let stored = table.storedInLake
    var ids = FieldIDSource()
    let fields = ids.renumbered(
      stored.columns.map { column in
        var none = FieldIDSource()
        return IcebergField(
          id: 0, name: column.name, type: IcebergType.mapping(column.type, ids: &none).type,
          isRequired: column.isRequired, doc: column.comment)
      })
    var schema = IcebergSchema(fields: fields)
    schema.identifierFieldIDs = try stored.key.map { name throws(IcebergError) in
      try schema.requiredID(of: name, for: "the key")
    }
    try schema.validate()
    var namer = PartitionNamer(schema: schema)
    let spec = try PartitionSpec(
      fields: stored.partitionFields.enumerated().map { place, field throws(IcebergError) in
        PartitionSpec.Field(
          sourceID: try schema.requiredID(of: field.column, for: "a partition field"),
          fieldID: PartitionSpec.lastFieldIDOfUnpartitioned + 1 + place, name: namer.name(field),
          transform: field.transform.description)
      })
    try spec.validate(in: schema)
    let order = try TableSortOrder(stored.sortFields, in: schema)
    self.init(
      name: table.address.name, schema: schema, spec: spec, sortOrder: order,
      properties: table.properties)
  }
}

extension IcebergSchema {
  func requiredID(of name: String, for what: String) throws(IcebergError) -> Int {
    guard let id = id(of: name) else {
      throw .invalid("The column '\(name)' of \(what) is not in the table.")
    }
    return id
  }
}

extension TableSortOrder {
  /// With the ID 1, or 0 without fields.
  init(_ fields: [LakeSortField], in schema: IcebergSchema) throws(IcebergError) {
    self.init(
      id: fields.isEmpty ? 0 : 1,
      fields: try fields.map { field throws(IcebergError) in
        Field(
          sourceID: try schema.requiredID(of: field.column, for: "the sort order"),
          transform: field.transform.description, isDescending: field.isDescending,
          nullsFirst: field.nullsFirst)
      })
    try validate(in: schema)
  }
}

/// Names partition fields as Iceberg's own library does at creation (`ts_day`, `id_bucket`), with a
/// number behind where the name is taken by a column or another field.
struct PartitionNamer {
  private var taken: Set<String>

  init(schema: IcebergSchema, fields: [PartitionSpec.Field] = []) {
    taken = Set(schema.places.map(\.name)).union(fields.map(\.name))
  }

  mutating func name(_ field: PartitionField) -> String {
    let column = String(field.column.map { $0 == "." ? "_" : $0 })
    let base =
      switch field.transform {
      case .identity: column
      case .year: column + "_year"
      case .month: column + "_month"
      case .day: column + "_day"
      case .hour: column + "_hour"
      case .bucket: column + "_bucket"
      case .truncate: column + "_trunc"
      }
    // Only the source itself may lend its name to an identity field.
    if field.transform == .identity, base == field.column { return base }
    var name = base
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    return name
  }
}
