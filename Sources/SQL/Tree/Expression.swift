package import Catalog

/// A value, condition or call in a query, and where it stands.
///
/// The tree means the same whatever dialect it was read from: what a dialect leaves to its own
/// defaults (the order of nulls, the kind of a division) is explicit in it.
package struct Expression: Hashable, Sendable {
  package let kind: Kind
  package let place: Place

  package init(_ kind: Kind, at place: Place = .none) {
    self.kind = kind
    self.place = place
  }

  /// What an expression can be.
  package indirect enum Kind: Hashable, Sendable {
    case literal(Literal)
    /// `qualifier` is a table's alias or dotted name; empty when there is none.
    case column(qualifier: [Identifier], name: Identifier)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// Two or more operands of one associative operator; none of them is such a chain itself.
    case chain(ChainOperator, [Expression])
    case isNull(Expression, isNegated: Bool)
    /// `IS [NOT] TRUE` and `IS [NOT] FALSE`.
    case isBoolean(Expression, Bool, isNegated: Bool)
    case between(Expression, low: Expression, high: Expression, isNegated: Bool)
    case inList(Expression, [Expression], isNegated: Bool)
    case inQuery(Expression, Query, isNegated: Bool)
    /// The escape is explicit, even where it is a dialect's default; nil when nothing escapes.
    case like(Expression, LikeOperator, pattern: Expression, escape: Expression?, isNegated: Bool)
    case conditional(operand: Expression?, branches: [Branch], otherwise: Expression?)
    /// The type is nil when the text names none that is known; that has been reported.
    case cast(Expression, DataType?, CastRules)
    case extract(DatePart, Expression)
    case call(FunctionCall)
    case subquery(Query)
    case exists(Query)
    /// `left = ANY (query)`, with any comparison; `ALL` where `holdsForAll`.
    case quantified(BinaryOperator, Expression, Query, holdsForAll: Bool)
    /// Several values side by side, `(a, b)`, to be compared with others or looked up in a query.
    case row([Expression])
    case array([Expression])
    /// Named values; a name is nil where the text gives none.
    case structure([StructureField])
    /// An element of a list, counted as `base` says, or the value of a map's key.
    case element(Expression, Expression, base: IndexBase)
    /// A field of a structure that is no plain column: `(expression).name`.
    case field(Expression, Identifier)
    /// `(a, b) -> body`: only as an argument of a function that takes one.
    case lambda([Identifier], Expression)
    /// `AT TIME ZONE`: of an instant the clock there, of a clock's reading the instant.
    case atTimeZone(Expression, zone: Expression)
    /// What could not be read; that has been reported.
    case error
  }

  /// `WHEN condition THEN result`.
  package struct Branch: Hashable, Sendable {
    package let condition: Expression
    package let result: Expression

    package init(when condition: Expression, then result: Expression) {
      self.condition = condition
      self.result = result
    }
  }
}

/// One value of a structure that a query makes.
package struct StructureField: Hashable, Sendable {
  package let name: Identifier?
  package let value: Expression

  package init(_ name: Identifier?, _ value: Expression) {
    self.name = name
    self.value = value
  }
}

/// The number of a list's first element.
package enum IndexBase: Int, Hashable, Sendable, CaseIterable {
  case zero = 0
  case one = 1
}

/// What a cast does with values that do not fit.
package struct CastRules: Hashable, Sendable {
  /// Whether it gives null instead of an error.
  package let isTrying: Bool
  /// Whether a fraction is rounded on the way to an integer; else it is cut off.
  package let roundsFractions: Bool

  package init(isTrying: Bool = false, roundsFractions: Bool) {
    self.isTrying = isTrying
    self.roundsFractions = roundsFractions
  }
}

package enum UnaryOperator: Hashable, Sendable, CaseIterable {
  case minus
  case plus
  case not
  /// The complement of all bits.
  case bitNot
}

package enum BinaryOperator: Hashable, Sendable, CaseIterable {
  case add
  case subtract
  case multiply
  /// Of two integers gives a fraction: Spark's and DuckDB's `/`.
  case divide
  /// Of two integers gives an integer, cut toward zero; of others a fraction: PostgreSQL's `/`.
  case divideByType
  /// The integer part of the quotient: Spark's `div`.
  case divideInteger
  case remainder
  case bitAnd
  case bitOr
  case bitXor
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case distinct
  case notDistinct

  package var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .distinct,
      .notDistinct:
      true
    case .add, .subtract, .multiply, .divide, .divideByType, .divideInteger, .remainder, .bitAnd,
      .bitOr, .bitXor:
      false
    }
  }
}

package enum ChainOperator: Hashable, Sendable, CaseIterable {
  case and
  case or
  /// `||`: null when an operand is null.
  case concatenate
}

package enum LikeOperator: Hashable, Sendable, CaseIterable {
  case like
  case ilike
  /// Matches a regular expression anywhere in the text.
  case regex
}

/// A constant in a query.
package enum Literal: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// Decimal digits.
  case integer(String)
  /// Digits with a point.
  case decimal(String)
  /// A binary floating point number, as digits with an exponent.
  case double(String)
  case string(String)
  /// The text between the quotes of a `DATE '...'`, unchecked, as in the next three.
  case date(String)
  case time(String)
  case timestamp(String)
  case timestamptz(String)
  /// Bytes, as pairs of hexadecimal digits in upper case.
  case binary(String)
  case interval([IntervalPart])
}

/// One term of an interval, such as `3 day`.
package struct IntervalPart: Hashable, Sendable {
  /// Digits, with a sign and a fraction where written.
  package let amount: String
  package let unit: DatePart

  package init(_ amount: String, _ unit: DatePart) {
    self.amount = amount
    self.unit = unit
  }
}

/// A part of a date or time: what `EXTRACT` takes and what intervals count.
package enum DatePart: String, Hashable, Sendable, CaseIterable {
  case year, quarter, month, week, day, hour, minute, second, millisecond, microsecond
  case epoch
  /// The day of the week; Sunday is 0.
  case dow
  /// The day of the year; January 1st is 1.
  case doy

  /// The names of those that a time can be cut off at.
  static let truncating = [
    "year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond",
    "microsecond",
  ]

  /// Reads a name in the singular or plural, in any case; nil for everything else.
  package init?(name: String) {
    let lower = name.lowercased()
    if let part = DatePart(rawValue: lower) {
      self = part
      return
    }
    switch lower {
    case "dayofweek": self = .dow
    case "dayofyear": self = .doy
    case "hr": self = .hour
    case "min": self = .minute
    case "sec": self = .second
    default:
      guard lower.hasSuffix("s"), let part = DatePart(rawValue: String(lower.dropLast())) else {
        return nil
      }
      self = part
    }
  }
}
