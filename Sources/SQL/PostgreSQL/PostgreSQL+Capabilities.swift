internal import Catalog

extension Dialect {
  /// PostgreSQL 15.
  package static let postgreSQL = Dialect(
    id: "postgresql", title: "PostgreSQL",
    capabilities: Capabilities(
      identifierQuote: "\"", doubleQuoteIsString: false, hasBackslashEscapes: false,
      escapesQuotes: false,
      ignoresCase: false, nullOrdering: .largest, intervalStyle: .text,
      dividesIntegersToFractions: false, integerDivision: nil, castsRoundFractions: true,
      keepsDatePlusInterval: false, convertsToText: false, concatenatesLikeAddition: false,
      exponentMeansDouble: false, hasNumberSuffixes: false, timestampIsInstant: false,
      hasQualify: false, hasFilter: true,
      hasTryCast: false, hasIlike: true, hasGroupByAll: false, hasSemiJoin: false,
      hasDistinctFrom: true, hasValues: true, hasSetOperationsOnBags: true, hasLateral: true,
      nullTreatment: nil, likeHasDefaultEscape: true,
      dayOfWeek: .sundayZero, hasAggregateOrder: true, regexOperator: "~", regexFunction: nil,
      randomUUID: "gen_random_uuid()", hasMemberOperators: true, hasDollarStrings: true,
      bitXorOperator: "#", bitOperatorsBindAlike: true,
      constructors: ["row": .row, "date": .cast(.date)],
      unnestStyle: .lateralUnnest, arrayStyle: .keyword, hasDistinctOn: true, hasFrameGroups: true,
      namesSubqueries: true, hasFloatRemainder: false, hasUnboundedDecimals: true),
    types: postgreSQLTypes, functions: postgreSQLFunctions,
    functionAliases: postgreSQLFunctionAliases, reservedWords: postgreSQLReservedWords)

  /// Reserved, or not allowed as a column's name (PostgreSQL 15, Appendix C).
  static let postgreSQLReservedWords = Set(
    """
    analyse analyze any array asymmetric authorization binary both check collate collation column
    concurrently constraint create current_catalog current_date current_role current_schema
    current_time current_timestamp current_user default deferrable do for foreign freeze grant
    initially into isnull leading localtime localtimestamp notnull only overlaps placing primary
    references returning session_user similar some symmetric table tablesample to trailing unique
    user variadic verbose window
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
