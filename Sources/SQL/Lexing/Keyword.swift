/// The words that the grammar knows; each case is named after its word.
enum Keyword: UInt8, CaseIterable {
  case none
  // Reserved: never a name without quotes, in any dialect.
  case all, and, anti, `as`, asc, between, by, `case`, cast, cross, desc, distinct, `else`, end
  case except, exists, `false`, fetch, from, full, group, having, ilike, `in`, inner, intersect
  case `is`, join, lateral, left, like, limit, minus, natural, not, null, offset, on, or, order
  case outer, qualify, right, rlike, select, semi, then, `true`, union, using, when, `where`, with
  // Not reserved: names where no clause begins with them.
  case current, currentDate, currentTimestamp, date, div, escape, extract, filter, first
  case following, ignore, interval, last, localtimestamp, nulls, only, over, partition, preceding
  case range, recursive, regexp, respect, row, rows, time, timestamp, timestampLtz, timestampNtz
  case timestamptz, tryCast, unbounded, values, zone, without, next, any, some, array, at
  case both, cube, exclude, `for`, grouping, groups, leading, materialized, no, ordinality
  case others, pivot, position, replace, rollup, sets, similar, substring, symmetric
  case table, tablesample, ties, to, top, trailing, trim, unknown, unnest, unpivot, view, window
  case within, lambda, isnull, notnull, safeCast, overlay, placing, percent, collate

  /// Whether it can never be a name without quotes.
  var isReserved: Bool { rawValue >= Keyword.all.rawValue && rawValue <= Keyword.with.rawValue }

  /// The spelling, in lower case.
  var text: String { Self.texts[Int(rawValue)] }

  private static let texts: [String] = allCases.map { keyword in
    "\(keyword)".reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }

  /// The reserved words of the grammar, in lower case.
  static let reservedWords = Set(allCases.filter(\.isReserved).map(\.text))
}

/// Finds keywords by their bytes, in any case, without making strings: open addressing over a hash
/// of the letters.
struct KeywordTable {
  private static let size = 512
  private var slots = [Keyword](repeating: .none, count: KeywordTable.size)
  private let spellings: [[UInt8]] = Keyword.allCases.map { Array($0.text.utf8) }
  private let longest: Int

  static let shared = KeywordTable()

  private init() {
    longest = spellings.map(\.count).max() ?? 0
    for keyword in Keyword.allCases where keyword != .none {
      let spelling = spellings[Int(keyword.rawValue)]
      var slot = Self.hash(spelling.span)
      while slots[slot] != .none { slot = (slot + 1) % Self.size }
      slots[slot] = keyword
    }
  }

  func keyword(_ word: Span<UInt8>) -> Keyword {
    guard word.count <= longest else { return .none }
    var slot = Self.hash(word)
    while slots[slot] != .none {
      if matches(word, spellings[Int(slots[slot].rawValue)]) { return slots[slot] }
      slot = (slot + 1) % Self.size
    }
    return .none
  }

  private func matches(_ word: Span<UInt8>, _ spelling: [UInt8]) -> Bool {
    guard word.count == spelling.count else { return false }
    for index in 0..<word.count where word[index] | 0x20 != spelling[index] | 0x20 {
      return false
    }
    return true
  }

  private static func hash(_ word: Span<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for index in 0..<word.count {
      hash = (hash ^ UInt32(word[index] | 0x20)) &* 16_777_619
    }
    return Int((hash ^ (hash >> 15)) % UInt32(size))
  }
}
