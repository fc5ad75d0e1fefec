internal import Catalog

extension Dialect {
  /// Trino 470 and later.
  package static let trino = Dialect(
    id: "trino", title: "Trino",
    capabilities: Capabilities(
      identifierQuote: "\"", doubleQuoteIsString: false, hasBackslashEscapes: false,
      escapesQuotes: false,
      ignoresCase: true, nullOrdering: .last, intervalStyle: .single,
      dividesIntegersToFractions: false, integerDivision: nil, castsRoundFractions: true,
      keepsDatePlusInterval: true, convertsToText: false, concatenatesLikeAddition: false,
      exponentMeansDouble: true, hasNumberSuffixes: false, timestampIsInstant: false,
      hasQualify: false, hasFilter: true,
      hasTryCast: true, hasIlike: false, hasGroupByAll: false, hasSemiJoin: false,
      hasDistinctFrom: true, hasValues: true, hasSetOperationsOnBags: true, hasLateral: true,
      nullTreatment: .afterParentheses, likeHasDefaultEscape: false,
      dayOfWeek: .mondayOne, hasAggregateOrder: true, regexOperator: nil,
      regexFunction: "regexp_like",
      valuesNames: .init(prefix: "_col", first: 0), readsLake: true, hasInstantLiteral: false,
      hasBitOperators: false,
      constructors: [
        "row": .row, "bitwise_and": .binary(.bitAnd), "bitwise_or": .binary(.bitOr),
        "bitwise_xor": .binary(.bitXor), "bitwise_not": .unary(.bitNot),
        "date": .cast(.date),
      ], lambdaStyle: .arrow, unnestStyle: .unnest, mapEntries: .rows,
      arrayStyle: .keyword, structureStyle: .castRow, hasFrameGroups: true,
      elementFunction: "element_at", groupsByAliases: false,
      binaryPrefix: "X'",
      countsDaysBetweenDates: false, extractsWholeSeconds: true, floatText: .scientific),
    types: trinoTypes, functions: trinoFunctions, functionAliases: trinoFunctionAliases,
    reservedWords: trinoReservedWords)

  /// Reserved (Trino documentation, SQL language, Reserved keywords).
  private static let trinoReservedWords = Set(
    """
    alter auto constraint create cube current_catalog current_date current_path current_role
    current_schema current_time current_timestamp current_user deallocate delete describe drop
    escape execute extract fetch for grouping insert into json_array json_exists json_object
    json_query json_table json_value listagg localtime localtimestamp normalize prepare recursive
    rollup skip table trim uescape unnest values
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
