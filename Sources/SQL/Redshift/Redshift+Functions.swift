extension Dialect {
  static let redshiftFunctions: [String: FunctionSpelling] =
    postgreSQLFunctions.merging(redshiftOwnFunctions) { _, own in own }

  private static let redshiftOwnFunctions: [String: FunctionSpelling] = [
    "add_months": .template("CAST(add_months($1, $2) AS date)"),
    "any_value": .name("any_value"),
    "approx_count_distinct": .template("APPROXIMATE count(DISTINCT $1)"),
    "collect_list": .unsupported(help: "Use listagg."),
    "concat_ws": .unsupported(help: "Use '||' with coalesce."),
    "current_timestamp": .template("CAST(sysdate AS timestamptz)"),
    "date_add": .template("CAST(dateadd(day, $2, $1) AS date)"),
    "date_sub": .template("CAST(dateadd(day, -(@2), $1) AS date)"),
    "datediff": .template("datediff(day, $2, $1)"),
    "last_day": .name("last_day"),
    "length": .name("len"),
    "listagg": .byCount([1: .template("listagg($1)"), 2: .template("listagg($1, $2)")]),
    "localtimestamp": .template("sysdate"),
    "make_date": .template(
      "CAST(CAST($1 AS varchar) || '-' || CAST($2 AS varchar) || '-' || CAST($3 AS varchar) AS date)"
    ),
    "make_timestamp": .unsupported(help: "Cast a text to a timestamp."),
    "make_timestamp_ntz": .unsupported(help: "Cast a text to a timestamp."),
    "max_by": .unsupported(help: "Use row_number and keep the first row."),
    "median": .name("median"),
    "min_by": .unsupported(help: "Use row_number and keep the first row."),
    "regexp_replace": .template("regexp_replace($1, $2, $3)"),
    "sha2": .name("sha2"),
    "split": .unsupported(help: "Use split_part."),
    "startswith": .infix("left($1, len($2)) = $2", .predicate),
    "timestamp_seconds": .infix("TIMESTAMPTZ 'epoch' + @1 * INTERVAL '1 second'", .addition),
    "timestampadd": .template("dateadd(#1, $2, $3)"),
    "uuid": .unsupported(help: nil),
  ]

  static let redshiftFunctionAliases: [String: String] = [
    "char_length": "length", "character_length": "length", "len": "length", "ceiling": "ceil",
    "pow": "power", "strpos": "instr", "charindex": "locate", "substr": "substring",
    "every": "bool_and", "stddev_samp": "stddev", "var_samp": "variance", "nvl": "coalesce",
    "getdate": "localtimestamp", "sysdate": "localtimestamp", "dateadd/3": "timestampadd",
    "random": "rand", "log": "log10",
  ]
}
