extension Dialect {
  static let duckDBFunctions: [String: FunctionSpelling] = [
    // Text
    "concat": .concatenation,
    "endswith": .name("ends_with"),
    "initcap": .unsupported(help: nil),
    "instr": .name("strpos"),
    "locate": .template("strpos($2, $1)"),
    "lpad": .byCount([2: .template("lpad($1, $2, ' ')"), 3: .template("lpad($1, $2, $3)")]),
    "octet_length": .name("strlen"),
    "regexp_extract": .byCount([
      2: .template("regexp_extract($1, $2, 1)"), 3: .template("regexp_extract($1, $2, $3)"),
    ]),
    "regexp_like": .name("regexp_matches"),
    "regexp_replace": .replacement("regexp_replace($1, $2, $3, 'g')", index: 2),
    "rpad": .byCount([2: .template("rpad($1, $2, ' ')"), 3: .template("rpad($1, $2, $3)")]),
    "sha2": .unsupported(help: "Use md5 where the engine is DuckDB."),
    "split": .name("string_split_regex"),
    "startswith": .name("starts_with"),
    // Numbers
    "ceil": .template("CAST(ceil($1) AS bigint)"),
    "floor": .template("CAST(floor($1) AS bigint)"),
    "rand": .name("random"),
    "sign": .template("CAST(sign($1) AS double)"),
    // Dates and times
    "add_months": .template("CAST(CAST($1 AS date) + to_months($2) AS date)"),
    "current_date": .template("current_date"),
    "current_timestamp": .template("current_timestamp"),
    "date_add": .infix("CAST($1 AS date) + @2", .addition),
    "date_format": .pattern("strftime($1, $2)", index: 1, .strftime),
    "date_sub": .infix("CAST($1 AS date) - @2", .addition),
    "datediff": .infix("CAST($1 AS date) - CAST($2 AS date)", .addition),
    "dayofweek": .infix("dayofweek($1) + 1", .addition),
    "localtimestamp": .template("localtimestamp"),
    "make_timestamp": .template("make_timestamptz($*)"),
    "make_timestamp_ntz": .name("make_timestamp"),
    "timestamp_seconds": .name("to_timestamp"),
    "timestampadd": .infix("@3 + INTERVAL ($2) #1", .addition),
    "timestampdiff": .template("date_sub('#1', $2, $3)"),
    "to_date": .byCount([
      1: .template("CAST($1 AS date)"),
      2: .pattern("CAST(strptime($1, $2) AS date)", index: 1, .strftime),
    ]),
    "to_timestamp": .byCount([
      1: .template("CAST($1 AS timestamptz)"),
      2: .pattern("CAST(strptime($1, $2) AS timestamptz)", index: 1, .strftime),
    ]),
    "to_timestamp_ntz": .byCount([
      1: .template("CAST($1 AS timestamp)"),
      2: .pattern("strptime($1, $2)", index: 1, .strftime),
    ]),
    "unix_timestamp": .template("CAST(epoch($1) AS bigint)"),
    "weekday": .infix("isodow($1) - 1", .addition),
    // General
    "if": .template("CASE WHEN $1 THEN $2 ELSE $3 END"),
    "isnotnull": .infix("@1 IS NOT NULL", .predicate),
    "isnull": .infix("@1 IS NULL", .predicate),
    "nvl2": .template("CASE WHEN @1 IS NOT NULL THEN $2 ELSE $3 END"),
    "uuid": .template("CAST(uuid() AS varchar)"),
    // Aggregates
    "collect_list": .template("coalesce(list($1) FILTER (WHERE @1 IS NOT NULL)^, [])"),
    "listagg": .byCount([1: .template("string_agg($1, '')"), 2: .template("string_agg($1, $2)")]),
    "max_by": .name("arg_max_null"),
    "min_by": .name("arg_min_null"),
    "sum": .byInteger(.template("CAST(sum(%$1)^ AS bigint)"), other: .name("sum")),
    "percentile": .name("quantile_cont"),
  ]

  static let duckDBFunctionAliases: [String: String] = [
    "ends_with": "endswith", "starts_with": "startswith", "strpos": "instr", "substr": "substring",
    "ceiling": "ceil", "pow": "power", "now": "current_timestamp", "ifnull": "coalesce",
    "mean": "avg", "stddev_samp": "stddev", "var_samp": "variance", "string_agg": "listagg",
    "list": "collect_list", "array_agg": "collect_list", "quantile_cont": "percentile",
    "regexp_matches": "regexp_like", "make_timestamp": "make_timestamp_ntz",
    "make_timestamptz": "make_timestamp", "random": "rand", "dayofmonth": "day", "len": "length",
  ]
}
