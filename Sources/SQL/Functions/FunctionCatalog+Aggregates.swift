internal import Catalog

extension FunctionCatalog {
  static let aggregates: [Function] = [
    Function("any_value", .aggregate, [.any], .argument(0), nulls: .always, isDeterministic: false),
    Function("approx_count_distinct", .aggregate, [.any], .type(.long), nulls: .never),
    // Of all values, nulls among them; null when there are no rows.
    Function("array_agg", .aggregate, [.any], .listOfArgument, nulls: .always),
    Function("avg", .aggregate, [.numeric], .average, nulls: .always),
    Function("bit_and", .aggregate, [.integer], .argument(0), nulls: .always),
    Function("bit_or", .aggregate, [.integer], .argument(0), nulls: .always),
    Function("bit_xor", .aggregate, [.integer], .argument(0), nulls: .always),
    Function("bool_and", .aggregate, [.boolean], .type(.boolean), nulls: .always),
    Function("bool_or", .aggregate, [.boolean], .type(.boolean), nulls: .always),
    Function("collect_list", .aggregate, [.any], .listOfArgument, nulls: .always),
    Function("collect_set", .aggregate, [.any], .listOfArgument, nulls: .always),
    Function("covar_pop", .aggregate, [.numeric, .numeric], .type(.double), nulls: .always),
    Function("covar_samp", .aggregate, [.numeric, .numeric], .type(.double), nulls: .always),
    Function("grouping", .aggregate, [.any], .type(.int), nulls: .never),
    Function("grouping_id", .aggregate, [.any], variadic: true, .type(.long), nulls: .never),
    Function("kurtosis", .aggregate, [.numeric], .type(.double), nulls: .always),
    Function("mode", .aggregate, [.any], .argument(0), nulls: .always, isDeterministic: false),
    Function("percentile_disc", .aggregate, [.numeric, .numeric], .argument(0), nulls: .always),
    Function("regr_count", .aggregate, [.numeric, .numeric], .type(.long), nulls: .never),
    Function("regr_intercept", .aggregate, [.numeric, .numeric], .type(.double), nulls: .always),
    Function("regr_r2", .aggregate, [.numeric, .numeric], .type(.double), nulls: .always),
    Function("regr_slope", .aggregate, [.numeric, .numeric], .type(.double), nulls: .always),
    Function("skewness", .aggregate, [.numeric], .type(.double), nulls: .always),
    Function("corr", .aggregate, [.numeric, .numeric], .type(.double), nulls: .always),
    Function("count", .aggregate, [.any], variadic: true, .type(.long), nulls: .never),
    Function("count_if", .aggregate, [.boolean], .type(.long), nulls: .never),
    Function(
      "listagg", .aggregate, [.text, .constant], optional: 1, .type(.string), nulls: .always),
    Function("max", .aggregate, [.any], .argument(0), nulls: .always),
    Function("max_by", .aggregate, [.any, .any], .argument(0), nulls: .always),
    Function("median", .aggregate, [.numeric], .type(.double), nulls: .always),
    Function("min", .aggregate, [.any], .argument(0), nulls: .always),
    Function("min_by", .aggregate, [.any, .any], .argument(0), nulls: .always),
    Function("percentile", .aggregate, [.numeric, .numeric], .type(.double), nulls: .always),
    Function("stddev", .aggregate, [.numeric], .type(.double), nulls: .always),
    Function("stddev_pop", .aggregate, [.numeric], .type(.double), nulls: .always),
    Function("sum", .aggregate, [.numeric], .sum, nulls: .always),
    Function("var_pop", .aggregate, [.numeric], .type(.double), nulls: .always),
    Function("variance", .aggregate, [.numeric], .type(.double), nulls: .always),
  ]

  static let windowFunctions: [Function] = [
    Function("cume_dist", .window, [], .type(.double), nulls: .never),
    Function("dense_rank", .window, [], .type(.int), nulls: .never),
    Function("first_value", .window, [.any], .argument(0), nulls: .always),
    Function(
      "lag", .window, [.common, .integer, .common], optional: 2, .argument(0), nulls: .always),
    Function("last_value", .window, [.any], .argument(0), nulls: .always),
    Function(
      "lead", .window, [.common, .integer, .common], optional: 2, .argument(0), nulls: .always),
    Function("nth_value", .window, [.any, .integer], .argument(0), nulls: .always),
    Function("ntile", .window, [.integer], .type(.int), nulls: .never),
    Function("percent_rank", .window, [], .type(.double), nulls: .never),
    Function("rank", .window, [], .type(.int), nulls: .never),
    Function("row_number", .window, [], .type(.int), nulls: .never),
  ]
}
