/// How tightly operators bind, loosest first.
enum Precedence: Int, Comparable {
  case or = 1
  case and
  case not
  /// Comparisons, `IS`, `IN`, `BETWEEN`, `LIKE`.
  case predicate
  case concatenation
  case bitOr
  case bitXor
  case bitAnd
  case addition
  case multiplication
  case sign
  /// `AT TIME ZONE`.
  case timeZone
  case primary

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter one: what the right operand of a left-associative operator needs.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .primary }
}

extension Dialect {
  func precedence(_ chain: ChainOperator) -> Precedence {
    switch chain {
    case .or: .or
    case .and: .and
    case .concatenate: capabilities.concatenatesLikeAddition ? .addition : .concatenation
    }
  }
}

extension Dialect {
  func precedence(_ binary: BinaryOperator) -> Precedence {
    let precedence = binary.precedence
    let isOfBits = precedence >= .bitOr && precedence <= .bitAnd
    return isOfBits && capabilities.bitOperatorsBindAlike ? .bitOr : precedence
  }
}

extension BinaryOperator {
  /// Where bit operators bind as in Spark.
  var precedence: Precedence {
    switch self {
    case .add, .subtract: .addition
    case .bitAnd: .bitAnd
    case .bitXor: .bitXor
    case .bitOr: .bitOr
    case .multiply, .divide, .divideByType, .divideInteger, .remainder: .multiplication
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .distinct,
      .notDistinct:
      .predicate
    }
  }
}

extension Expression {
  /// A chain of `operands`, those of the same operator taken apart.
  package static func chain(
    _ chainOperator: ChainOperator, _ operands: [Expression], at place: Place = .none
  ) -> Expression {
    var flat: [Expression] = []
    flat.reserveCapacity(operands.count)
    for operand in operands {
      if case .chain(chainOperator, let inner) = operand.kind {
        flat += inner
      } else {
        flat.append(operand)
      }
    }
    return Expression(.chain(chainOperator, flat), at: place)
  }
}
