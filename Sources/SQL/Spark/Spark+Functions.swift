extension Dialect {
  /// The catalog's names are Spark's own.
  static let sparkFunctions: [String: FunctionSpelling] = [
    "current_date": .template("current_date()"),
    "current_timestamp": .template("current_timestamp()"),
    "localtimestamp": .template("localtimestamp()"),
    "any_match": .name("exists"),
    "array_repeat": .name("array_repeat"),
    "datediff_boundaries": .unsupported(
      help: "Truncate both with date_trunc, and use timestampdiff."),
    "dayofweek_iso": .infix("weekday($1) + 1", .addition),
    "filter": .indexed("filter($1, $2)"),
    "listagg": .byCount([1: .template("listagg(&$1);"), 2: .template("listagg(&$1, $2);")]),
    "ltrim": .byCount([1: .name("ltrim"), 2: .template("trim(LEADING $2 FROM $1)")]),
    "overlay": .byCount([
      3: .template("overlay($1 PLACING $2 FROM $3)"),
      4: .template("overlay($1 PLACING $2 FROM $3 FOR $4)"),
    ]),
    "percentile_disc": .template("percentile_disc($2) WITHIN GROUP (ORDER BY $1)"),
    "rtrim": .byCount([1: .name("rtrim"), 2: .template("trim(TRAILING $2 FROM $1)")]),
    "transform": .indexed("transform($1, $2)"),
    "trim": .byCount([1: .name("trim"), 2: .template("trim(BOTH $2 FROM $1)")]),
    "yearofweek": .template("CAST(EXTRACT(YEAROFWEEK FROM $1) AS int)"),
    "timestampadd": .template("timestampadd(#1, $2, $3)"),
    "timestampdiff": .template("timestampdiff(#1, $2, $3)"),
  ]

  static let sparkFunctionAliases: [String: FunctionAlias] = [
    "array_size": "size", "btrim": "trim", "cardinality": "size", "exists": "any_match",
    "ltrim/2": FunctionAlias("ltrim", order: [1, 0]), "reduce": "aggregate",
    "rtrim/2": FunctionAlias("rtrim", order: [1, 0]),
    "week": "weekofyear", "log/1": "ln", "try_element_at": "element_at",
    "any": "bool_or", "ceiling": "ceil", "char": "chr", "char_length": "length",
    "character_length": "length", "date_diff": "datediff", "dateadd": "date_add",
    "dateadd/3": "timestampadd", "datediff/3": "timestampdiff", "dayofmonth": "day",
    "every": "bool_and", "ifnull": "coalesce", "lcase": "lower", "len": "length", "mean": "avg",
    "now": "current_timestamp", "nvl": "coalesce", "pow": "power", "sha": "sha1",
    "some": "bool_or", "stddev_samp": "stddev", "string_agg": "listagg", "substr": "substring",
    "ucase": "upper", "var_samp": "variance", "std": "stddev", "random": "rand",
    "array_agg": "collect_list", "curdate": "current_date", "signum": "sign",
    "to_timestamp_ltz": "to_timestamp", "make_timestamp_ltz": "make_timestamp",
  ]
}
