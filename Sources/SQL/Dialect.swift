/// One way to write SQL: what it can say and how it spells it.
///
/// Ask a dialect what it supports, never which one it is.
package struct Dialect: Sendable {
  /// The word that specs use for it: `spark`, `duckdb`, `postgresql`, `redshift`.
  package let id: String
  /// For people: "Spark SQL", "PostgreSQL".
  package let title: String
  package let capabilities: Capabilities
  let types: TypeSpellings
  /// By the name in the function catalog; those that are spelled and called alike have no entry.
  let functions: [String: FunctionSpelling]
  /// From a dialect's own name to the name in the function catalog.
  let functionAliases: [String: String]
  /// Words that need quotes as names, in lower case, beyond those that no dialect allows.
  let reservedWords: Set<String>

  /// All dialects, in the order of their words.
  package static let all: [Dialect] = [.duckDB, .postgreSQL, .redshift, .spark]

  /// The dialect that a spec names, or nil.
  package static func named(_ id: String) -> Dialect? { all.first { $0.id == id } }
}

/// What a dialect can say, and what it means by the things that dialects disagree on.
package struct Capabilities: Sendable {
  /// Where nulls come in an `ORDER BY` that does not say.
  package enum NullOrdering: Sendable {
    /// Nulls are less than all values: first when ascending, last when descending.
    case smallest
    /// Nulls are greater than all values.
    case largest
    /// At the end in either direction.
    case last
  }

  /// Where `IGNORE NULLS` stands.
  package enum NullTreatment: Sendable {
    case insideParentheses
    case afterParentheses
  }

  /// How an interval is written.
  package enum IntervalStyle: Sendable {
    /// `INTERVAL 1 DAY 2 HOUR`.
    case words
    /// `INTERVAL '1 day 2 hours'`.
    case text
  }

  /// `` ` `` or `"`.
  package var identifierQuote: Unicode.Scalar
  /// Whether `"..."` is a string, as in Spark.
  package var doubleQuoteIsString: Bool
  /// Whether a backslash in `'...'` begins an escape.
  package var hasBackslashEscapes: Bool
  /// Whether names are compared without regard to case even when quoted.
  package var ignoresCase: Bool
  package var nullOrdering: NullOrdering
  package var intervalStyle: IntervalStyle
  /// Whether `/` of two integers gives a fraction.
  package var dividesIntegersToFractions: Bool
  /// The operator that divides integers to an integer, where there is one besides `/`.
  package var integerDivision: String?
  /// Whether a cast of a fraction to an integer rounds; else it cuts off.
  package var castsRoundFractions: Bool
  /// Whether a date and an interval of whole days give a date; else a timestamp.
  package var keepsDatePlusInterval: Bool
  /// Whether numbers, dates and booleans become texts where a text is wanted.
  package var convertsToText: Bool
  /// Whether `||` binds as tightly as `+`; else more loosely.
  package var concatenatesLikeAddition: Bool
  /// Whether `1e3` is a double; else it is a decimal.
  package var exponentMeansDouble: Bool
  /// Whether numbers may end in the letter of a type, as in `1L`.
  package var hasNumberSuffixes: Bool
  /// Whether a plain `TIMESTAMP` is an instant, as in Spark.
  package var timestampIsInstant: Bool
  package var hasQualify: Bool
  package var hasFilter: Bool
  package var hasTryCast: Bool
  package var hasIlike: Bool
  package var hasGroupByAll: Bool
  package var hasSemiJoin: Bool
  package var hasDistinctFrom: Bool
  package var hasValues: Bool
  /// `INTERSECT ALL` and `EXCEPT ALL`.
  package var hasSetOperationsOnBags: Bool
  package var hasLateral: Bool
  /// Where `IGNORE NULLS` stands; nil when there is no such thing.
  package var nullTreatment: NullTreatment?
  /// Whether a backslash in a `LIKE` pattern escapes without an `ESCAPE` clause.
  package var likeHasDefaultEscape: Bool
  /// Whether `EXTRACT(DOW ...)` counts from 1 on Sunday; else from 0.
  package var weekBeginsAtOne: Bool
  /// Whether aggregates take an `ORDER BY` inside their parentheses.
  package var hasAggregateOrder: Bool
  /// The operator that finds a regular expression in a text, or nil where it is a function.
  package var regexOperator: String?
  /// The function that finds a regular expression in a text, where there is no operator.
  package var regexFunction: String?
}

extension Dialect {
  var lexicalRules: LexicalRules {
    LexicalRules(
      identifierQuote: UInt8(ascii: capabilities.identifierQuote),
      doubleQuoteIsString: capabilities.doubleQuoteIsString,
      hasBackslashEscapes: capabilities.hasBackslashEscapes,
      hasDoubleSlash: capabilities.integerDivision == "//",
      hasTildeOperator: capabilities.regexOperator == "~",
      hasNumberSuffixes: capabilities.hasNumberSuffixes)
  }

  /// The order of nulls in an `ORDER BY` that does not say.
  package func defaultNulls(_ direction: OrderItem.Direction) -> OrderItem.Nulls {
    switch (capabilities.nullOrdering, direction) {
    case (.smallest, .ascending), (.largest, .descending): .first
    case (.smallest, .descending), (.largest, .ascending), (.last, _): .last
    }
  }

  /// Whether two names mean the same column or table.
  package func isSameName(_ a: String, _ b: String) -> Bool {
    a == b || capabilities.ignoresCase && a.lowercased() == b.lowercased()
  }
}
