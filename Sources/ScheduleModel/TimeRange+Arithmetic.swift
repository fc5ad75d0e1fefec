package import Catalog

extension TimeRange {
  /// From the first to the last day that every dialect can write: 0001-01-01 to 9999-12-31.
  package static let always = TimeRange(
    known: TimePoint(year: 1, month: 1, day: 1), TimePoint(year: 9999, month: 12, day: 31))

  /// What both have in common; nil when that is nothing.
  package func intersection(_ other: TimeRange) -> TimeRange? {
    TimeRange(max(lower, other.lower), min(upper, other.upper))
  }

  /// What is left of it without the others, which may overlap and stand in any order. Sorted, free
  /// of overlaps; contiguous parts are one.
  package func subtracting(_ others: [TimeRange]) -> [TimeRange] {
    var left: [TimeRange] = []
    var start = lower
    for other in others.sorted() where overlaps(other) {
      if let gap = TimeRange(start, min(other.lower, upper)) { left.append(gap) }
      start = max(start, other.upper)
    }
    if let rest = TimeRange(start, upper) { left.append(rest) }
    return left
  }
}

extension TimePoint {
  /// The point as an SQL literal for a column of `type`, in the form that PostgreSQL, Redshift and
  /// DuckDB all read: `DATE '2013-01-31'`, `TIMESTAMP '2013-01-31 04:30:00'`, and `TIMESTAMP WITH
  /// TIME ZONE '2013-01-31 04:30:00+00:00'`.
  ///
  /// A date column holds whole days, so a point within a day becomes the day after it: `date < point`
  /// and `date >= point` keep their meaning.
  package func sqlLiteral(for type: DataType) -> String {
    switch type {
    case .timestamp: "TIMESTAMP '\(timestampText)'"
    case .timestamptz: "TIMESTAMP WITH TIME ZONE '\(timestampText)+00:00'"
    default: "DATE '\(isMidnight ? dateText : adding(days: 1).dateText)'"
    }
  }
}
