package import Catalog

/// A dimension that broke no rule: what its table and its load are made from.
package struct DimensionModel: Hashable, Sendable {
  /// What a later value of an attribute does to the earlier one.
  package enum History: Hashable, Sendable {
    /// The first value stays (type 0).
    case fixed
    /// The value is replaced, in all versions (type 1).
    case overwritten
    /// The value opens a new version (type 2).
    case tracked
  }

  /// A column that describes members.
  package struct Attribute: Hashable, Sendable {
    package let column: StarColumn
    package let history: History

    package init(_ column: StarColumn, _ history: History) {
      self.column = column
      self.history = history
    }
  }

  package let address: TableAddress
  package let source: TableAddress
  package let keyColumn: String
  package let naturalKey: [StarColumn]
  package let attributes: [Attribute]
  /// Where the source says when a row changed; nil when it does not.
  package let changedAt: StarColumn?
  /// Whether a fact may add a member that the source has not shown yet.
  package let allowsInferred: Bool
  package let comment: String?

  package init(
    address: TableAddress, source: TableAddress, keyColumn: String, naturalKey: [StarColumn],
    attributes: [Attribute], changedAt: StarColumn?, allowsInferred: Bool, comment: String?
  ) {
    self.address = address
    self.source = source
    self.keyColumn = keyColumn
    self.naturalKey = naturalKey
    self.attributes = attributes
    self.changedAt = changedAt
    self.allowsInferred = allowsInferred
    self.comment = comment
  }

  /// Whether a member may have several versions, each valid for a time.
  package var hasVersions: Bool { attributes.contains { $0.history == .tracked } }

  /// Whether the table keeps when a row was changed, so that no load goes back in time.
  var keepsChangeTime: Bool { hasVersions || changedAt != nil }

  func attributes(_ history: History) -> [Attribute] {
    attributes.filter { $0.history == history }
  }
}

/// The names of columns that Weir adds to dimensions.
enum TechnicalColumn {
  static let validFrom = "valid_from"
  static let validTo = "valid_to"
  static let isCurrent = "is_current"
  static let isInferred = "is_inferred"
  static let changedAt = "changed_at"
}

/// The built-in dimension of days.
package struct CalendarModel: Hashable, Sendable {
  package let address: TableAddress
  package let keyColumn: String
  /// `2013-01-01`: the first day.
  package let from: String
  /// The day after the last.
  package let until: String
  /// How many days that is; positive.
  package let days: Int
  package let comment: String?

  package init(
    address: TableAddress, keyColumn: String, from: String, until: String, days: Int,
    comment: String?
  ) {
    self.address = address
    self.keyColumn = keyColumn
    self.from = from
    self.until = until
    self.days = days
    self.comment = comment
  }

  /// The column that facts find a day by.
  static let naturalKey = "full_date"
}

/// How facts find the members of a dimension.
package struct DimensionReference: Hashable, Sendable {
  package let address: TableAddress
  package let keyColumn: String
  package let keyType: DataType
  /// Names and types of the natural key's columns.
  package let naturalKey: [Column]
  package let hasVersions: Bool
  /// The dimension that takes inferred members; nil when it takes none.
  package let inferring: DimensionModel?

  package init(_ model: DimensionModel) {
    address = model.address
    keyColumn = model.keyColumn
    keyType = .long
    naturalKey = model.naturalKey.map { Column($0.name, $0.type) }
    hasVersions = model.hasVersions
    inferring = model.allowsInferred ? model : nil
  }

  package init(_ model: CalendarModel) {
    address = model.address
    keyColumn = model.keyColumn
    keyType = .int
    naturalKey = [Column(CalendarModel.naturalKey, .date)]
    hasVersions = false
    inferring = nil
  }
}
