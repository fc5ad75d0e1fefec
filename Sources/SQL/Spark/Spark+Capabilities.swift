internal import Catalog

extension Dialect {
  /// Spark SQL 3.5 and later, as transforms are written in it.
  package static let spark = Dialect(
    id: "spark", title: "Spark SQL",
    capabilities: Capabilities(
      identifierQuote: "`", doubleQuoteIsString: true, hasBackslashEscapes: true,
      escapesQuotes: true,
      ignoresCase: true, nullOrdering: .smallest, intervalStyle: .words,
      dividesIntegersToFractions: true, integerDivision: "DIV", castsRoundFractions: false,
      keepsDatePlusInterval: true, convertsToText: true, concatenatesLikeAddition: true,
      exponentMeansDouble: true, hasNumberSuffixes: true, timestampIsInstant: true,
      hasQualify: false, hasFilter: true,
      hasTryCast: true, hasIlike: true, hasGroupByAll: true, hasSemiJoin: true,
      hasDistinctFrom: true, hasValues: true, hasSetOperationsOnBags: true, hasLateral: true,
      nullTreatment: .afterParentheses, likeHasDefaultEscape: true,
      dayOfWeek: .sundayOne, hasAggregateOrder: false, regexOperator: "RLIKE", regexFunction: nil,
      valuesNames: .init(prefix: "col", first: 1),
      readsLake: true, bitXorOperator: "^",
      constructors: [
        "array": .array, "struct": .structure, "named_struct": .namedStructure, "map": .map,
        "bigint": .cast(.long), "boolean": .cast(.boolean), "date": .cast(.date),
        "decimal": .cast(.decimal(precision: 10, scale: 0)), "double": .cast(.double),
        "float": .cast(.float), "int": .cast(.int), "string": .cast(.string),
        "timestamp": .cast(.timestamptz),
        "decode": .choice, "from_unixtime": .formattedSeconds, "equal_null": .binary(.notDistinct),
        "negative": .unary(.minus),
        "nullifzero": .nullIfZero, "zeroifnull": .zeroIfNull, "try_divide": .quotient,
      ],
      indexBase: .zero, lambdaStyle: .arrow, lambdaIndexBase: .zero, unnestStyle: .lateralView,
      mapEntries: .rows,
      arrayStyle: .function,
      structureStyle: .namedStruct, hasGenerators: true, hasHints: true, starExcept: "EXCEPT",
      hasQuantified: false, hasAtTimeZone: false, failsBeyondLists: true, countsCombinations: true,
      hasAliasesInExpressions: true, boundsDecimals: true, binaryPrefix: "X'",
      countsDaysBetweenDates: false, floatText: .scientific),
    types: sparkTypes, functions: sparkFunctions, functionAliases: sparkFunctionAliases,
    reservedWords: sparkReservedWords)

  /// Reserved in ANSI mode (Spark SQL reference, ANSI compliance, keywords); quoted in either mode.
  private static let sparkReservedWords = Set(
    """
    any array authorization both check collate column constraint create current_date
    current_timestamp current_user for foreign grant interval into leading only overlaps primary
    references session_user some table to trailing unique unknown user within
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
