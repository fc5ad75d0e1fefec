package import Catalog

/// A type on one side of the mapping between Weir and Iceberg, and what the other side loses.
package struct MappedType<Target: Hashable & Sendable>: Hashable, Sendable {
  package let type: Target
  /// What does not come across, in words; nil when everything does.
  package let loss: String?

  package init(_ type: Target, loss: String? = nil) {
    self.type = type
    self.loss = loss
  }
}

extension IcebergType {
  /// The type as which Iceberg keeps values of a type of Weir. Nested fields are optional, and their
  /// IDs are taken from `ids` as a catalog would give them.
  package static func mapping(
    _ type: DataType, ids: inout FieldIDSource
  ) -> MappedType<IcebergType> {
    let mapped = unnumbered(type)
    return MappedType(ids.renumbered(mapped.type), loss: mapped.loss)
  }

  /// With the ID 0 everywhere.
  private static func unnumbered(_ type: DataType) -> MappedType<IcebergType> {
    switch type {
    case .boolean: return MappedType(.boolean)
    case .int: return MappedType(.int)
    case .long: return MappedType(.long)
    case .float: return MappedType(.float)
    case .double: return MappedType(.double)
    case .decimal(let precision, let scale):
      return MappedType(.decimal(precision: precision, scale: scale))
    case .string: return MappedType(.string)
    case .varchar(let length):
      return MappedType(.string, loss: "Iceberg does not keep the length limit of \(length)")
    case .date: return MappedType(.date)
    case .time: return MappedType(.time)
    case .timestamp: return MappedType(.timestamp)
    case .timestamptz: return MappedType(.timestamptz)
    case .uuid: return MappedType(.uuid)
    case .binary: return MappedType(.binary)
    case .json: return MappedType(.string, loss: "Iceberg keeps JSON as plain text")
    case .native(let name): return MappedType(.string, loss: "Iceberg has no type '\(name)'")
    case .list(let element):
      let element = unnumbered(element)
      return MappedType(
        .list(elementID: 0, element: element.type, isElementRequired: false), loss: element.loss)
    case .map(let key, let value):
      let (key, value) = (unnumbered(key), unnumbered(value))
      return MappedType(
        .map(keyID: 0, key: key.type, valueID: 0, value: value.type, isValueRequired: false),
        loss: key.loss ?? value.loss)
    case .structure(let fields):
      let mapped = fields.map { unnumbered($0.type) }
      let structure = zip(fields, mapped).map { IcebergField(id: 0, name: $0.name, type: $1.type) }
      return MappedType(.structure(structure), loss: mapped.compactMap(\.loss).first)
    }
  }

  /// The type of Weir that is nearest. Types that Weir does not have become `string`.
  package var dataType: MappedType<DataType> {
    switch self {
    case .boolean: return MappedType(.boolean)
    case .int: return MappedType(.int)
    case .long: return MappedType(.long)
    case .float: return MappedType(.float)
    case .double: return MappedType(.double)
    case .decimal(let precision, let scale):
      return MappedType(.decimal(precision: precision, scale: scale))
    case .date: return MappedType(.date)
    case .time: return MappedType(.time)
    case .timestamp: return MappedType(.timestamp)
    case .timestamptz: return MappedType(.timestamptz)
    case .string: return MappedType(.string)
    case .uuid: return MappedType(.uuid)
    case .binary: return MappedType(.binary)
    case .fixed(let length):
      return MappedType(.binary, loss: "the fixed length of \(length) bytes")
    case .other("timestamp_ns"): return MappedType(.timestamp, loss: "nanoseconds")
    case .other("timestamptz_ns"): return MappedType(.timestamptz, loss: "nanoseconds")
    case .other(let text): return MappedType(.string, loss: "Weir has no type '\(text)'")
    case .list(_, let element, let isElementRequired):
      let element = element.dataType
      return MappedType(
        .list(element.type),
        loss: element.loss ?? (isElementRequired ? "that elements are required" : nil))
    case .map(_, let key, _, let value, let isValueRequired):
      let (key, value) = (key.dataType, value.dataType)
      return MappedType(
        .map(key: key.type, value: value.type),
        loss: key.loss ?? value.loss ?? (isValueRequired ? "that values are required" : nil))
    case .structure(let fields):
      let mapped = fields.map(\.type.dataType)
      let required = fields.first(where: \.isRequired).map { "that '\($0.name)' is required" }
      return MappedType(
        .structure(zip(fields, mapped).map { DataType.Field($0.name, $1.type) }),
        loss: mapped.compactMap(\.loss).first ?? required)
    }
  }
}

extension DataType {
  /// The type as which it comes back out of the lake: `json` and `varchar` as `string`.
  package var storedInLake: DataType {
    var ids = FieldIDSource()
    return IcebergType.mapping(self, ids: &ids).type.dataType.type
  }
}

extension LakeTable {
  /// The table as it can be read back from the lake, so that a difference to what is live means
  /// something. Applying it twice is the same as once.
  package var storedInLake: LakeTable {
    var copy = self
    for place in copy.columns.indices {
      copy.columns[place].type = copy.columns[place].type.storedInLake
      if copy.columns[place].comment?.isEmpty == true { copy.columns[place].comment = nil }
      if copy.key.contains(copy.columns[place].name) { copy.columns[place].isRequired = true }
    }
    let names = copy.columns.map(\.name)
    copy.key = names.filter(key.contains) + key.filter { !names.contains($0) }
    copy.properties = properties.withoutReservedKeys
    return copy
  }

  /// What the lake does not keep of the declared types: column and reason, in the order of the
  /// columns.
  package var lakeTypeLosses: [(column: String, loss: String)] {
    columns.compactMap { column in
      var ids = FieldIDSource()
      let loss = IcebergType.mapping(column.type, ids: &ids).loss
      return loss.map { (column.name, $0) }
    }
  }
}
