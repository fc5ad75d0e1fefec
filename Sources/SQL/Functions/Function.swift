package import Catalog

/// One row of the function catalog: how a function is called and what comes out.
///
/// Names and the order of arguments are Spark's; each dialect says in its `Functions` file what it
/// spells otherwise.
package struct Function: Sendable {
  package enum Kind: Hashable, Sendable {
    case scalar
    /// Also a window function, with `OVER`.
    case aggregate
    /// Only with `OVER`.
    case window
  }

  /// What an argument may be.
  package enum Parameter: Hashable, Sendable {
    case any
    case text
    case numeric
    case integer
    case boolean
    /// A date or a timestamp of either kind.
    case temporal
    case date
    case binary
    /// Any type, the same one for all such arguments, up to implicit widening.
    case common
    /// A word that is no column, such as `MONTH`.
    case unit
    /// A text constant, such as the pattern of a date.
    case constant
    case list
    case map
    /// A list or a map.
    case collection
    /// A text or a list.
    case sequence
    /// A list of any type, the same one for all such arguments.
    case commonList
    /// What the elements of the first argument's list are.
    case element
    /// `x -> ...`
    case lambda(Lambda)
  }

  /// What a function that is an argument is given, and gives back.
  package enum Lambda: Hashable, Sendable {
    /// An element, and its place from 0; any value.
    case element
    /// An element, and its place from 0; a condition.
    case condition
    /// What was gathered so far, which begins as the argument before, and an element; the same again.
    case accumulation
    /// A key and a value; a condition.
    case entryCondition
  }

  /// How the type of the result follows from the arguments.
  package enum Result: Hashable, Sendable {
    case type(DataType)
    /// The type of the argument at this index.
    case argument(Int)
    /// The type that all `common` arguments widen to.
    case common
    /// The sum of many such values: wider than the argument.
    case sum
    case average
    /// A decimal keeps its digits before the point, and after it those that the second argument says;
    /// everything else keeps its type.
    case rounded
    /// As of the operator `%`.
    case remainder
    /// A decimal of scale 0 for decimals, else a long.
    case wholeNumber
    case listOfArgument
    /// An element of the first argument's list, or a value of its map.
    case element
    /// A list of the keys of the first argument's map.
    case keys
    /// A list of the values of the first argument's map.
    case values
    /// What the function in the last argument gives.
    case lambda
    /// A list of that.
    case listOfLambda
    /// An element of an element: what a list of lists holds.
    case flattened
    /// A map from the elements of the first list to those of the second.
    case mapOfLists
    /// A timestamp of the argument's kind; of a date, what the dialect calls a timestamp.
    case timestamp
    /// An instant where the dialect's timestamps are instants; else as `timestamp`.
    case instant
  }

  /// When the result can be null.
  package enum Nulls: Hashable, Sendable {
    /// When an argument is null.
    case withAnyArgument
    /// When all arguments are null.
    case withAllArguments
    /// When an argument after the first one is null (`if`).
    case withAnyResult
    case never
    /// Even when no argument is null.
    case always
  }

  package let name: String
  package let kind: Kind
  package let parameters: [Parameter]
  /// How many of the parameters need not be given.
  package let optionalCount: Int
  /// Whether the last parameter may be repeated.
  package let isVariadic: Bool
  package let result: Result
  package let nulls: Nulls
  /// Whether the same arguments always give the same result.
  package let isDeterministic: Bool

  init(
    _ name: String, _ kind: Kind, _ parameters: [Parameter], optional: Int = 0,
    variadic: Bool = false, _ result: Result, nulls: Nulls = .withAnyArgument,
    isDeterministic: Bool = true
  ) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
    optionalCount = optional
    isVariadic = variadic
    self.result = result
    self.nulls = nulls
    self.isDeterministic = isDeterministic
  }

  /// The parameter that the argument at `index` is for; nil when there are too many.
  package func parameter(at index: Int) -> Parameter? {
    if index < parameters.count { return parameters[index] }
    return isVariadic ? parameters.last : nil
  }

  /// How many arguments it takes, for people: "2", "1 or 2", "at least 1".
  package var argumentCountText: String {
    let least = parameters.count - optionalCount
    if isVariadic { return "at least \(least)" }
    return optionalCount == 0 ? "\(least)" : "\(least) to \(parameters.count)"
  }

  /// Whether so many arguments can be given.
  package func accepts(argumentCount count: Int) -> Bool {
    count >= parameters.count - optionalCount && (isVariadic || count <= parameters.count)
  }
}

/// All functions that Weir understands, by name.
package enum FunctionCatalog {
  package static let functions: [String: Function] = Dictionary(
    uniqueKeysWithValues: (textFunctions + numericFunctions + timeFunctions + generalFunctions
      + listFunctions + aggregates + windowFunctions).map { ($0.name, $0) })

  /// What to write instead of functions that are left out on purpose: what they give depends on the
  /// engine or on the run.
  package static let instead: [String: String] = {
    let exact = "Use percentile(value, 0.5), which is exact."
    let hash = "Engines hash in different ways; use md5 or sha2."
    let kept = "Use max_by(value, order) or min_by(value, order), which say which one."
    let user = "Loads run as the same user everywhere; leave it out."
    let numbers = "It numbers rows in another way each time; use row_number() with an order."
    return [
      "percentile_approx": exact, "approx_percentile": exact, "hash": hash, "xxhash64": hash,
      "crc32": hash, "last": kept, "monotonically_increasing_id": numbers,
      "stack": "Use UNPIVOT, or UNION ALL.", "inline": "Use explode, and take the fields apart.",
      "from_json": "Take out single fields with get_json_object, and cast them.",
      "to_json": "Land the text as it came, or make the fields columns.",
      "input_file_name": "Bronze tables say where rows came from; use their columns.",
      "current_user": user, "user": user, "session_user": user,
      "shuffle": "It gives another order each time; leave it out.",
    ]
  }()

  /// The names that people can write in `dialect`, its own other names included; sorted.
  package static func names(in dialect: Dialect) -> [String] {
    let aliases = dialect.functionAliases.keys.filter { !$0.contains("/") }
    return (Array(functions.keys) + aliases).sorted()
  }
}
