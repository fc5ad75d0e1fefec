/// A set of columns of declared tables, as the numbers that one analysis gives them.
struct ColumnSet: Hashable, Sendable {
  /// The numbers 0 to 63.
  private var low: UInt64 = 0
  /// The numbers from 64 on, 64 to a word; without zero words at the end.
  private var high: [UInt64] = []

  init() {}

  init(_ number: Int) {
    if number < 64 {
      low = 1 << UInt64(number)
    } else {
      high = [UInt64](repeating: 0, count: number / 64)
      high[number / 64 - 1] = 1 << UInt64(number % 64)
    }
  }

  mutating func formUnion(_ other: ColumnSet) {
    low |= other.low
    if other.high.count > high.count {
      high += [UInt64](repeating: 0, count: other.high.count - high.count)
    }
    for index in other.high.indices { high[index] |= other.high[index] }
  }

  func union(_ other: ColumnSet) -> ColumnSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func isSubset(of other: ColumnSet) -> Bool {
    guard low & ~other.low == 0 else { return false }
    return high.indices.allSatisfy { index in
      high[index] & ~(index < other.high.count ? other.high[index] : 0) == 0
    }
  }

  /// Ascending.
  var numbers: [Int] {
    var numbers: [Int] = []
    for (index, word) in ([low] + high).enumerated() {
      var rest = word
      while rest != 0 {
        numbers.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return numbers
  }
}
