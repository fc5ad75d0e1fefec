extension Function {
  /// How it is called, in the words of a reference: `lpad(text, integer [, text])`.
  package var signature: String {
    var out = ""
    for (index, parameter) in parameters.enumerated() {
      let isOptional = index >= parameters.count - optionalCount
      if isOptional { out += index == 0 ? "[" : " [" }
      if index > 0 { out += ", " }
      out += parameter.word
      if isVariadic, index == parameters.count - 1 { out += ", ..." }
      if isOptional { out += "]" }
    }
    return "\(name)(\(out))"
  }

  /// What comes out, in the words of a reference.
  package var resultWord: String { result.word }

  /// The dialects that cannot say it at all, in the order of their words.
  package var lackingDialects: [Dialect] {
    Dialect.all.filter {
      if case .unsupported? = $0.functions[name] { return true }
      return false
    }
  }
}

extension Dialect {
  /// What is called like a function and is read as something else: casts, choices, values made of
  /// several; sorted.
  package var constructorNames: [String] { capabilities.constructors.keys.sorted() }

  /// The dialect's other names for a function of the catalog, whatever the number of arguments;
  /// sorted.
  package func otherNames(of name: String) -> [String] {
    functionAliases.filter { $0.value.name == name && !$0.key.contains("/") }.map(\.key).sorted()
  }
}

extension Function.Parameter {
  fileprivate var word: String {
    switch self {
    case .any: "any"
    case .text: "text"
    case .numeric: "number"
    case .integer: "integer"
    case .boolean: "condition"
    case .temporal: "time"
    case .date: "date"
    case .binary: "binary"
    case .common: "same"
    case .unit: "UNIT"
    case .constant: "'constant'"
    case .list, .commonList: "list"
    case .map: "map"
    case .collection: "list or map"
    case .sequence: "text or list"
    case .element: "element"
    case .lambda(.element): "x -> any"
    case .lambda(.condition): "x -> condition"
    case .lambda(.accumulation): "(gathered, x) -> gathered"
    case .lambda(.entryCondition): "(key, value) -> condition"
    }
  }
}

extension Function.Result {
  fileprivate var word: String {
    switch self {
    case .type(let type): "\(type)"
    case .argument(let index): ["as the first", "as the second", "as the third"][min(index, 2)]
    case .common: "the common type"
    case .sum: "a wider number"
    case .average: "double or decimal"
    case .rounded, .remainder: "a number of its kind"
    case .wholeNumber: "long or decimal"
    case .listOfArgument: "a list of it"
    case .element: "an element or value"
    case .keys: "a list of keys"
    case .values: "a list of values"
    case .lambda: "what the function gives"
    case .listOfLambda: "a list of what the function gives"
    case .flattened: "a list of elements"
    case .mapOfLists: "a map"
    case .timestamp, .instant: "timestamp or timestamptz"
    }
  }
}
