internal import Analysis
internal import Catalog

extension DataType {
  /// Whether every value of `source` can be stored as it is, length of texts apart.
  func holds(_ source: DataType) -> Bool {
    isText && source.isText || Assignability(from: source, to: self) == .fits
  }

  /// Whether a cast of `source` keeps what it means: a value that does not fit fails the load.
  func accepts(_ source: DataType) -> Bool {
    switch (self, source) {
    case (.int, .long), (.date, .timestamp), (.date, .timestamptz): true
    case (.timestamp, .date), (.timestamp, .timestamptz): true
    case (.decimal, .int), (.decimal, .long): true
    case (.decimal(_, let scale), .decimal(_, let sourceScale)): scale >= sourceScale
    default: holds(source)
    }
  }

  /// Whether equal values of both types are equal in SQL and have the same text.
  func matches(_ other: DataType) -> Bool {
    if isText, other.isText { return true }
    let whole: Set<DataType> = [.int, .long]
    return self == other || whole.contains(self) && whole.contains(other)
  }

  /// Whether it says when.
  var isPointInTime: Bool {
    switch self {
    case .date, .timestamp, .timestamptz: true
    default: false
    }
  }
}
