internal import Catalog
internal import SQL

/// How types combine.
enum TypeRules {
  // MARK: Common types

  /// The type that holds the values of both; nil when there is none.
  static func common(_ a: ValueType, _ b: ValueType) -> ValueType? {
    if a == b { return a }
    if a == .unknown || b == .unknown { return .unknown }
    if a == .null { return b }
    if b == .null { return a }
    if case .row(let left) = a, case .row(let right) = b, left.count == right.count {
      let types = zip(left, right).map { common($0, $1) }
      let known = types.compactMap { $0 }
      return known.count == types.count ? .row(known) : nil
    }
    guard let a = a.data, let b = b.data else { return nil }
    return common(a, b).map { .data($0) }
  }

  static func common(_ a: DataType, _ b: DataType) -> DataType? {
    if a == b { return a }
    if a.isNumeric, b.isNumeric { return commonNumber(a, b) }
    switch (a, b) {
    case (.varchar(let x), .varchar(let y)): return .varchar(max(x, y))
    case (.string, .varchar), (.varchar, .string): return .string
    case (.date, .timestamp), (.timestamp, .date): return .timestamp
    case (.date, .timestamptz), (.timestamptz, .date), (.timestamp, .timestamptz),
      (.timestamptz, .timestamp):
      return .timestamptz
    case (.list(let x), .list(let y)): return common(x, y).map { .list($0) }
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      guard let key = common(key, otherKey), let value = common(value, otherValue) else {
        return nil
      }
      return .map(key: key, value: value)
    default: return nil
    }
  }

  private static func commonNumber(_ a: DataType, _ b: DataType) -> DataType {
    if a == .double || b == .double { return .double }
    if a == .float || b == .float {
      let other = a == .float ? b : a
      return other.isDecimal ? .double : .float
    }
    guard a.isDecimal || b.isDecimal, let x = digits(a), let y = digits(b) else {
      return a == .long || b == .long ? .long : .int
    }
    let scale = max(x.scale, y.scale)
    return decimal(max(x.whole, y.whole) + scale, scale)
  }

  // MARK: Arithmetic

  /// Of two numbers; Spark's rules (Spark SQL reference, ANSI compliance, decimal operations).
  static func arithmetic(_ binary: BinaryOperator, _ a: DataType, _ b: DataType) -> DataType {
    switch binary {
    case .divideInteger: return .long
    case .bitAnd, .bitOr, .bitXor: return commonNumber(a, b)
    default: break
    }
    guard a.isDecimal || b.isDecimal, let x = digits(a), let y = digits(b) else {
      return binary == .divide ? .double : commonNumber(a, b)
    }
    let whole = max(x.whole, y.whole)
    let scale = max(x.scale, y.scale)
    switch binary {
    case .add, .subtract: return decimal(whole + scale + 1, scale)
    case .multiply: return decimal(x.precision + y.precision + 1, x.scale + y.scale)
    case .divide, .divideByType:
      let scale = max(6, x.scale + y.precision + 1)
      return decimal(x.whole + y.scale + scale, scale)
    default: return decimal(min(x.whole, y.whole) + scale, scale)
    }
  }

  /// Whether the result, a decimal, may have fewer digits than the exact one: a quotient, or what
  /// would have more than 38.
  static func rounds(_ binary: BinaryOperator, _ a: DataType?, _ b: DataType?) -> Bool {
    if binary == .divide || binary == .divideByType { return true }
    guard let x = a.flatMap(digits), let y = b.flatMap(digits) else { return false }
    return switch binary {
    case .multiply: x.precision + y.precision + 1 > 38
    case .add, .subtract: max(x.whole, y.whole) + max(x.scale, y.scale) + 1 > 38
    default: false
    }
  }

  /// The first factor with room for all digits of the product, when both are decimals of at most 18
  /// digits and the product has more; else nil.
  static func wideFactor(_ a: DataType?, _ b: DataType?) -> DataType? {
    guard let a, let b, a.isDecimal || b.isDecimal, let x = digits(a), let y = digits(b),
      x.precision <= 18, y.precision <= 18, x.precision + y.precision > 18
    else { return nil }
    return .decimal(precision: x.precision + y.precision + 1, scale: x.scale)
  }

  /// The sum of many such numbers.
  static func sum(_ type: DataType) -> DataType {
    switch type {
    case .int, .long: .long
    case .decimal(let precision, let scale): decimal(precision + 10, scale)
    default: .double
    }
  }

  /// Of a decimal rounded to so many digits after the point: it may need one more before it
  /// (Spark SQL, `RoundBase`).
  static func rounded(_ type: DataType, _ digits: Int) -> DataType {
    guard case .decimal(let precision, let scale) = type else { return type }
    let whole = precision - scale + 1
    guard digits >= 0 else {
      return .decimal(precision: min(max(whole, 1 - digits), 38), scale: 0)
    }
    let kept = min(scale, digits)
    return .decimal(precision: min(whole + kept, 38), scale: kept)
  }

  static func average(_ type: DataType) -> DataType {
    guard case .decimal(let precision, let scale) = type else { return .double }
    return decimal(precision + 4, scale + 4)
  }

  /// A decimal of at most 38 digits; digits after the point give way, down to 6.
  private static func decimal(_ precision: Int, _ scale: Int) -> DataType {
    guard precision > 38 else { return .decimal(precision: precision, scale: scale) }
    let kept = max(scale - (precision - 38), min(scale, 6))
    return .decimal(precision: 38, scale: kept)
  }

  private struct Digits {
    let whole: Int
    let scale: Int
    var precision: Int { whole + scale }
  }

  /// How many digits an exact number has; nil for floating point.
  private static func digits(_ type: DataType) -> Digits? {
    switch type {
    case .int: Digits(whole: 10, scale: 0)
    case .long: Digits(whole: 20, scale: 0)
    case .decimal(let precision, let scale): Digits(whole: precision - scale, scale: scale)
    default: nil
    }
  }

  // MARK: Casts

  /// Whether some value of one type can be cast to the other.
  static func canCast(_ from: DataType, to: DataType) -> Bool {
    if from == to || from.isText || to.isText { return true }
    if from.isNumeric || from == .boolean { return to.isNumeric || to == .boolean }
    switch (from, to) {
    case (.date, .timestamp), (.date, .timestamptz), (.timestamp, .date), (.timestamptz, .date),
      (.timestamp, .timestamptz), (.timestamptz, .timestamp), (.timestamp, .time),
      (.timestamptz, .time), (.json, _), (_, .json):
      return true
    case (.list(let x), .list(let y)): return canCast(x, to: y)
    default: return from.isNested && to.isNested
    }
  }

  /// Whether a value can be cast to some type that `accepts` takes.
  static func canCast(_ from: DataType, toAny accepts: (DataType) -> Bool) -> Bool {
    let simple: [DataType] = [
      .boolean, .int, .long, .float, .double, .string, .date, .timestamp, .timestamptz, .binary,
    ]
    return simple.contains { accepts($0) && canCast(from, to: $0) }
  }

  /// Whether a value of one type can be cast to the other, either way.
  static func canMeet(_ a: ValueType, _ b: ValueType) -> Bool {
    guard let a = a.data, let b = b.data else { return false }
    return canCast(a, to: b) || canCast(b, to: a)
  }

  /// What a text constant that is compared with a number becomes; nil when it is no such number.
  static func number(written text: String, besides type: DataType) -> DataType? {
    if type.isInteger { return Int64(text) == nil ? nil : .long }
    let isPlain = text.utf8.allSatisfy { "0123456789.-".utf8.contains($0) }
    return isPlain && Double(text) != nil ? (type.isDecimal ? decimal(text) : .double) : nil
  }

  /// The type of a whole number as written.
  static func integer(_ digits: String) -> DataType {
    if Int32(digits) != nil { return .int }
    return Int64(digits) != nil ? .long : decimal(digits.utf8.count, 0)
  }

  /// The type of a number with a point as written.
  static func decimal(_ text: String) -> DataType {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let scale = parts.count > 1 ? parts[1].utf8.count : 0
    let whole = parts[0].drop { $0 == "0" }.utf8.count
    return decimal(max(1, whole + scale), min(scale, 38))
  }
}

extension DataType {
  var isDecimal: Bool {
    if case .decimal = self { return true }
    return false
  }

  var isInteger: Bool { self == .int || self == .long }

  var isTemporal: Bool { self == .date || self == .timestamp || self == .timestamptz }

  /// What a list of this type holds; nil for others.
  var element: DataType? {
    if case .list(let element) = self { return element }
    return nil
  }

  /// Key and value of a map; nil for others.
  var entry: (key: DataType, value: DataType)? {
    if case .map(let key, let value) = self { return (key, value) }
    return nil
  }

  var elementOrValue: DataType? { element ?? entry?.value }
}
