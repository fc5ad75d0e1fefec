extension Dialect {
  static let duckDBFunctions: [String: FunctionSpelling] = [
    "concat_values": .name("concat"),
    "array_agg": .template("list(&$1!)"),
    "length": .byType(
      [.list: .template("CAST(len($1) AS integer)")], other: .name("length")),
    "round": .byType(
      [
        .floating: .byCount([
          1: .name("round"),
          2: .template(
            "CASE WHEN abs($1) < 1e15 THEN CAST(round(CAST(CAST($1 AS varchar) AS decimal(38, 18)), $2) AS double) ELSE round($1, $2) END"
          ),
        ])
      ], other: .name("round")),
    "median": .template("median(CAST($1 AS double))"),
    "count_if": .template("count(CASE WHEN $1 THEN 1 END)"),
    "regr_slope": .template("nullif(regr_slope($1, $2)^, CAST('NaN' AS double))"),
    "corr": .template("nullif(corr($1, $2)^, CAST('NaN' AS double))"),
    "date_trunc": .byConstant(
      DatePart.truncating, index: 0, .template("date_trunc($1, $2)")),
    "right": .byPositiveNumbers(
      .name("right"), other: .template("right($1, CASE WHEN @2 < 0 THEN 0 ELSE @2 END)")),
    "left": .byPositiveNumbers(
      .name("left"), other: .template("left($1, CASE WHEN @2 < 0 THEN 0 ELSE @2 END)")),
    "substring": .byPositiveNumbers(
      .name("substr"),
      other: .byCount([
        2: .template(
          "substr($1, CASE WHEN @2 < 0 THEN greatest(length($1) + @2 + 1, 1) WHEN @2 = 0 THEN 1 ELSE @2 END)"
        ),
        3: .template(
          "CASE WHEN @3 IS NOT NULL THEN substr($1, CASE WHEN @2 < 0 THEN greatest(length($1) + @2 + 1, 1) WHEN @2 = 0 THEN 1 ELSE @2 END, greatest(CASE WHEN @2 < 0 THEN @3 + least(length($1) + @2, 0) ELSE @3 END, 0)) END"
        ),
      ])),
    // Text
    "concat": .concatenation,
    "endswith": .name("ends_with"),
    "hex": .byType([.text: .name("hex")], other: .template("to_hex($1)")),
    "overlay": .byCount([
      3: .template("substr($1, 1, @3 - 1) || $2 || substr($1, @3 + length($2))"),
      4: .template("substr($1, 1, @3 - 1) || $2 || substr($1, @3 + @4)"),
    ]),
    "regexp_count": .template("CAST(len(regexp_extract_all($1, $2)) AS integer)"),
    "space": .template("repeat(' ', $1)"),
    "reverse": .byType([.list: .name("list_reverse")], other: .name("reverse")),
    "ltrim": .name("ltrim"),
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
    "sha2": .byNumber([256, 0], index: 1, .template("sha256($1)")),
    "regexp_substr": .template("nullif(regexp_extract($1, $2), '')"),
    "split": .name("string_split_regex"),
    "startswith": .name("starts_with"),
    "substring_index": .template(
      "CASE WHEN @3 IS NULL THEN NULL WHEN @2 = '' OR @3 = 0 THEN substr($1, 1, 0) WHEN @3 > 0 THEN array_to_string(list_slice(string_split($1, $2), 1, $3), $2) ELSE array_to_string(list_slice(string_split($1, $2), greatest(len(string_split($1, $2)) + @3 + 1, 1), len(string_split($1, $2))), $2) END"
    ),
    // Numbers
    "ceil": .template("CAST(ceil($1) AS bigint)"),
    "floor": .template("CAST(floor($1) AS bigint)"),
    "bit_count": .template("CAST(bit_count(CAST($1 AS bigint)) AS integer)"),
    "cot": .name("cot"),
    "expm1": .infix("exp($1) - 1", .addition),
    "factorial": .template("CAST(factorial(CAST($1 AS integer)) AS bigint)"),
    "hypot": .template("sqrt(pow($1, 2) + pow($2, 2))"),
    "isnan": .template("coalesce(isnan($1), FALSE)"),
    "ln": .template("CASE WHEN @1 > 0 THEN ln($1) END"),
    "log": .template("CASE WHEN @1 > 0 AND @2 > 0 THEN ln($2) / ln($1) END"),
    "log10": .template("CASE WHEN @1 > 0 THEN log10($1) END"),
    "log1p": .template("CASE WHEN @1 > -1 THEN ln(1 + @1) END"),
    "log2": .template("CASE WHEN @1 > 0 THEN log2($1) END"),
    "nanvl": .template("CASE WHEN isnan($1) THEN $2 ELSE $1 END"),
    "pmod": .template(
      "CASE WHEN mod($1, $2) < 0 THEN mod(mod($1, $2) + @2, $2) ELSE mod($1, $2) END"),
    "shiftleft": .infix("@1 * (CAST(1 AS bigint) << @2)", .multiplication),
    "shiftright": .infix("@1 >> @2", .bitOr),
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
    "convert_timezone": .infix(
      "(CAST($3 AS timestamp) AT TIME ZONE @1) AT TIME ZONE @2", .timeZone),
    "date_from_unix_date": .infix("DATE '1970-01-01' + @1", .addition),
    "datediff_boundaries": .template("date_diff('#1', $2, $3)"),
    "dayname": .template("strftime($1, '%a')"),
    "dayofweek_iso": .template("CAST(isodow($1) AS integer)"),
    "from_unixtime": .template("strftime(to_timestamp($1), '%Y-%m-%d %H:%M:%S')"),
    "from_utc_timestamp": .infix(
      "(CAST($1 AS timestamptz) AT TIME ZONE @2) AT TIME ZONE 'UTC'", .timeZone),
    "to_utc_timestamp": .infix(
      "(CAST($1 AS timestamptz) AT TIME ZONE 'UTC') AT TIME ZONE @2", .timeZone),
    "monthname": .template("strftime($1, '%b')"),
    "months_between": .unsupported(help: "Use timestampdiff(MONTH, ...) for whole months."),
    "next_day": .unsupported(help: nil),
    "timestamp_micros": .template("CAST(make_timestamp($1) AS timestamp) AT TIME ZONE 'UTC'"),
    "timestamp_millis": .template("to_timestamp($1 / 1e3)"),
    "trunc": .byConstant(
      ["year", "quarter", "month", "week"], index: 1,
      .template("CAST(date_trunc($2, $1) AS date)")),
    "unix_date": .template("CAST($1 - DATE '1970-01-01' AS integer)"),
    "unix_micros": .name("epoch_us"),
    "unix_millis": .name("epoch_ms"),
    "unix_seconds": .template("CAST(floor(epoch($1)) AS bigint)"),
    "yearofweek": .template("CAST(isoyear($1) AS integer)"),
    "dayofweek": .infix("dayofweek($1) + 1", .addition),
    "localtimestamp": .template("localtimestamp"),
    "make_timestamp": .template("make_timestamptz($*)"),
    "make_timestamp_ntz": .name("make_timestamp"),
    "timestamp_seconds": .name("to_timestamp"),
    "timestampadd": .infix("@3 + INTERVAL ($2) #1", .addition),
    "timestampdiff": .byUnit([
      .second: .template("date_sub('second', CAST($2 AS timestamp), CAST($3 AS timestamp))"),
      .minute: .template("date_sub('minute', CAST($2 AS timestamp), CAST($3 AS timestamp))"),
      .hour: .template("date_sub('hour', CAST($2 AS timestamp), CAST($3 AS timestamp))"),
      .day: .template("date_sub('day', CAST($2 AS timestamp), CAST($3 AS timestamp))"),
      .week: .template("date_sub('week', CAST($2 AS timestamp), CAST($3 AS timestamp))"),
      .millisecond: .template(
        "date_sub('millisecond', CAST($2 AS timestamp), CAST($3 AS timestamp))"),
      .microsecond: .template(
        "date_sub('microsecond', CAST($2 AS timestamp), CAST($3 AS timestamp))"),
      .month: .template(
        "CAST(trunc((EXTRACT(YEAR FROM age(CAST($3 AS timestamp), CAST($2 AS timestamp))) * 12 + EXTRACT(MONTH FROM age(CAST($3 AS timestamp), CAST($2 AS timestamp)))) / 1) AS bigint)"
      ),
      .quarter: .template(
        "CAST(trunc((EXTRACT(YEAR FROM age(CAST($3 AS timestamp), CAST($2 AS timestamp))) * 12 + EXTRACT(MONTH FROM age(CAST($3 AS timestamp), CAST($2 AS timestamp)))) / 3) AS bigint)"
      ),
      .year: .template(
        "CAST(trunc((EXTRACT(YEAR FROM age(CAST($3 AS timestamp), CAST($2 AS timestamp))) * 12 + EXTRACT(MONTH FROM age(CAST($3 AS timestamp), CAST($2 AS timestamp)))) / 12) AS bigint)"
      ),
    ]),
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
    "unix_timestamp": .template("CAST(trunc(epoch($1)) AS bigint)"),
    "weekday": .infix("isodow($1) - 1", .addition),
    // General
    "if": .template("CASE WHEN $1 THEN $2 ELSE $3 END"),
    "isnotnull": .infix("@1 IS NOT NULL", .predicate),
    "isnull": .infix("@1 IS NULL", .predicate),
    "nvl2": .template("CASE WHEN @1 IS NOT NULL THEN $2 ELSE $3 END"),
    "uuid": .template("CAST(uuid() AS varchar)"),
    // Lists and maps
    "aggregate": .template("list_reduce($1, $3, $2)"),
    "any_match": .template(
      "CASE WHEN @1 IS NULL THEN NULL WHEN len(list_filter($1, $2)) > 0 THEN TRUE WHEN list_contains(list_transform(list_transform($1, $2), lambda found: found IS NULL), TRUE) THEN NULL ELSE FALSE END"
    ),
    "array_append": .template("CASE WHEN @1 IS NOT NULL THEN list_append($1, $2) END"),
    "array_compact": .template("list_filter($1, lambda one: one IS NOT NULL)"),
    "array_except": .template(
      "CASE WHEN @2 IS NOT NULL THEN list_filter($1, lambda one, place: list_position($1, one) = place AND list_position($2, one) IS NULL) END"
    ),
    "array_intersect": .template(
      "CASE WHEN @2 IS NOT NULL THEN list_filter($1, lambda one, place: list_position($1, one) = place AND list_position($2, one) IS NOT NULL) END"
    ),
    "array_union": .template(
      "CASE WHEN @1 IS NOT NULL AND @2 IS NOT NULL THEN list_filter(list_concat($1, $2), lambda one, place: list_position(list_concat($1, $2), one) = place) END"
    ),
    "arrays_overlap": .template(
      "CASE WHEN @1 IS NULL OR @2 IS NULL THEN NULL WHEN len(list_filter($1, lambda one: one IS NOT NULL AND list_position($2, one) IS NOT NULL)) > 0 THEN TRUE WHEN len($1) > 0 AND len($2) > 0 AND (list_position($1, NULL) IS NOT NULL OR list_position($2, NULL) IS NOT NULL) THEN NULL ELSE FALSE END"
    ),
    "array_contains": .template(
      "CASE WHEN list_contains($1, $2) THEN TRUE WHEN @1 IS NULL OR @2 IS NULL OR list_contains(list_transform($1, lambda found: found IS NULL), TRUE) THEN NULL ELSE FALSE END"
    ),
    "array_distinct": .template(
      "list_filter($1, lambda one, place: list_position($1, one) = place)"),
    "array_join": .template(
      "array_to_string(list_transform($1, lambda one: CAST(one AS varchar)), $2)"),
    "array_max": .name("list_max"),
    "array_min": .name("list_min"),
    "array_position": .template(
      "CASE WHEN @1 IS NOT NULL AND @2 IS NOT NULL THEN CAST(coalesce(list_position($1, $2), 0) AS bigint) END"
    ),
    "array_prepend": .template("CASE WHEN @1 IS NOT NULL THEN list_prepend($2, $1) END"),
    "array_remove": .template(
      "CASE WHEN @2 IS NOT NULL THEN list_filter($1, lambda one: one IS DISTINCT FROM $2) END"),
    "array_repeat": .template("list_transform(range($2), lambda place: $1)"),
    "array_sort": .template("list_sort($1, 'ASC', 'NULLS LAST')"),
    "element_at": .byType([.list: .name("list_extract")], other: .template("$1[$2]")),
    "filter": .indexed("list_filter($1, $2)"),
    "flatten": .template(
      "CASE WHEN NOT list_contains(list_transform($1, lambda one: one IS NULL), TRUE) THEN flatten($1) END"
    ),
    "forall": .template(
      "CASE WHEN @1 IS NULL THEN NULL WHEN list_contains(list_transform($1, $2), FALSE) THEN FALSE WHEN list_contains(list_transform(list_transform($1, $2), lambda found: found IS NULL), TRUE) THEN NULL ELSE TRUE END"
    ),
    "get_json_object": .template("json_extract_string($1, $2)"),
    "json_array_length": .template(
      "CASE WHEN json_type($1) = 'ARRAY' THEN CAST(json_array_length($1) AS integer) END"),
    "map_contains_key": .template("list_contains(map_keys($1), $2)"),
    "map_from_arrays": .name("map"),
    "sequence": .template("generate_series($1, $2, CASE WHEN @1 <= @2 THEN 1 ELSE -1 END)"),
    "size": .byType(
      [.map: .template("CAST(cardinality($1) AS integer)")],
      other: .template("CAST(len($1) AS integer)")),
    "slice": .byPositiveNumbers(
      .template("list_slice($1, $2, @2 + @3 - 1)"),
      other: .unsupported(help: "Count from the start, in whole numbers greater than 0.")),
    "sort_array": .byCount([
      1: .template("list_sort($1, 'ASC', 'NULLS FIRST')"),
      2: .template(
        "CASE WHEN $2 THEN list_sort($1, 'ASC', 'NULLS FIRST') ELSE list_sort($1, 'DESC', 'NULLS LAST') END"
      ),
    ]),
    "transform": .indexed("list_transform($1, $2)"),
    // Aggregates
    "collect_set": .template("coalesce(list(DISTINCT $1) FILTER (WHERE @1 IS NOT NULL)^, [])"),
    "grouping_id": .name("grouping_id"),
    "kurtosis": .name("kurtosis_pop"),
    "percentile_disc": .name("quantile_disc"),
    "skewness": .unsupported(help: "DuckDB computes the skewness of a sample."),
    "collect_list": .template("coalesce(list(&$1!) FILTER (WHERE @1 IS NOT NULL)^, [])"),
    "listagg": .byCount([
      1: .template("string_agg(&$1, ''!)"), 2: .template("string_agg(&$1, $2!)"),
    ]),
    "max_by": .name("arg_max_null"),
    "min_by": .name("arg_min_null"),
    "sum": .byInteger(.template("CAST(sum(&$1)^ AS bigint)"), other: .name("sum")),
    "percentile": .template("quantile_cont(CAST($1 AS double), $2)"),
  ]

  static let duckDBFunctionAliases: [String: FunctionAlias] = [
    "date_diff": "datediff_boundaries", "datediff": "datediff_boundaries",
    "isodow": "dayofweek_iso",
    "isoyear": "yearofweek", "array_contains": "list_contains", "list_has": "list_contains",
    "concat": "concat_values",
    "list_transform": "transform", "list_filter": "filter", "list_sort/1": "array_sort",
    "map/2": "map_from_arrays", "week": "weekofyear",
    "cardinality": "size", "epoch_ms": "unix_millis", "generate_series/2": "sequence",
    "list_append": "array_append", "list_prepend": FunctionAlias("array_prepend", order: [1, 0]),
    "ends_with": "endswith", "starts_with": "startswith", "strpos": "instr", "substr": "substring",
    "ceiling": "ceil", "pow": "power", "now": "current_timestamp", "ifnull": "coalesce",
    "mean": "avg", "stddev_samp": "stddev", "var_samp": "variance", "string_agg": "listagg",
    "list": "array_agg", "quantile_cont": "percentile",
    "regexp_matches": "regexp_like", "make_timestamp": "make_timestamp_ntz",
    "make_timestamptz": "make_timestamp", "random": "rand", "dayofmonth": "day", "len": "length",
  ]
}
