internal import Catalog
internal import Diagnostics
internal import SQL

extension Analyzer {
  mutating func analyze(_ unary: UnaryOperator, _ operand: Expression) -> Value {
    if unary == .not {
      return Value(.data(.boolean), from: [analyzeCondition(operand, in: "NOT")])
    }
    let value = analyze(operand)
    if let type = value.type.data, !type.isNumeric {
      report(
        .wrongType(
          "A sign needs a number, but this is \(type).",
          canCast: TypeRules.canCast(type, to: .double),
          at: span(operand.place)))
      return Value(.unknown, from: [value])
    }
    return value
  }

  mutating func analyze(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression, whole: Expression
  ) -> Value {
    if binary.isComparison {
      var result = compare(left, [right], "A comparison")
      if binary == .distinct || binary == .notDistinct { result.isNullable = false }
      return result
    }
    let a = analyze(left)
    let b = analyze(right)
    if let type = a.type.data { notes.record(type, of: left) }
    if let type = b.type.data { notes.record(type, of: right) }
    if let value = dateAndClockInterval(binary, (left, a), (right, b)) { return value }
    let types = (
      a.type.narrowed(to: left, besides: b.type), b.type.narrowed(to: right, besides: a.type)
    )
    if binary == .divide || binary == .divideByType,
      let result = quotient((left, a), (right, b))
    {
      return result
    }
    guard let type = arithmetic(binary, types.0, types.1) else {
      report(
        .typeClash(
          "\(a.type.text) and \(b.type.text) cannot be \(binary.participle).",
          canCast: TypeRules.canMeet(a.type, b.type), at: span(whole.place)))
      return Value(.unknown, from: [a, b])
    }
    noteDates(binary, (left, a.type), (right, b.type), type, whole)
    if let type = type.data, type.isDecimal, TypeRules.rounds(binary, types.0.data, types.1.data),
      dialect.capabilities.boundsDecimals
    {
      notes.record(boundedResult: type, at: whole.place)
    }
    if binary == .multiply, let wide = TypeRules.wideFactor(types.0.data, types.1.data) {
      notes.record(wideOperand: wide, of: left)
    }
    var result = Value(type, from: [a, b])
    if [.divide, .divideByType, .divideInteger, .remainder].contains(binary),
      !right.isNonzeroNumber
    {
      result.isNullable = true
    }
    return result
  }

  private func arithmetic(_ binary: BinaryOperator, _ a: ValueType, _ b: ValueType) -> ValueType? {
    if a == .unknown || b == .unknown { return .unknown }
    switch (a, b) {
    case (.null, let other), (let other, .null): return other
    case (.interval, .interval): return .interval
    case (.data(let type), .interval) where type.isTemporal && binary.isAdditive:
      return .data(datePlusInterval(type))
    case (.interval, .data(let type)) where type.isTemporal && binary == .add:
      return .data(datePlusInterval(type))
    case (.interval, .data(let type)) where type.isNumeric && !binary.isAdditive: return .interval
    case (.data(let type), .interval) where type.isNumeric && binary == .multiply:
      return .interval
    case (.data(let x), .data(let y)): return arithmetic(binary, x, y)
    default: return nil
    }
  }

  private func arithmetic(_ binary: BinaryOperator, _ a: DataType, _ b: DataType) -> ValueType? {
    if a.isNumeric, b.isNumeric { return .data(TypeRules.arithmetic(binary, a, b)) }
    if a == .date, b.isInteger, binary.isAdditive { return .data(.date) }
    if a.isTemporal, b.isTemporal, binary == .subtract {
      return a == .date && b == .date && !dialect.capabilities.keepsDatePlusInterval
        ? .data(.int) : .interval
    }
    return nil
  }

  /// A quotient of decimals in a dialect that makes a floating point number of it; nil for all others.
  /// Where decimals have as many digits as they need, notes how many the dividend is to have elsewhere.
  private mutating func quotient(_ a: (Expression, Value), _ b: (Expression, Value)) -> Value? {
    guard let x = a.1.type.data, let y = b.1.type.data, x.isDecimal || y.isDecimal,
      x.isDecimal || x.isInteger, y.isDecimal || y.isInteger
    else { return nil }
    let isNullable = !b.0.isNonzeroNumber
    if dialect.capabilities.dividesDecimalsToDoubles {
      notes.recordCast(of: a.0, to: .double)
      var result = Value(.data(.double), from: [a.1, b.1])
      if isNullable { result.isNullable = true }
      return result
    }
    if !dialect.capabilities.boundsDecimals {
      notes.record(wideOperand: .decimal(precision: 38, scale: 16), of: a.0)
    }
    return nil
  }

  /// A date and an interval with hours or less, where that is an instant (Spark SQL reference, data
  /// types, interval arithmetic); nil for everything else.
  private mutating func dateAndClockInterval(
    _ binary: BinaryOperator, _ a: (Expression, Value), _ b: (Expression, Value)
  ) -> Value? {
    guard binary.isAdditive, dialect.capabilities.keepsDatePlusInterval,
      dialect.capabilities.timestampIsInstant
    else { return nil }
    for (date, interval) in [(a, b), (b, a)]
    where date.1.type == .data(.date) && interval.0.isClockInterval {
      notes.recordCast(of: date.0, to: .timestamptz)
      return Value(.data(.timestamptz), from: [a.1, b.1])
    }
    return nil
  }

  /// Notes what dialects make of a date and an interval, and of two dates.
  private mutating func noteDates(
    _ binary: BinaryOperator, _ a: (Expression, ValueType), _ b: (Expression, ValueType),
    _ type: ValueType, _ whole: Expression
  ) {
    let hasInterval = a.1 == .interval || b.1 == .interval
    if type == .data(.date), hasInterval { notes.recordCast(of: whole, to: .date) }
    if type == .data(.timestamp), hasInterval {
      for (expression, type) in [a, b] where type == .data(.date) {
        notes.recordCast(of: expression, to: .timestamp)
      }
    }
    if binary == .subtract, a.1 == .data(.date), b.1 == .data(.date) {
      notes.record(dateDifferenceIsDays: type == .data(.int), at: whole.place)
    }
  }

  private func datePlusInterval(_ type: DataType) -> DataType {
    type == .date && !dialect.capabilities.keepsDatePlusInterval ? .timestamp : type
  }

  // MARK: Comparisons

  /// A boolean made of comparing `operand` with each of `others`.
  mutating func compare(_ operand: Expression, _ others: [Expression], _ construct: String)
    -> Value
  {
    let value = analyze(operand)
    var values = [value]
    for other in others {
      let otherValue = analyze(other)
      values.append(otherValue)
      if convertsLiteral(other, to: value.type) || convertsLiteral(operand, to: otherValue.type) {
        continue
      }
      checkComparable(value.type, otherValue.type, construct, at: other.place)
    }
    return Value(.data(.boolean), from: values)
  }

  /// Whether a text constant stands for a number, a date or the like, as all dialects let it.
  private mutating func convertsLiteral(_ expression: Expression, to type: ValueType) -> Bool {
    guard case .literal(.string(let text)) = expression.kind, let type = type.data else {
      return false
    }
    if type.isNumeric, let wanted = TypeRules.number(written: text, besides: type) {
      notes.recordCast(of: expression, to: wanted)
      return true
    }
    guard type.isTemporal || type == .uuid || type == .time else { return false }
    notes.recordCast(of: expression, to: type)
    return true
  }

  mutating func checkComparable(
    _ a: ValueType, _ b: ValueType, _ construct: String, at place: Place
  ) {
    guard TypeRules.common(a, b) == nil else { return }
    report(
      .typeClash(
        "\(construct) cannot bring together \(a.text) and \(b.text).",
        canCast: TypeRules.canMeet(a, b), at: span(place)))
  }

  // MARK: Texts and times

  mutating func concatenation(_ operands: [Expression]) -> Value {
    Value(.data(.string), from: operands.map { text($0, of: "'||'") })
  }

  /// A value where a text is wanted: others become texts where the dialect does that.
  mutating func text(_ expression: Expression, of user: String) -> Value {
    let value = analyze(expression)
    if value.type.agreesWithAll || value.type.data?.isText == true { return value }
    if let type = value.type.data, !type.isNested, dialect.capabilities.convertsToText {
      notes.recordCast(of: expression, to: .string)
      noteText(of: expression, type, to: .string)
      return value
    }
    report(
      .wrongType(
        "\(user) needs a text here, but this is \(value.type.text).", at: span(expression.place)))
    return Value(.unknown, from: [value])
  }

  /// Notes that a floating point number becomes a text, which dialects write differently.
  mutating func noteText(of expression: Expression, _ from: DataType, to type: DataType) {
    guard type.isText, from == .float || from == .double else { return }
    notes.record(floatText: dialect.capabilities.floatText, of: expression)
  }

  /// A value where a date or timestamp is wanted; a text constant becomes one.
  mutating func temporal(_ expression: Expression, of user: String) -> Value {
    let value = analyze(expression)
    if value.type.agreesWithAll || value.type.data?.isTemporal == true { return value }
    if case .literal(.string(let text)) = expression.kind {
      let type: DataType = text.utf8.count > 10 ? .timestamp : .date
      notes.recordCast(of: expression, to: type)
      return Value(.data(type), from: [value])
    }
    report(
      .wrongType(
        "\(user) needs a date or timestamp here, but this is \(value.type.text).",
        canCast: value.type.data.map { TypeRules.canCast($0, to: .timestamp) } ?? false,
        at: span(expression.place)))
    return Value(.unknown, from: [value])
  }
}

extension BinaryOperator {
  var isAdditive: Bool { self == .add || self == .subtract }

  /// As in "date and boolean cannot be added".
  var participle: String {
    switch self {
    case .add: "added"
    case .subtract: "subtracted"
    case .multiply: "multiplied"
    case .divide, .divideByType, .divideInteger, .remainder: "divided"
    default: "compared"
    }
  }
}

extension ValueType {
  /// The type of a whole number as written beside a decimal: a decimal of no more digits than it has
  /// (Spark SQL reference, ANSI compliance, decimal operations).
  func narrowed(to expression: Expression, besides other: ValueType) -> ValueType {
    guard data?.isInteger == true, other.data?.isDecimal == true,
      let digits = expression.wholeDigits
    else { return self }
    return .data(.decimal(precision: max(1, digits.drop { $0 == "0" }.count), scale: 0))
  }
}

extension Expression {
  /// Whether it is an interval as written with hours or less.
  fileprivate var isClockInterval: Bool {
    guard case .literal(.interval(let parts)) = kind else { return false }
    return parts.contains { ![.year, .quarter, .month, .week, .day].contains($0.unit) }
  }

  /// The digits of a whole number as written, without its sign; nil for others.
  fileprivate var wholeDigits: Substring? {
    switch kind {
    case .literal(.integer(let digits)): digits[...]
    case .unary(.minus, let operand): operand.wholeDigits
    default: nil
    }
  }

  /// The whole number that it is as written; nil for all else.
  var wholeNumber: Int? {
    switch kind {
    case .literal(.integer(let digits)): Int(digits)
    case .unary(.minus, let operand): operand.wholeNumber.map { -$0 }
    default: nil
    }
  }

  /// Whether it is a number as written that is not zero.
  fileprivate var isNonzeroNumber: Bool {
    switch kind {
    case .literal(.integer(let digits)), .literal(.decimal(let digits)),
      .literal(.double(let digits)):
      (Double(digits) ?? 0) != 0
    default: false
    }
  }
}
