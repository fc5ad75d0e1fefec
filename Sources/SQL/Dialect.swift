internal import Catalog

/// One way to write SQL: what it can say and how it spells it.
///
/// Ask a dialect what it supports, never which one it is.
///
/// A class, as it is large and handed to everything that reads or writes SQL.
package final class Dialect: Sendable {
  /// The word that specs use for it: `spark`, `duckdb`, `postgresql`, `redshift`.
  package let id: String
  /// For people: "Spark SQL", "PostgreSQL".
  package let title: String
  package let capabilities: Capabilities
  let types: TypeSpellings
  /// By the name in the function catalog; those that are spelled and called alike have no entry.
  let functions: [String: FunctionSpelling]
  /// From a dialect's own name to the name in the function catalog.
  let functionAliases: [String: FunctionAlias]
  /// Words that need quotes as names, in lower case, those that no dialect allows among them.
  let reservedWords: Set<String>
  /// Tells most other words from them without a search.
  let reservedForms: WordForms

  /// - Parameter reservedWords: in lower case, beyond those that no dialect allows.
  init(
    id: String, title: String, capabilities: Capabilities, types: TypeSpellings,
    functions: [String: FunctionSpelling], functionAliases: [String: FunctionAlias],
    reservedWords: Set<String>
  ) {
    self.id = id
    self.title = title
    self.capabilities = capabilities
    self.types = types
    self.functions = functions
    self.functionAliases = functionAliases
    self.reservedWords = reservedWords.union(Keyword.reservedWords)
    reservedForms = WordForms(self.reservedWords)
  }

  /// All dialects, in the order of their words.
  package static let all: [Dialect] = [.duckDB, .postgreSQL, .redshift, .spark, .trino]

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

  /// Names that are made of a number.
  package struct ColumnNumbering: Hashable, Sendable {
    let prefix: String
    let first: Int

    /// The name of the column at this place, from 0.
    package func name(at index: Int) -> String { "\(prefix)\(first + index)" }
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
    /// `INTERVAL '1' DAY + INTERVAL '2' HOUR`.
    case single
  }

  /// How `EXTRACT(DOW ...)` counts.
  package enum DayOfWeek: Sendable {
    case sundayZero
    case sundayOne
    case mondayOne
  }

  /// How a floating point number becomes a text.
  package enum FloatText: Sendable {
    /// `1.0`, `1.0E10`
    case scientific
    /// `1.0`, `10000000000.0`
    case pointed
    /// `1`, `10000000000`
    case shortest
  }

  /// What a function that looks like any other makes a value of.
  enum Constructor: Sendable {
    case array
    case row
    /// Fields with names that follow `AS` or are those of columns.
    case structure
    /// Names and values in turn.
    case namedStructure
    /// Keys and values in turn.
    case map
    /// An operator of other dialects.
    case binary(BinaryOperator)
    case unary(UnaryOperator)
    /// A value of a type.
    case cast(DataType)
    /// Null for zero.
    case nullIfZero
    /// Zero for null.
    case zeroIfNull
    /// A quotient that is null where the divisor is zero.
    case quotient
    /// The text of seconds since 1970, by a pattern.
    case formattedSeconds
    /// The result beside the first value that is equal to the first argument, null to null.
    case choice
  }

  /// How a function of one or more parameters is written.
  package enum LambdaStyle: Sendable {
    /// `x -> x + 1`
    case arrow
    /// `lambda x: x + 1`
    case keyword
  }

  /// How the elements of a list become rows.
  package enum UnnestStyle: Sendable {
    /// `LATERAL VIEW explode(list)`
    case lateralView
    /// `CROSS JOIN UNNEST(list) WITH ORDINALITY`
    case unnest
    /// `CROSS JOIN LATERAL unnest(list) WITH ORDINALITY`
    case lateralUnnest
  }

  /// How the entries of a map become rows.
  package enum MapEntries: Sendable {
    /// As the elements of a list do.
    case rows
    /// As those of two lists side by side.
    case keysAndValues
  }

  /// How a list is written.
  package enum ArrayStyle: Sendable {
    /// `array(1, 2)`
    case function
    /// `ARRAY[1, 2]`
    case keyword
    /// `[1, 2]`
    case brackets
  }

  /// How a structure is written.
  package enum StructureStyle: Sendable {
    /// `named_struct('a', 1)`
    case namedStruct
    /// `{'a': 1}`
    case braces
    /// `CAST(ROW(1) AS ROW(a integer))`
    case castRow
  }

  /// `` ` `` or `"`.
  package var identifierQuote: Unicode.Scalar
  /// Whether `"..."` is a string, as in Spark.
  package var doubleQuoteIsString: Bool
  /// Whether a backslash in `'...'` begins an escape.
  package var hasBackslashEscapes: Bool
  /// Whether a quote in a string is written `\'`; else it is doubled.
  package var escapesQuotes: Bool
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
  package var dayOfWeek: DayOfWeek
  /// Whether aggregates take an `ORDER BY` inside their parentheses.
  package var hasAggregateOrder: Bool
  /// The operator that finds a regular expression in a text, or nil where it is a function.
  package var regexOperator: String?
  /// The function that finds a regular expression in a text, where there is no operator.
  package var regexFunction: String?

  // What follows is asked for less often; most dialects have none of it.

  /// What the columns of `VALUES` are called where the query does not say.
  package var valuesNames = ColumnNumbering(prefix: "column", first: 1)
  /// What gives a random UUID of that type; nil where there is only its text.
  package var randomUUID: String?
  /// Whether queries of the lake are written in it or run in it.
  package var readsLake = false
  /// Whether a constant can be an instant; else it is a cast of a clock's reading.
  package var hasInstantLiteral = true
  /// `->` and `->>`, which take members of JSON values.
  package var hasMemberOperators = false
  /// `$$...$$`.
  package var hasDollarStrings = false
  /// `^` or `#`; nil where it is a function.
  package var bitXorOperator: String?
  /// Whether `&` and `|` are operators.
  package var hasBitOperators = true
  /// Whether `&` binds like `|`, as all of PostgreSQL's other operators do.
  package var bitOperatorsBindAlike = false
  /// Whether a bracket begins a list, and a brace a structure.
  package var hasBracketArrays = false
  /// Functions that make a list, a row or a structure, by name.
  var constructors: [String: Constructor] = [:]
  package var indexBase = IndexBase.one
  package var lambdaStyle: LambdaStyle?
  /// From which number functions count the places of elements; nil where they are not given them.
  package var lambdaIndexBase: IndexBase?
  package var unnestStyle: UnnestStyle?
  /// Whether several lists side by side become rows in a select list only.
  package var unnestsInSelect = false
  /// How the entries of a map become rows; nil where they do not.
  package var mapEntries: MapEntries?
  package var arrayStyle: ArrayStyle?
  package var structureStyle: StructureStyle?
  /// Functions in a select list that give rows, as Spark's `explode`.
  package var hasGenerators = false
  package var hasHints = false
  /// The word that leaves columns out of a star: `EXCEPT`, `EXCLUDE`; nil where there is none.
  package var starExcept: String?
  package var hasStarReplace = false
  package var hasDistinctOn = false
  /// `GROUPS` in a frame, and what it excludes.
  package var hasFrameGroups = false
  /// Whether `RANGE` takes an interval or a number before and after.
  package var hasFrameRangeOffsets = true
  package var hasQuantified = true
  /// Whether rows are compared: `(a, b) = (c, d)`, `(a, b) IN (SELECT ...)`.
  package var hasRowComparison = true
  package var hasAtTimeZone = true
  /// The function that takes an element of a list or map; nil where brackets do.
  package var elementFunction: String?
  /// Whether `count(DISTINCT ...)` takes a row.
  package var countsDistinctRows = true
  /// Whether `GROUP BY` takes names of the select list.
  package var groupsByAliases = true
  /// Whether a quotient of decimals is a floating point number.
  package var dividesDecimalsToDoubles = false
  /// Whether an element beyond the end of a list is an error; else it is null.
  package var failsBeyondLists = false
  /// Whether `count` takes several arguments.
  package var countsCombinations = false
  /// Whether `HAVING` and expressions in `ORDER BY` take names of the select list.
  package var hasAliasesInExpressions = false
  /// Whether a subquery in `FROM` must have a name.
  package var namesSubqueries = false
  /// Whether `%` takes floating point numbers.
  package var hasFloatRemainder = true
  /// Whether a product of short decimals keeps to 18 digits, and fails beyond.
  package var hasShortProducts = false
  /// Whether quotients and averages of decimals are decimals of a fixed number of digits.
  package var boundsDecimals = false
  /// How a binary constant begins: `X'`, `'\x`; nil where there is none.
  package var binaryPrefix: String?
  /// The function that makes binary data of hexadecimal digits, where there are no constants.
  package var binaryFunction: String?
  /// Whether the difference of two dates is a number of days; else it is an interval.
  package var countsDaysBetweenDates = true
  /// Whether `EXTRACT(SECOND ...)` leaves out the fraction.
  package var extractsWholeSeconds = false
  /// Whether `EXTRACT(MICROSECOND ...)` gives the seconds and their fraction.
  package var extractsMicroseconds = false
  /// How a floating point number becomes a text.
  package var floatText = FloatText.shortest
  /// Whether decimals have as many digits as they need.
  package var hasUnboundedDecimals = false
}

extension Dialect {
  var lexicalRules: LexicalRules {
    LexicalRules(
      identifierQuote: UInt8(ascii: capabilities.identifierQuote),
      doubleQuoteIsString: capabilities.doubleQuoteIsString,
      hasBackslashEscapes: capabilities.hasBackslashEscapes,
      hasDoubleSlash: capabilities.integerDivision == "//",
      hasDollarStrings: capabilities.hasDollarStrings,
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
