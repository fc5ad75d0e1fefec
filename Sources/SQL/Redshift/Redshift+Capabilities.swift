internal import Catalog

extension Dialect {
  /// Amazon Redshift.
  package static let redshift = Dialect(
    id: "redshift", title: "Redshift",
    capabilities: Capabilities(
      identifierQuote: "\"", doubleQuoteIsString: false, hasBackslashEscapes: true,
      escapesQuotes: false,
      ignoresCase: true, nullOrdering: .largest, intervalStyle: .text,
      dividesIntegersToFractions: false, integerDivision: nil, castsRoundFractions: true,
      keepsDatePlusInterval: false, convertsToText: false, concatenatesLikeAddition: false,
      exponentMeansDouble: true, hasNumberSuffixes: false, timestampIsInstant: false,
      hasQualify: true, hasFilter: false,
      hasTryCast: true, hasIlike: true, hasGroupByAll: true, hasSemiJoin: false,
      hasDistinctFrom: false, hasValues: false, hasSetOperationsOnBags: false, hasLateral: false,
      nullTreatment: .afterParentheses, likeHasDefaultEscape: false,
      dayOfWeek: .sundayZero, hasAggregateOrder: false, regexOperator: "~", regexFunction: nil,
      bitXorOperator: "#",
      bitOperatorsBindAlike: true,
      constructors: ["array": .array, "date": .cast(.date), "decode": .choice], indexBase: .zero,
      arrayStyle: .function, starExcept: "EXCLUDE", hasFrameRangeOffsets: false,
      countsDistinctRows: false,
      namesSubqueries: true, hasFloatRemainder: false, extractsWholeSeconds: true),
    types: redshiftTypes, functions: redshiftFunctions, functionAliases: redshiftFunctionAliases,
    reservedWords: postgreSQLReservedWords.union(redshiftReservedWords))

  /// Beyond PostgreSQL's (Redshift Database Developer Guide, Reserved words; names of system
  /// columns from its page on names).
  private static let redshiftReservedWords = Set(
    """
    aes128 aes256 allowoverwrite az64 backup blanksasnull bytedict bzip2 cmax cmin credentials ctid
    current_user_id deflate defrag delta delta32k disable emptyasnull enable encode encrypt
    encryption explicit globaldict256 globaldict64k gzip identity ignore language luns lzo lzop
    mostly13 mostly16 mostly32 mostly8 new nulls off offline oid old open parallel partition percent
    permissions pivot raw readratio recover rejectlog resort respect restore snapshot sysdate system
    tableoid tag tdes text255 text32k top trim truncatecolumns type unpivot wallet without xmax xmin
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
