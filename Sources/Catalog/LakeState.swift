/// What an Iceberg catalog holds, as far as Weir describes it.
package struct LakeState: Equatable, Sendable, Codable {
  package var namespaces: [SchemaAddress: LakeNamespace]
  package var tables: [TableAddress: LakeTable]

  package init(
    namespaces: [SchemaAddress: LakeNamespace] = [:], tables: [TableAddress: LakeTable] = [:]
  ) {
    self.namespaces = namespaces
    self.tables = tables
  }
}

/// An Iceberg namespace.
package struct LakeNamespace: Hashable, Sendable, Codable {
  package var address: SchemaAddress
  /// Only those that specs declare; what a catalog adds by itself is not compared.
  package var properties: [String: String]

  package init(address: SchemaAddress, properties: [String: String] = [:]) {
    self.address = address
    self.properties = properties
  }
}

/// An Iceberg table.
package struct LakeTable: Hashable, Sendable, Codable {
  package var address: TableAddress
  /// In the order of the schema.
  package var columns: [Column]
  package var partitionFields: [PartitionField]
  package var sortFields: [LakeSortField]
  /// Iceberg's identifier fields: the columns that name a row. In the order of the schema.
  package var key: [String]
  /// Only those that specs declare. The table's comment is the property `comment`.
  package var properties: [String: String]

  package init(
    address: TableAddress, columns: [Column], partitionFields: [PartitionField] = [],
    sortFields: [LakeSortField] = [], key: [String] = [], properties: [String: String] = [:]
  ) {
    self.address = address
    self.columns = columns
    self.partitionFields = partitionFields
    self.sortFields = sortFields
    self.key = key
    self.properties = properties
  }
}

/// How a column's value becomes a partition value (Iceberg spec, Partition Transforms).
package enum PartitionTransform: Hashable, Sendable, Codable, CustomStringConvertible {
  case identity
  case year
  case month
  case day
  case hour
  case bucket(count: Int)
  case truncate(width: Int)

  /// As Iceberg's metadata writes it: `bucket[16]`, `day`.
  package var description: String {
    switch self {
    case .identity: "identity"
    case .year: "year"
    case .month: "month"
    case .day: "day"
    case .hour: "hour"
    case .bucket(let count): "bucket[\(count)]"
    case .truncate(let width): "truncate[\(width)]"
    }
  }

  /// Reads what `description` writes; nil for everything else, `void` included.
  package init?(parsing text: String) {
    switch text {
    case "identity": self = .identity
    case "year": self = .year
    case "month": self = .month
    case "day": self = .day
    case "hour": self = .hour
    default:
      guard text.hasSuffix("]"), let open = text.firstIndex(of: "["),
        let number = Int(text[text.index(after: open)...].dropLast()), number > 0
      else { return nil }
      switch text[..<open] {
      case "bucket": self = .bucket(count: number)
      case "truncate": self = .truncate(width: number)
      default: return nil
      }
    }
  }
}

/// One field of a partition spec. Its name is the writer's own affair and is not compared.
package struct PartitionField: Hashable, Sendable, Codable {
  package var column: String
  package var transform: PartitionTransform

  package init(column: String, transform: PartitionTransform) {
    self.column = column
    self.transform = transform
  }
}

/// One field of a table's sort order.
package struct LakeSortField: Hashable, Sendable, Codable {
  package var column: String
  package var transform: PartitionTransform
  package var isDescending: Bool
  package var nullsFirst: Bool

  package init(
    column: String, transform: PartitionTransform = .identity, isDescending: Bool = false,
    nullsFirst: Bool = true
  ) {
    self.column = column
    self.transform = transform
    self.isDescending = isDescending
    self.nullsFirst = nullsFirst
  }
}
