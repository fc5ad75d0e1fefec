extension Dialect {
  /// The catalog's names are Spark's own.
  static let sparkFunctions: [String: FunctionSpelling] = [
    "current_date": .template("current_date()"),
    "current_timestamp": .template("current_timestamp()"),
    "localtimestamp": .template("localtimestamp()"),
    "timestampadd": .template("timestampadd(#1, $2, $3)"),
    "timestampdiff": .template("timestampdiff(#1, $2, $3)"),
  ]

  static let sparkFunctionAliases: [String: String] = [
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
