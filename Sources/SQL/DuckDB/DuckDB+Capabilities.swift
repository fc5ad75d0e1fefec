extension Dialect {
  /// DuckDB 1.5.
  package static let duckDB = Dialect(
    id: "duckdb", title: "DuckDB",
    capabilities: Capabilities(
      identifierQuote: "\"", doubleQuoteIsString: false, hasBackslashEscapes: false,
      escapesQuotes: false,
      ignoresCase: true, nullOrdering: .last, intervalStyle: .text,
      dividesIntegersToFractions: true, integerDivision: "//", castsRoundFractions: true,
      keepsDatePlusInterval: false, convertsToText: false, concatenatesLikeAddition: false,
      exponentMeansDouble: true, hasNumberSuffixes: false, timestampIsInstant: false,
      hasQualify: true, hasFilter: true,
      hasTryCast: true, hasIlike: true, hasGroupByAll: true, hasSemiJoin: true,
      hasDistinctFrom: true, hasValues: true, hasSetOperationsOnBags: true, hasLateral: true,
      nullTreatment: .insideParentheses, likeHasDefaultEscape: false,
      dayOfWeek: .sundayZero, hasAggregateOrder: true, regexOperator: nil,
      regexFunction: "regexp_matches",
      valuesNames: .init(prefix: "col", first: 0), readsLake: true, hasDollarStrings: true,
      hasBracketArrays: true,
      constructors: ["row": .row, "list_value": .array, "xor": .binary(.bitXor)],
      lambdaStyle: .keyword,
      lambdaIndexBase: .one,
      unnestStyle: .unnest, unnestsInSelect: true, mapEntries: .keysAndValues,
      arrayStyle: .brackets, structureStyle: .braces,
      starExcept: "EXCLUDE", hasStarReplace: true, hasDistinctOn: true, hasFrameGroups: true,
      dividesDecimalsToDoubles: true, hasAliasesInExpressions: true, hasShortProducts: true,
      binaryFunction: "unhex", extractsWholeSeconds: true, extractsMicroseconds: true,
      floatText: .pointed),
    types: duckDBTypes, functions: duckDBFunctions, functionAliases: duckDBFunctionAliases,
    reservedWords: postgreSQLReservedWords.union(duckDBReservedWords))

  private static let duckDBReservedWords = Set(
    """
    asof columns describe generated glob lambda macro map pivot pivot_longer pivot_wider positional
    show struct summarize try_cast unpack unpivot
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
