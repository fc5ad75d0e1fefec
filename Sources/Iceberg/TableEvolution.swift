package import Catalog

/// Why a live table cannot become what is desired in one commit.
package struct EvolutionProblem: Hashable, Sendable {
  /// The column, with the path into it; nil when it is about the whole table.
  package let column: String?
  /// A full sentence.
  package let reason: String

  package init(column: String? = nil, reason: String) {
    self.column = column
    self.reason = reason
  }
}

/// How a live table becomes a desired one.
package enum TableEvolution: Hashable, Sendable {
  /// They are the same.
  case unchanged
  /// One commit does it. `cautions` are full sentences about what to look out for.
  case commit(TableCommit, cautions: [String])
  /// Everything that stands in the way; never empty.
  case impossible([EvolutionProblem])
}

extension TableMetadata {
  /// The one commit that makes this table what is desired, or what stands in the way.
  ///
  /// Columns are matched by name, those in `renames` by the old name. A live column that is matched
  /// by none is dropped. A commit requires that schema, spec and order have not changed since, but
  /// lets data commits pass (Iceberg REST, Commit table).
  ///
  /// - Parameters:
  ///   - renames: old names by new names; only those to be carried out now. One whose old name the
  ///     live table does not have is ignored.
  ///   - ownedProperties: keys that are removed when the live table has them and `desired` not.
  package func evolution(
    to desired: LakeTable, renames: [String: String] = [:], ownedProperties: Set<String> = []
  ) -> TableEvolution {
    let desired = desired.storedInLake
    var evolver = TableEvolver(live: self, renames: renames)
    let schema = evolver.schema(for: desired)
    guard evolver.problems.isEmpty else { return .impossible(evolver.problems) }
    do {
      try schema.validate()
      var updates: [TableUpdate] = []
      if !schema.hasSameContent(as: currentSchema) {
        updates += [.addSchema(schema), .setCurrentSchema(-1)]
      }
      updates += try evolver.specUpdates(desired.partitionFields, in: schema)
      updates += try evolver.sortUpdates(desired.sortFields, in: schema)
      updates += evolver.propertyUpdates(
        desired.properties, owned: ownedProperties, schema: schema)
      guard !updates.isEmpty else { return .unchanged }
      return .commit(
        TableCommit(requirements: structuralRequirements, updates: updates),
        cautions: evolver.cautions(dropping: schema, updates))
    } catch {
      return .impossible([EvolutionProblem(reason: error.message)])
    }
  }

  /// What makes every concurrent change of schema, spec or order a conflict, and no data commit.
  package var structuralRequirements: [TableRequirement] {
    [
      .uuid(uuid), .currentSchemaID(currentSchemaID), .lastAssignedFieldID(lastColumnID),
      .defaultSpecID(defaultSpecID), .lastAssignedPartitionID(lastPartitionID),
      .defaultSortOrderID(defaultSortOrderID),
    ]
  }
}

/// Works out one evolution; collects everything that stands in its way.
struct TableEvolver {
  let live: TableMetadata
  private let renames: [String: String]
  private var ids: FieldIDSource
  private(set) var problems: [EvolutionProblem] = []

  init(live: TableMetadata, renames: [String: String]) {
    self.live = live
    self.renames = renames
    ids = FieldIDSource(after: live.lastColumnID)
  }

  /// A table that no snapshot was ever written to can change in any way.
  private var isEmpty: Bool { live.snapshots.isEmpty }

  private mutating func report(_ column: String?, _ reason: String) {
    problems.append(EvolutionProblem(column: column, reason: reason))
  }

  /// The desired schema with the live IDs kept.
  mutating func schema(for desired: LakeTable) -> IcebergSchema {
    reportCaseClashes(desired.columns.map(\.name))
    let liveFields = live.currentSchema.fields
    var matched = Set<Int>()
    var fields: [IcebergField] = []
    for column in desired.columns {
      let old = renames[column.name].flatMap { name in liveFields.first { $0.name == name } }
      let match = old ?? liveFields.first { $0.name == column.name }
      if let match, matched.insert(match.id).inserted {
        fields.append(evolved(match, to: column))
      } else {
        fields.append(added(column))
      }
    }
    var schema = IcebergSchema(id: live.currentSchemaID, fields: fields)
    for name in desired.key {
      if let id = schema.id(of: name) {
        schema.identifierFieldIDs.append(id)
      } else {
        report(name, "The key column '\(name)' is not in the table.")
      }
    }
    return schema
  }

  private mutating func reportCaseClashes(_ names: [String]) {
    for (name, group) in Dictionary(grouping: names, by: { $0.lowercased() })
      .sorted(by: { $0.key < $1.key }) where group.count > 1
    {
      report(
        name,
        "The columns \(group.map { "'\($0)'" }.joined(separator: " and ")) differ only in case, "
          + "which engines do not tell apart.")
    }
  }

  private mutating func added(_ column: Column) -> IcebergField {
    if column.isRequired, !isEmpty {
      report(
        column.name,
        "A required column cannot be added to a table that has rows: they have no value for it.")
    }
    let id = ids.next()
    return IcebergField(
      id: id, name: column.name, type: IcebergType.mapping(column.type, ids: &ids).type,
      isRequired: column.isRequired, doc: column.comment)
  }

  private mutating func evolved(_ field: IcebergField, to column: Column) -> IcebergField {
    if column.isRequired, !field.isRequired, !isEmpty {
      report(
        column.name,
        "An optional column of a table that has rows cannot become required in place.")
    }
    guard let type = evolved(field.type, to: column.type, path: column.name) else {
      return added(column)
    }
    var copy = field
    copy.name = column.name
    copy.type = type
    copy.isRequired = column.isRequired
    copy.doc = column.comment
    return copy
  }

  /// Nil when the column must be made anew, which only an empty table allows.
  private mutating func evolved(
    _ type: IcebergType, to desired: DataType, path: String
  ) -> IcebergType? {
    if type.dataType.type == desired { return type }
    switch (type, desired) {
    case (.int, .long): return .long
    case (.float, .double): return .double
    case (.decimal(let precision, let scale), .decimal(let newPrecision, let newScale))
    where newPrecision > precision && newScale == scale:
      return .decimal(precision: newPrecision, scale: scale)
    case (.list(let id, let element, let isRequired), .list(let desired)):
      return evolved(element, to: desired, path: path + ".element").map {
        .list(elementID: id, element: $0, isElementRequired: isRequired)
      }
    case (
      .map(let keyID, let key, let valueID, let value, let isRequired),
      .map(let newKey, let newValue)
    ):
      guard key.dataType.type == newKey else { break }
      return evolved(value, to: newValue, path: path + ".value").map {
        .map(keyID: keyID, key: key, valueID: valueID, value: $0, isValueRequired: isRequired)
      }
    case (.structure(let fields), .structure(let desired)):
      return structure(fields, to: desired, path: path)
    default: break
    }
    if isEmpty { return nil }
    report(
      path,
      "The type cannot go from '\(type)' to '\(desired)' in place; Iceberg only widens int to long, "
        + "float to double, and decimals of one scale.")
    return type
  }

  private mutating func structure(
    _ fields: [IcebergField], to desired: [DataType.Field], path: String
  ) -> IcebergType? {
    var result: [IcebergField] = []
    for wanted in desired {
      guard let field = fields.first(where: { $0.name == wanted.name }) else {
        let id = ids.next()
        let type = IcebergType.mapping(wanted.type, ids: &ids).type
        result.append(IcebergField(id: id, name: wanted.name, type: type))
        continue
      }
      guard let type = evolved(field.type, to: wanted.type, path: path + "." + wanted.name) else {
        return nil
      }
      var copy = field
      copy.type = type
      result.append(copy)
    }
    return .structure(result)
  }
}

extension TableEvolver {
  func specUpdates(
    _ desired: [PartitionField], in schema: IcebergSchema
  ) throws(IcebergError) -> [TableUpdate] {
    let wanted = try desired.map { field throws(IcebergError) in
      let source = try schema.requiredID(of: field.column, for: "a partition field")
      return PartitionSpec.Field(
        sourceID: source, fieldID: nil, name: "", transform: field.transform.description)
    }
    let current = live.defaultSpec.fields.filter { $0.transform != "void" }
    guard !Self.splitAlike(wanted, current) else { return [] }
    try Self.refuseRedundant(desired)
    let former = live.partitionSpecs.flatMap(\.fields)
    let columns = Set(schema.places.map(\.name))
    var namer = PartitionNamer(schema: schema, fields: former)
    var fields = wanted
    for place in fields.indices {
      let field = fields[place]
      let same = former.first {
        $0.sourceID == field.sourceID && $0.transform == field.transform
          && ($0.transform == "identity" || !columns.contains($0.name))
      }
      fields[place].name = same?.name ?? namer.name(desired[place])
      fields[place].fieldID = same?.fieldID
    }
    let spec = live.givingFieldIDs(to: PartitionSpec(id: live.defaultSpecID, fields: fields))
    try spec.validate(in: schema)
    return [.addSpec(spec), .setDefaultSpec(-1)]
  }

  private static func splitAlike(
    _ a: [PartitionSpec.Field], _ b: [PartitionSpec.Field]
  ) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { $0.sourceID == $1.sourceID && $0.transform == $1.transform }
  }

  /// Iceberg, PartitionSpec: at most one time transform a column, and none twice.
  private static func refuseRedundant(_ fields: [PartitionField]) throws(IcebergError) {
    var seen = Set<String>()
    for field in fields {
      let group =
        switch field.transform {
        case .year, .month, .day, .hour: "time"
        default: field.transform.description
        }
      guard seen.insert("\(group) \(field.column)").inserted else {
        throw .invalid(
          "The column '\(field.column)' has two partition fields of which one says everything.")
      }
    }
  }

  func sortUpdates(
    _ desired: [LakeSortField], in schema: IcebergSchema
  ) throws(IcebergError) -> [TableUpdate] {
    let order = try TableSortOrder(desired, in: schema)
    guard order.fields != live.defaultSortOrder.fields else { return [] }
    return [.addSortOrder(order), .setDefaultSortOrder(-1)]
  }

  /// What a table that has rows keeps of its former spec.
  func cautions(dropping schema: IcebergSchema, _ updates: [TableUpdate]) -> [String] {
    guard !isEmpty else { return [] }
    let isRepartitioned = updates.contains(.setDefaultSpec(-1))
    return cautions(dropping: schema) + (isRepartitioned ? [Self.repartitioning] : [])
  }

  /// Seen with DuckDB 1.5.5: its delete files name the new spec, so that readers which keep to the
  /// specification (Iceberg spec, Scan Planning) do not apply them to files of the former one.
  private static let repartitioning =
    "Rows written so far keep the former partitioning. What DuckDB deletes of them, other engines "
    + "still see: rewrite the table before DuckDB replaces such rows."

  /// A dropped column that a former spec needs stays needed by its files.
  private func cautions(dropping schema: IcebergSchema) -> [String] {
    let kept = Set(schema.places.map(\.id))
    let fields = live.partitionSpecs.flatMap(\.fields).filter {
      $0.transform != "void" && !kept.contains($0.sourceID)
    }
    return Set(fields.map(\.name)).sorted().map {
      "Older files are partitioned by '\($0)', whose column is dropped; some engines cannot read "
        + "such tables until those files are rewritten."
    }
  }
}
