extension Dialect {
  static let postgreSQLFunctions: [String: FunctionSpelling] = [
    "concat_values": .name("concat"),
    "array_agg": .template("array_agg(&$1!)"),
    "list_contains": .template("CASE WHEN @1 IS NOT NULL THEN coalesce(@2 = ANY($1), FALSE) END"),
    "length": .byType([.list: .name("cardinality")], other: .name("length")),
    "date_trunc": .byConstant(
      DatePart.truncating, index: 0, .template("date_trunc($1, $2)")),
    "mod": .byType(
      [
        .floating: .template(
          "CAST(mod(CAST($1 AS numeric), CAST($2 AS numeric)) AS double precision)")
      ], other: .name("mod")),
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
    "contains": .infix("strpos($1, $2) > 0", .predicate),
    "endswith": .infix("right($1, length($2)) = $2", .predicate),
    "instr": .name("strpos"),
    "locate": .template("strpos($2, $1)"),
    "hex": .byType(
      [.text: .template("upper(encode(convert_to($1, 'UTF8'), 'hex'))")],
      other: .template("upper(to_hex(CAST($1 AS bigint)))")),
    "lpad": .byCount([2: .template("lpad($1, $2, ' ')"), 3: .name("lpad")]),
    "overlay": .byCount([
      3: .template("overlay($1 PLACING $2 FROM $3)"),
      4: .template("overlay($1 PLACING $2 FROM $3 FOR $4)"),
    ]),
    "regexp_count": .template(
      "CASE WHEN @1 IS NOT NULL THEN (SELECT CAST(count(*) AS integer) FROM regexp_matches($1, $2, 'g')) END"
    ),
    "regexp_extract": .byCount([
      2: .template("CASE WHEN @1 IS NOT NULL THEN coalesce((regexp_match($1, $2))[1], '') END"),
      3: .byNumber(
        [0], index: 2,
        .template(
          "CASE WHEN @1 IS NOT NULL THEN coalesce(substring($1, '(?:' || $2 || ')'), '') END"),
        other: .template(
          "CASE WHEN @1 IS NOT NULL THEN coalesce((regexp_match($1, $2))[$3], '') END")),
    ]),
    "reverse": .byType([.list: .unsupported(help: nil)], other: .name("reverse")),
    "rpad": .byCount([2: .template("rpad($1, $2, ' ')"), 3: .name("rpad")]),
    "space": .template("repeat(' ', $1)"),
    "trim": .byCount([1: .name("trim"), 2: .name("btrim")]),
    "regexp_like": .infix("@1 ~ @2", .predicate),
    "regexp_replace": .replacement("regexp_replace($1, $2, $3, 'g')", index: 2),
    "sha2": .byNumber(
      [256, 0], index: 1,
      .template("encode(sha256(convert_to($1, 'UTF8')), 'hex')")),
    "split": .name("regexp_split_to_array"),
    "startswith": .name("starts_with"),
    // Numbers
    "ceil": .template("CAST(ceil($1) AS bigint)"),
    "floor": .template("CAST(floor($1) AS bigint)"),
    "log10": .template("CASE WHEN @1 > 0 THEN log(CAST($1 AS double precision)) END"),
    "power": .template("power(CAST($1 AS double precision), CAST($2 AS double precision))"),
    "bit_count": .template("CAST(bit_count(CAST($1 AS bit(64))) AS integer)"),
    "expm1": .infix("exp($1) - 1", .addition),
    "factorial": .template("CAST(factorial($1) AS bigint)"),
    "hypot": .template(
      "sqrt(power(CAST($1 AS double precision), 2) + power(CAST($2 AS double precision), 2))"),
    "isnan": .template("coalesce(CAST($1 AS double precision) = 'NaN', FALSE)"),
    "ln": .template("CASE WHEN @1 > 0 THEN ln(CAST($1 AS double precision)) END"),
    "log": .template(
      "CASE WHEN @1 > 0 AND @2 > 0 THEN ln(CAST($2 AS double precision)) / ln(CAST($1 AS double precision)) END"
    ),
    "log1p": .template("CASE WHEN @1 > -1 THEN ln(CAST(1 + @1 AS double precision)) END"),
    "log2": .template(
      "CASE WHEN @1 > 0 THEN ln(CAST($1 AS double precision)) / ln(CAST(2 AS double precision)) END"
    ),
    "nanvl": .template("CASE WHEN CAST($1 AS double precision) = 'NaN' THEN $2 ELSE $1 END"),
    "pmod": .template(
      "CASE WHEN mod($1, $2) < 0 THEN mod(mod($1, $2) + @2, $2) ELSE mod($1, $2) END"),
    "shiftleft": .infix("@1 << @2", .bitOr),
    "shiftright": .infix("@1 >> @2", .bitOr),
    "exp": .template("exp(CAST($1 AS double precision))"),
    "rand": .name("random"),
    "round": .byType(
      [
        .floating: .byCount([
          1: .template("CAST(round(CAST($1 AS numeric)) AS double precision)"),
          2: .template("CAST(round(CAST($1 AS numeric), $2) AS double precision)"),
        ])
      ],
      other: .byCount([
        1: .template("round($1)"), 2: .template("round(CAST($1 AS numeric), $2)"),
      ])),
    "sign": .template("CAST(sign($1) AS double precision)"),
    "sqrt": .template("sqrt(CAST($1 AS double precision))"),
    // Dates and times
    "add_months": .template("CAST(CAST($1 AS date) + @2 * INTERVAL '1 month' AS date)"),
    "current_date": .template("CURRENT_DATE"),
    "current_timestamp": .template("CURRENT_TIMESTAMP"),
    "date_add": .infix("CAST($1 AS date) + @2", .addition),
    "date_format": .pattern("to_char($1, $2)", index: 1, .toChar),
    "date_sub": .infix("CAST($1 AS date) - @2", .addition),
    "datediff": .infix("CAST($1 AS date) - CAST($2 AS date)", .addition),
    "convert_timezone": .infix(
      "(CAST($3 AS timestamp) AT TIME ZONE @1) AT TIME ZONE @2", .timeZone),
    "date_from_unix_date": .infix("DATE '1970-01-01' + @1", .addition),
    "datediff_boundaries": .byUnit([
      .day: .template("CAST(CAST($3 AS date) - CAST($2 AS date) AS bigint)"),
      .month: .template(
        "CAST((EXTRACT(YEAR FROM $3) - EXTRACT(YEAR FROM $2)) * 12 + EXTRACT(MONTH FROM $3) - EXTRACT(MONTH FROM $2) AS bigint)"
      ),
      .quarter: .template(
        "CAST((EXTRACT(YEAR FROM $3) - EXTRACT(YEAR FROM $2)) * 4 + EXTRACT(QUARTER FROM $3) - EXTRACT(QUARTER FROM $2) AS bigint)"
      ),
      .year: .template("CAST(EXTRACT(YEAR FROM $3) - EXTRACT(YEAR FROM $2) AS bigint)"),
      .hour: .template(
        "CAST(EXTRACT(EPOCH FROM date_trunc('hour', CAST($3 AS timestamp)) - date_trunc('hour', CAST($2 AS timestamp))) / 3600 AS bigint)"
      ),
      .minute: .template(
        "CAST(EXTRACT(EPOCH FROM date_trunc('minute', CAST($3 AS timestamp)) - date_trunc('minute', CAST($2 AS timestamp))) / 60 AS bigint)"
      ),
      .second: .template(
        "CAST(EXTRACT(EPOCH FROM date_trunc('second', CAST($3 AS timestamp)) - date_trunc('second', CAST($2 AS timestamp))) / 1 AS bigint)"
      ),
    ]),
    "dayname": .template("to_char($1, 'Dy')"),
    "dayofweek_iso": .template("CAST(EXTRACT(ISODOW FROM $1) AS integer)"),
    "from_unixtime": .template("to_char(to_timestamp($1), 'YYYY-MM-DD HH24:MI:SS')"),
    "from_utc_timestamp": .infix(
      "(CAST($1 AS timestamptz) AT TIME ZONE @2) AT TIME ZONE 'UTC'", .timeZone),
    "to_utc_timestamp": .infix(
      "(CAST($1 AS timestamptz) AT TIME ZONE 'UTC') AT TIME ZONE @2", .timeZone),
    "monthname": .template("to_char($1, 'Mon')"),
    "months_between": .unsupported(help: nil),
    "next_day": .unsupported(help: nil),
    "timestamp_micros": .template("TIMESTAMPTZ 'epoch' + @1 * INTERVAL '1 microsecond'"),
    "timestamp_millis": .template("TIMESTAMPTZ 'epoch' + @1 * INTERVAL '1 millisecond'"),
    "trunc": .byConstant(
      ["year", "quarter", "month", "week"], index: 1,
      .template("CAST(date_trunc($2, CAST($1 AS timestamp)) AS date)")),
    "unix_date": .infix("CAST($1 AS date) - DATE '1970-01-01'", .addition),
    "unix_micros": .template("CAST(EXTRACT(EPOCH FROM $1) * 1000000 AS bigint)"),
    "unix_millis": .template("CAST(floor(EXTRACT(EPOCH FROM $1) * 1000) AS bigint)"),
    "unix_seconds": .template("CAST(floor(EXTRACT(EPOCH FROM $1)) AS bigint)"),
    "yearofweek": .template("CAST(EXTRACT(ISOYEAR FROM $1) AS integer)"),
    "day": .template("CAST(EXTRACT(DAY FROM $1) AS integer)"),
    "dayofweek": .template("CAST(EXTRACT(DOW FROM $1) + 1 AS integer)"),
    "dayofyear": .template("CAST(EXTRACT(DOY FROM $1) AS integer)"),
    "hour": .template("CAST(EXTRACT(HOUR FROM CAST($1 AS timestamp)) AS integer)"),
    "last_day": .template(
      "CAST(date_trunc('month', CAST($1 AS timestamp)) + INTERVAL '1 month -1 day' AS date)"),
    "localtimestamp": .template("LOCALTIMESTAMP"),
    "make_timestamp": .template("make_timestamptz($*)"),
    "make_timestamp_ntz": .name("make_timestamp"),
    "minute": .template("CAST(EXTRACT(MINUTE FROM CAST($1 AS timestamp)) AS integer)"),
    "month": .template("CAST(EXTRACT(MONTH FROM $1) AS integer)"),
    "quarter": .template("CAST(EXTRACT(QUARTER FROM $1) AS integer)"),
    "second": .template("CAST(floor(EXTRACT(SECOND FROM CAST($1 AS timestamp))) AS integer)"),
    "timestamp_seconds": .name("to_timestamp"),
    "timestampadd": .byUnit(
      Dictionary(
        uniqueKeysWithValues: [
          DatePart.year, .month, .week, .day, .hour, .minute, .second, .millisecond, .microsecond,
        ].map { ($0, .infix("@3 + @2 * INTERVAL '1 #1'", .addition)) }
      ).merging([.quarter: .infix("@3 + @2 * INTERVAL '3 month'", .addition)]) { _, last in last }),
    "timestampdiff": .byUnit([
      .second: .template(
        "CAST(trunc(EXTRACT(EPOCH FROM CAST($3 AS timestamp) - CAST($2 AS timestamp)) / 1) AS bigint)"
      ),
      .minute: .template(
        "CAST(trunc(EXTRACT(EPOCH FROM CAST($3 AS timestamp) - CAST($2 AS timestamp)) / 60) AS bigint)"
      ),
      .hour: .template(
        "CAST(trunc(EXTRACT(EPOCH FROM CAST($3 AS timestamp) - CAST($2 AS timestamp)) / 3600) AS bigint)"
      ),
      .day: .template(
        "CAST(trunc(EXTRACT(EPOCH FROM CAST($3 AS timestamp) - CAST($2 AS timestamp)) / 86400) AS bigint)"
      ),
      .week: .template(
        "CAST(trunc(EXTRACT(EPOCH FROM CAST($3 AS timestamp) - CAST($2 AS timestamp)) / 604800) AS bigint)"
      ),
      .month: .template(
        "CAST(trunc((EXTRACT(YEAR FROM age($3, $2)) * 12 + EXTRACT(MONTH FROM age($3, $2))) / 1) AS bigint)"
      ),
      .quarter: .template(
        "CAST(trunc((EXTRACT(YEAR FROM age($3, $2)) * 12 + EXTRACT(MONTH FROM age($3, $2))) / 3) AS bigint)"
      ),
      .year: .template(
        "CAST(trunc((EXTRACT(YEAR FROM age($3, $2)) * 12 + EXTRACT(MONTH FROM age($3, $2))) / 12) AS bigint)"
      ),
    ]),
    "to_date": .byCount([
      1: .template("CAST($1 AS date)"), 2: .pattern("to_date($1, $2)", index: 1, .toChar),
    ]),
    "to_timestamp": .byCount([
      1: .template("CAST($1 AS timestamptz)"),
      2: .pattern("to_timestamp($1, $2)", index: 1, .toChar),
    ]),
    "to_timestamp_ntz": .byCount([
      1: .template("CAST($1 AS timestamp)"),
      2: .pattern("CAST(to_timestamp($1, $2) AS timestamp)", index: 1, .toChar),
    ]),
    "unix_timestamp": .template("CAST(trunc(EXTRACT(EPOCH FROM $1)) AS bigint)"),
    "weekday": .template("CAST(EXTRACT(ISODOW FROM $1) - 1 AS integer)"),
    "weekofyear": .template("CAST(EXTRACT(WEEK FROM $1) AS integer)"),
    "year": .template("CAST(EXTRACT(YEAR FROM $1) AS integer)"),
    // Text
    "regexp_substr": .template("nullif(regexp_substr($1, $2), '')"),
    "sha1": .unsupported(help: "Use sha2."),
    "substring_index": .template(
      "CASE WHEN @3 IS NULL THEN NULL WHEN @2 = '' OR @3 = 0 THEN substr($1, 1, 0) WHEN @3 > 0 THEN array_to_string((string_to_array($1, $2))[1:$3], $2) ELSE array_to_string((string_to_array($1, $2))[greatest(cardinality(string_to_array($1, $2)) + @3 + 1, 1):], $2) END"
    ),
    // General
    "if": .template("CASE WHEN $1 THEN $2 ELSE $3 END"),
    "isnotnull": .infix("@1 IS NOT NULL", .predicate),
    "isnull": .infix("@1 IS NULL", .predicate),
    "nvl2": .template("CASE WHEN @1 IS NOT NULL THEN $2 ELSE $3 END"),
    "uuid": .template("CAST(gen_random_uuid() AS text)"),
    // Lists; maps are no type of PostgreSQL's.
    "aggregate": .unsupported(help: nil),
    "any_match": .unsupported(help: nil),
    "array_append": .template("CASE WHEN @1 IS NOT NULL THEN array_append($1, $2) END"),
    "array_compact": .template("array_remove($1, NULL)"),
    "array_contains": .template("@2 = ANY($1)"),
    "array_except": .template(
      "CASE WHEN @1 IS NOT NULL AND @2 IS NOT NULL THEN ARRAY(SELECT one FROM unnest($1) WITH ORDINALITY AS list (one, place) WHERE NOT EXISTS (SELECT 1 FROM unnest($2) AS others (other) WHERE other IS NOT DISTINCT FROM one) GROUP BY one ORDER BY min(place)) END"
    ),
    "array_intersect": .template(
      "CASE WHEN @1 IS NOT NULL AND @2 IS NOT NULL THEN ARRAY(SELECT one FROM unnest($1) WITH ORDINALITY AS list (one, place) WHERE EXISTS (SELECT 1 FROM unnest($2) AS others (other) WHERE other IS NOT DISTINCT FROM one) GROUP BY one ORDER BY min(place)) END"
    ),
    "array_union": .template(
      "CASE WHEN @1 IS NOT NULL AND @2 IS NOT NULL THEN ARRAY(SELECT one FROM unnest(@1 || @2) WITH ORDINALITY AS list (one, place) GROUP BY one ORDER BY min(place)) END"
    ),
    "arrays_overlap": .template(
      "CASE WHEN @1 IS NULL OR @2 IS NULL THEN NULL WHEN EXISTS (SELECT 1 FROM unnest($1) AS list (one) WHERE one = ANY($2)) THEN TRUE WHEN cardinality($1) > 0 AND cardinality($2) > 0 AND (array_position($1, NULL) IS NOT NULL OR array_position($2, NULL) IS NOT NULL) THEN NULL ELSE FALSE END"
    ),
    "array_distinct": .template(
      "CASE WHEN @1 IS NOT NULL THEN ARRAY(SELECT one FROM unnest($1) WITH ORDINALITY AS list (one, place) GROUP BY one ORDER BY min(place)) END"
    ),
    "array_join": .template("array_to_string($1, $2)"),
    "array_max": .template("(SELECT max(one) FROM unnest($1) AS list (one))"),
    "array_min": .template("(SELECT min(one) FROM unnest($1) AS list (one))"),
    "array_position": .template(
      "CASE WHEN @1 IS NOT NULL AND @2 IS NOT NULL THEN CAST(coalesce(array_position($1, $2), 0) AS bigint) END"
    ),
    "array_prepend": .template("CASE WHEN @1 IS NOT NULL THEN array_prepend($2, $1) END"),
    "array_remove": .template("CASE WHEN @2 IS NOT NULL THEN array_remove($1, $2) END"),
    "array_repeat": .byType(
      [
        .text: .template(
          "CASE WHEN @2 IS NOT NULL THEN array_fill(CAST($1 AS text), ARRAY[greatest($2, 0)]) END")
      ],
      other: .template(
        "CASE WHEN @2 IS NOT NULL THEN array_fill($1, ARRAY[greatest($2, 0)]) END")),
    "array_sort": .template(
      "CASE WHEN @1 IS NOT NULL THEN ARRAY(SELECT one FROM unnest($1) AS list (one) ORDER BY one) END"
    ),
    "element_at": .byType(
      [
        .list: .byPositiveNumbers(
          .template("(@1)[$2]"),
          other: .template("(@1)[CASE WHEN @2 < 0 THEN cardinality($1) + @2 + 1 ELSE @2 END]"))
      ], other: .unsupported(help: nil)),
    "filter": .unsupported(help: nil),
    "flatten": .unsupported(help: nil),
    "forall": .unsupported(help: nil),
    "get_json_object": .template(
      "(jsonb_path_query_first(CAST($1 AS jsonb), $2) #>> '{}')"),
    "json_array_length": .template(
      "CASE WHEN jsonb_typeof(CAST($1 AS jsonb)) = 'array' THEN jsonb_array_length(CAST($1 AS jsonb)) END"
    ),
    "map_contains_key": .unsupported(help: nil),
    "map_from_arrays": .unsupported(help: nil),
    "map_keys": .unsupported(help: nil),
    "map_values": .unsupported(help: nil),
    "sequence": .template(
      "ARRAY(SELECT generate_series($1, $2, CASE WHEN @1 <= @2 THEN 1 ELSE -1 END))"),
    "size": .byType([.map: .unsupported(help: nil)], other: .name("cardinality")),
    "slice": .byPositiveNumbers(
      .template("(@1)[$2:@2 + @3 - 1]"),
      other: .unsupported(help: "Count from the start, in whole numbers greater than 0.")),
    "sort_array": .byCount([
      1: .template(
        "CASE WHEN @1 IS NOT NULL THEN ARRAY(SELECT one FROM unnest($1) AS list (one) ORDER BY one NULLS FIRST) END"
      ),
      2: .template(
        "CASE WHEN @1 IS NULL THEN NULL WHEN $2 THEN ARRAY(SELECT one FROM unnest($1) AS list (one) ORDER BY one NULLS FIRST) ELSE ARRAY(SELECT one FROM unnest($1) AS list (one) ORDER BY one DESC NULLS LAST) END"
      ),
    ]),
    "transform": .unsupported(help: nil),
    // Aggregates
    "collect_set": .template(
      "coalesce(array_agg(DISTINCT $1) FILTER (WHERE @1 IS NOT NULL)^, '{}')"),
    "grouping_id": .template("CAST(grouping($*) AS bigint)"),
    "kurtosis": .unsupported(help: nil),
    "mode": .template("mode() WITHIN GROUP (ORDER BY $1)"),
    "percentile_disc": .template("percentile_disc($2) WITHIN GROUP (ORDER BY $1)"),
    "skewness": .unsupported(help: nil),
    "any_value": .name("min"),
    "avg": .byInteger(.template("avg(&CAST($1 AS double precision))^"), other: .name("avg")),
    "approx_count_distinct": .template("count(DISTINCT $1)"),
    "collect_list": .template(
      "coalesce(array_agg(&$1!) FILTER (WHERE @1 IS NOT NULL)^, '{}')"),
    "count_if": .template("count(CASE WHEN $1 THEN 1 END)"),
    "listagg": .byCount([
      1: .template("string_agg(&$1, ''!)"), 2: .template("string_agg(&$1, $2!)"),
    ]),
    "max_by": .template("(array_agg($1 ORDER BY $2 DESC) FILTER (WHERE @2 IS NOT NULL))[1]"),
    "median": .template("percentile_cont(0.5) WITHIN GROUP (ORDER BY $1)"),
    "min_by": .template("(array_agg($1 ORDER BY $2) FILTER (WHERE @2 IS NOT NULL))[1]"),
    "sum": .byInteger(.template("CAST(sum(&$1)^ AS bigint)"), other: .name("sum")),
    "percentile": .template("percentile_cont($2) WITHIN GROUP (ORDER BY $1)"),
  ]

  static let postgreSQLFunctionAliases: [String: FunctionAlias] = [
    "btrim": "trim", "cardinality": "size", "array_to_string": "array_join",
    "generate_series/2": "sequence",
    "char_length": "length", "character_length": "length", "ceiling": "ceil", "pow": "power",
    "now": "current_timestamp", "starts_with": "startswith", "strpos": "instr",
    "substr": "substring", "every": "bool_and", "stddev_samp": "stddev", "var_samp": "variance",
    "string_agg": "listagg", "concat": "concat_values", "random": "rand",
    "make_timestamp": "make_timestamp_ntz", "make_timestamptz": "make_timestamp",
    "log": "log10", "gen_random_uuid": "uuid",
  ]
}
