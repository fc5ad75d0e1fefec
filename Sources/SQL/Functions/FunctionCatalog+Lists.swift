internal import Catalog

extension FunctionCatalog {
  /// Functions of lists, maps and JSON texts.
  static let listFunctions: [Function] = [
    Function(
      "aggregate", .scalar, [.list, .any, .lambda(.accumulation)], .argument(1), nulls: .always),
    Function("any_match", .scalar, [.list, .lambda(.condition)], .type(.boolean), nulls: .always),
    Function("array_append", .scalar, [.list, .element], .argument(0)),
    Function("array_compact", .scalar, [.list], .argument(0)),
    Function("array_contains", .scalar, [.list, .element], .type(.boolean), nulls: .always),
    Function("array_distinct", .scalar, [.list], .argument(0)),
    Function("array_except", .scalar, [.commonList, .commonList], .argument(0)),
    Function("array_intersect", .scalar, [.commonList, .commonList], .argument(0)),
    Function("array_join", .scalar, [.list, .text], .type(.string)),
    Function("array_max", .scalar, [.list], .element, nulls: .always),
    Function("array_min", .scalar, [.list], .element, nulls: .always),
    Function("array_position", .scalar, [.list, .element], .type(.long)),
    Function("array_prepend", .scalar, [.list, .element], .argument(0)),
    Function("array_remove", .scalar, [.list, .element], .argument(0)),
    Function("array_repeat", .scalar, [.any, .integer], .listOfArgument),
    Function("array_sort", .scalar, [.list], .argument(0)),
    Function("array_union", .scalar, [.commonList, .commonList], .argument(0)),
    Function(
      "arrays_overlap", .scalar, [.commonList, .commonList], .type(.boolean), nulls: .always),
    Function("element_at", .scalar, [.collection, .any], .element, nulls: .always),
    Function("filter", .scalar, [.list, .lambda(.condition)], .argument(0)),
    Function("flatten", .scalar, [.list], .flattened, nulls: .always),
    Function("forall", .scalar, [.list, .lambda(.condition)], .type(.boolean), nulls: .always),
    Function("get_json_object", .scalar, [.any, .constant], .type(.string), nulls: .always),
    Function("json_array_length", .scalar, [.text], .type(.int), nulls: .always),
    // False where no element is equal, whatever elements are null.
    Function("list_contains", .scalar, [.list, .element], .type(.boolean)),
    Function("map_contains_key", .scalar, [.map, .any], .type(.boolean)),
    Function("map_from_arrays", .scalar, [.list, .list], .mapOfLists),
    Function("map_keys", .scalar, [.map], .keys),
    Function("map_values", .scalar, [.map], .values),
    Function("sequence", .scalar, [.integer, .integer], .listOfArgument),
    Function("size", .scalar, [.collection], .type(.int)),
    Function("slice", .scalar, [.list, .integer, .integer], .argument(0)),
    // Nulls first where it ascends, last where it descends.
    Function("sort_array", .scalar, [.list, .boolean], optional: 1, .argument(0)),
    Function("transform", .scalar, [.list, .lambda(.element)], .listOfLambda),
  ]
}
