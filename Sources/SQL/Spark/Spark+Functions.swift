extension Dialect {
  /// The catalog's names are Spark's own.
  static let sparkFunctions: [String: FunctionSpelling] = [
    "element_at": .name("try_element_at"),
    "array_agg": .template(
      "CASE WHEN count(*)^ > 0 THEN transform(collect_list(&named_struct('value', $1))^, one -> one.value) END"
    ),
    "concat_values": .template("concat_ws('', $*)"),
    "list_contains": .template(
      "CASE WHEN @1 IS NOT NULL THEN coalesce(array_contains($1, $2), FALSE) END"),
    "length": .byType([.list: .name("size")], other: .name("length")),
    "current_date": .template("current_date()"),
    "current_timestamp": .template("current_timestamp()"),
    "localtimestamp": .template("localtimestamp()"),
    "any_match": .name("exists"),
    "array_repeat": .name("array_repeat"),
    "datediff_boundaries": .byUnit([
      .day: .template("CAST(datediff(CAST($3 AS date), CAST($2 AS date)) AS bigint)"),
      .month: .template(
        "CAST((year($3) - year($2)) * 12 + month($3) - month($2) AS bigint)"),
      .quarter: .template(
        "CAST((year($3) - year($2)) * 4 + quarter($3) - quarter($2) AS bigint)"),
      .year: .template("CAST(year($3) - year($2) AS bigint)"),
      .hour: .template(
        "timestampdiff(HOUR, date_trunc('hour', CAST($2 AS timestamp_ntz)), date_trunc('hour', CAST($3 AS timestamp_ntz)))"
      ),
      .minute: .template(
        "timestampdiff(MINUTE, date_trunc('minute', CAST($2 AS timestamp_ntz)), date_trunc('minute', CAST($3 AS timestamp_ntz)))"
      ),
      .second: .template(
        "timestampdiff(SECOND, date_trunc('second', CAST($2 AS timestamp_ntz)), date_trunc('second', CAST($3 AS timestamp_ntz)))"
      ),
    ]),
    "dayofweek_iso": .template("EXTRACT(DAYOFWEEK_ISO FROM $1)"),
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
    "yearofweek": .template("EXTRACT(YEAROFWEEK FROM $1)"),
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
