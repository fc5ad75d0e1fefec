/// A column of a table in the lake or the warehouse.
package struct Column: Hashable, Sendable {
  package var name: String
  package var type: DataType
  /// `required` in Iceberg, `NOT NULL` in the warehouse.
  package var isRequired: Bool
  /// What few columns have; nil for all others, of which a large project has hundreds of thousands.
  private var details: Details?

  private final class Details: Hashable, Sendable {
    let comment: String?
    let defaultValue: String?
    let generation: ColumnGeneration?
    let encoding: String?

    /// Nil where there is nothing.
    init?(
      _ comment: String?, _ defaultValue: String?, _ generation: ColumnGeneration?,
      _ encoding: String?
    ) {
      if comment == nil, defaultValue == nil, generation == nil, encoding == nil { return nil }
      self.comment = comment
      self.defaultValue = defaultValue
      self.generation = generation
      self.encoding = encoding
    }

    static func == (a: Details, b: Details) -> Bool {
      a.comment == b.comment && a.defaultValue == b.defaultValue && a.generation == b.generation
        && a.encoding == b.encoding
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(comment)
      hasher.combine(defaultValue)
      hasher.combine(generation)
      hasher.combine(encoding)
    }
  }

  package init(
    _ name: String, _ type: DataType, isRequired: Bool = false, comment: String? = nil,
    defaultValue: String? = nil, generation: ColumnGeneration? = nil, encoding: String? = nil
  ) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    details = Details(comment, defaultValue, generation, encoding)
  }

  /// The column's documentation; nil when there is none, never empty.
  package var comment: String? {
    get { details?.comment }
    set { details = Details(newValue, defaultValue, generation, encoding) }
  }

  /// An SQL expression in the canonical text of the warehouse's dialect. Never set in the lake, nor
  /// beside `generation`.
  package var defaultValue: String? {
    get { details?.defaultValue }
    set { details = Details(comment, newValue, generation, encoding) }
  }

  /// How the server makes its values by itself; nil when it does not. Never set in the lake.
  package var generation: ColumnGeneration? {
    get { details?.generation }
    set { details = Details(comment, defaultValue, newValue, encoding) }
  }

  /// Redshift's compression, in its word: `az64`; nil elsewhere, and where it is left to Redshift.
  package var encoding: String? {
    get { details?.encoding }
    set { details = Details(comment, defaultValue, generation, newValue) }
  }
}

extension Column: Codable {
  private enum CodingKeys: CodingKey {
    case name, type, isRequired, comment, defaultValue, generation, encoding
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .name),
      try values.decode(DataType.self, forKey: .type),
      isRequired: try values.decode(Bool.self, forKey: .isRequired),
      comment: try values.decodeIfPresent(String.self, forKey: .comment),
      defaultValue: try values.decodeIfPresent(String.self, forKey: .defaultValue),
      generation: try values.decodeIfPresent(ColumnGeneration.self, forKey: .generation),
      encoding: try values.decodeIfPresent(String.self, forKey: .encoding))
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(type, forKey: .type)
    try values.encode(isRequired, forKey: .isRequired)
    try values.encodeIfPresent(comment, forKey: .comment)
    try values.encodeIfPresent(defaultValue, forKey: .defaultValue)
    try values.encodeIfPresent(generation, forKey: .generation)
    try values.encodeIfPresent(encoding, forKey: .encoding)
  }
}
