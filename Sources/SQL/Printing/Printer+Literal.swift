internal import Catalog

extension Printer {
  mutating func write(_ literal: Literal, at place: Place) {
    let capabilities = dialect.capabilities
    switch literal {
    case .null: write("NULL")
    case .boolean(let value): write(value ? "TRUE" : "FALSE")
    case .integer(let digits), .decimal(let digits): write(digits)
    case .double(let digits):
      if capabilities.exponentMeansDouble { return write(digits) }
      writeCast(to: .double, at: place) { $0.write(digits) }
    case .string(let text): write(dialect.literal(text))
    case .date(let text): write("DATE \(dialect.literal(text))")
    case .time(let text):
      if dialect.typeName(.time) == nil { report("the type time", at: place) }
      write("TIME \(dialect.literal(text))")
    case .timestamp(let text):
      write(capabilities.timestampIsInstant ? "TIMESTAMP_NTZ " : "TIMESTAMP ")
      write(dialect.literal(text))
    case .timestamptz(let text):
      guard capabilities.hasInstantLiteral else {
        return writeCast(to: .timestamptz, at: place) {
          $0.write("TIMESTAMP \($0.dialect.literal(text))")
        }
      }
      write(capabilities.timestampIsInstant ? "TIMESTAMP " : "TIMESTAMPTZ ")
      write(dialect.literal(text))
    case .binary(let digits): writeBinary(digits)
    case .interval(let parts): write(parts)
    }
  }

  private mutating func write(_ parts: [IntervalPart]) {
    switch dialect.capabilities.intervalStyle {
    case .words:
      write("INTERVAL")
      for part in parts { write(" \(part.amount) \(part.unit.rawValue.uppercased())") }
    case .text:
      let text = parts.map { "\($0.amount) \($0.unit.rawValue)" }.joined(separator: " ")
      write("INTERVAL '\(text)'")
    case .single:
      write(parts.count > 1 ? "(" : "")
      list(parts, separator: " + ") { $0.writeSingle($1) }
      write(parts.count > 1 ? ")" : "")
    }
  }

  /// `INTERVAL -'3' DAY`; units that the standard does not have are multiples of those it has.
  private mutating func writeSingle(_ part: IntervalPart) {
    let (unit, factor): (DatePart, Int) =
      switch part.unit {
      case .week: (.day, 7)
      case .quarter: (.month, 3)
      default: (part.unit, 1)
      }
    let isNegative = part.amount.hasPrefix("-")
    let digits = isNegative ? String(part.amount.dropFirst()) : part.amount
    let amount = factor == 1 ? digits : Int(digits).map { String($0 * factor) }
    if amount == nil { report("this interval", at: .none) }
    write("INTERVAL \(isNegative ? "-" : "")'\(amount ?? digits)' \(unit.rawValue.uppercased())")
  }

  private mutating func writeBinary(_ digits: String) {
    if let prefix = dialect.capabilities.binaryPrefix { return write("\(prefix)\(digits)'") }
    if let function = dialect.capabilities.binaryFunction {
      return write("\(function)('\(digits)')")
    }
    write("decode('\(digits)', 'hex')")
  }

  // MARK: Division

  mutating func writeDivision(
    _ division: BinaryOperator, _ left: Expression, _ right: Expression, at place: Place
  ) {
    if let wide = notes.wideOperand(left), dialect.capabilities.boundsDecimals {
      writeCast(to: wide, at: place) { $0.write(left) }
      write(" / ")
      return write(right, atLeast: .sign)
    }
    if case .decimal(_, let scale)? = notes.boundedResult(at: place),
      dialect.capabilities.hasUnboundedDecimals
    {
      // The quotient has at least as many digits after the point as its operands.
      write("CAST(")
      write(left)
      write(" AS numeric(76, \(scale + 2))) / ")
      return write(right, atLeast: .sign)
    }
    let areIntegers = areIntegers(left, right)
    let dividesToFractions = dialect.capabilities.dividesIntegersToFractions
    switch division {
    case .divideInteger where dialect.capabilities.integerDivision != nil:
      writeOperands(left, dialect.capabilities.integerDivision ?? "/", right)
    case .divideInteger where areIntegers != true:
      write("CAST(trunc(")
      writeOperands(left, "/", right)
      write(") AS \(dialect.typeName(.long) ?? ""))")
    case .divide where !dividesToFractions && areIntegers != false:
      writeCast(to: .double, at: place) { $0.write(left) }
      write(" / ")
      write(right, atLeast: .sign)
    case .divideByType where dividesToFractions && areIntegers == true:
      writeOperands(left, dialect.capabilities.integerDivision ?? "/", right)
    case .divideByType where dividesToFractions && areIntegers == nil:
      report("a division of operands whose types are not known", at: place)
      writeOperands(left, "/", right)
    default: writeOperands(left, "/", right)
    }
  }

  private mutating func writeOperands(_ left: Expression, _ sign: String, _ right: Expression) {
    write(left, atLeast: .multiplication)
    write(" \(sign) ")
    write(right, atLeast: .sign)
  }

  /// Nil when a type is not known.
  private func areIntegers(_ left: Expression, _ right: Expression) -> Bool? {
    guard let left = notes.type(of: left), let right = notes.type(of: right) else { return nil }
    return [.int, .long].contains(left) && [.int, .long].contains(right)
  }
}
