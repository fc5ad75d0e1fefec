internal import Catalog

/// The type of an expression, as far as it is known.
enum ValueType: Hashable {
  /// After a mistake that has been reported: agrees with everything.
  case unknown
  /// Of a bare `NULL`: agrees with everything too.
  case null
  case interval
  case data(DataType)
  /// Several values side by side.
  case row([ValueType])

  var data: DataType? {
    if case .data(let type) = self { return type }
    return nil
  }

  /// Whether nothing can be said against it.
  var agreesWithAll: Bool { self == .unknown || self == .null }

  /// For people.
  var text: String {
    switch self {
    case .unknown: "unknown"
    case .null: "NULL"
    case .interval: "interval"
    case .data(let type): "\(type)"
    case .row(let types): "a row of " + types.map(\.text).joined(separator: ", ")
    }
  }
}

/// What is known of an expression's value.
struct Value {
  var type: ValueType
  var isNullable: Bool
  /// Columns whose values it is made of.
  var direct = ColumnSet()
  /// Columns that decide which of them it takes.
  var influences = ColumnSet()

  static let unknown = Value(type: .unknown, isNullable: true)

  init(type: ValueType, isNullable: Bool) {
    self.type = type
    self.isNullable = isNullable
  }

  init(_ type: DataType, isNullable: Bool = false) {
    self.init(type: .data(type), isNullable: isNullable)
  }

  /// A value made of others: their columns, and null when one of them is.
  init(_ type: ValueType, from operands: [Value]) {
    self.init(type: type, isNullable: operands.contains(where: \.isNullable))
    for operand in operands { take(operand) }
  }

  /// Adds the columns that `operand` is made of.
  mutating func take(_ operand: Value) {
    direct.formUnion(operand.direct)
    influences.formUnion(operand.influences)
  }

  /// Adds the columns of a value that only decides something.
  mutating func takeInfluence(_ operand: Value) {
    influences.formUnion(operand.direct)
    influences.formUnion(operand.influences)
  }
}
