/// A call of a scalar function, an aggregate or a window function.
package struct FunctionCall: Hashable, Sendable {
  /// The name in the function catalog where it has one there, else the name as written in lower case.
  package var name: Identifier
  package var arguments: [Expression]
  /// `count(*)`: there are no arguments then.
  package var hasStar: Bool
  package var isDistinct: Bool
  /// The order in which an aggregate takes its rows, written inside the parentheses.
  package var orderBy: [OrderItem]
  /// `FILTER (WHERE ...)`.
  package var filter: Expression?
  package var ignoresNulls: Bool
  /// `OVER (...)`; nil when the call is no window function.
  package var window: Window?

  package init(
    _ name: Identifier, _ arguments: [Expression] = [], hasStar: Bool = false,
    isDistinct: Bool = false, orderBy: [OrderItem] = [], filter: Expression? = nil,
    ignoresNulls: Bool = false, window: Window? = nil
  ) {
    self.name = name
    self.arguments = arguments
    self.hasStar = hasStar
    self.isDistinct = isDistinct
    self.orderBy = orderBy
    self.filter = filter
    self.ignoresNulls = ignoresNulls
    self.window = window
  }
}

/// What stands between the parentheses of `OVER`.
package struct Window: Hashable, Sendable {
  /// The named window that this one builds on; nil in every finished tree.
  var base: Identifier?
  package var partitionBy: [Expression]
  package var orderBy: [OrderItem]
  package var frame: Frame?

  package init(partitionBy: [Expression] = [], orderBy: [OrderItem] = [], frame: Frame? = nil) {
    self.partitionBy = partitionBy
    self.orderBy = orderBy
    self.frame = frame
  }

  /// `ROWS BETWEEN start AND end`.
  package struct Frame: Hashable, Sendable {
    package enum Unit: Hashable, Sendable, CaseIterable {
      case rows
      case range
      /// Rows of equal rank count as one.
      case groups
    }

    /// What is left out around the current row.
    package enum Exclusion: Hashable, Sendable, CaseIterable {
      case none
      case currentRow
      /// The current row and those of equal rank.
      case group
      /// Those of equal rank, but not the current row.
      case ties
    }

    package let unit: Unit
    package let start: Bound
    package let end: Bound
    package let exclusion: Exclusion

    package init(
      _ unit: Unit, from start: Bound, to end: Bound, excluding exclusion: Exclusion = .none
    ) {
      self.unit = unit
      self.start = start
      self.end = end
      self.exclusion = exclusion
    }
  }

  /// One end of a frame.
  package enum Bound: Hashable, Sendable {
    case unboundedPreceding
    case preceding(Expression)
    case currentRow
    case following(Expression)
    case unboundedFollowing
  }
}

/// One term of an `ORDER BY`.
package struct OrderItem: Hashable, Sendable {
  package let expression: Expression
  package let direction: Direction
  package let nulls: Nulls

  package init(_ expression: Expression, _ direction: Direction = .ascending, nulls: Nulls) {
    self.expression = expression
    self.direction = direction
    self.nulls = nulls
  }

  package enum Direction: Hashable, Sendable, CaseIterable {
    case ascending
    case descending
  }

  /// Where nulls come; explicit, whatever a dialect's default is.
  package enum Nulls: Hashable, Sendable, CaseIterable {
    case first
    case last
  }
}

extension Expression {
  /// The unit of time that a bare word or a text constant names; nil for everything else.
  package var datePart: DatePart? {
    switch kind {
    case .column([], let name): DatePart(name: name.name)
    case .literal(.string(let name)): DatePart(name: name)
    default: nil
    }
  }
}
