internal import Catalog
internal import Diagnostics
internal import SQL

extension Analyzer {
  mutating func analyze(_ call: FunctionCall, at place: Place) -> Value {
    guard let function = FunctionCatalog.functions[call.name.name] else {
      reportUnknownFunction(call)
      // It may be an aggregate, which takes any column.
      var inner = context
      inner.grouping = nil
      with(inner) { analyzer in
        for argument in call.arguments { _ = analyzer.analyze(argument) }
      }
      return .unknown
    }
    checkUse(of: function, call, at: place)
    let isAggregate = function.kind == .aggregate && call.window == nil
    var inner = context
    if isAggregate {
      inner.isInsideAggregate = true
      inner.allowsAggregates = false
      inner.allowsWindows = false
      inner.clause = "an aggregate"
    } else if call.window != nil {
      inner.allowsWindows = false
      inner.clause = "a window function"
    }
    return with(inner) { $0.result(of: function, call, at: place) }
  }

  private mutating func reportUnknownFunction(_ call: FunctionCall) {
    let names = FunctionCatalog.names(in: dialect)
    report(
      .unknownFunction(
        call.name.name, instead: FunctionCatalog.instead[call.name.name],
        similar: nearMatch(call.name.name, among: names), at: span(call.name.place)))
  }

  private mutating func checkUse(of function: Function, _ call: FunctionCall, at place: Place) {
    let name = function.name
    switch (function.kind, call.window) {
    case (.scalar, nil): break
    case (.scalar, _?): report(.notAWindowFunction(name, at: span(place)))
    case (.window, nil): report(.windowMissing(name, at: span(place)))
    case (_, _?):
      if !context.allowsWindows {
        report(.misplacedCall("window function", name, clause: context.clause, at: span(place)))
      }
    case (.aggregate, nil):
      if !context.allowsAggregates {
        report(.misplacedCall("aggregate", name, clause: context.clause, at: span(place)))
      }
    }
    if function.kind != .aggregate, call.isDistinct || call.filter != nil || call.hasStar {
      report(.notAnAggregate(name, at: span(place)))
    }
  }

  private mutating func result(of function: Function, _ call: FunctionCall, at place: Place)
    -> Value
  {
    if call.hasStar, function.name != "count" {
      report(.starInCall(function.name, at: span(place)))
    }
    let count = call.arguments.count
    if !call.hasStar, !function.accepts(argumentCount: count) {
      report(
        .wrongArgumentCount(
          function.name, given: count, expected: function.argumentCountText, at: span(place)))
    }
    var arguments: [Value] = []
    var common = ValueType.null
    for (index, argument) in call.arguments.enumerated() {
      let parameter = function.parameter(at: index) ?? .any
      let value = check(argument, as: parameter, function, after: arguments)
      arguments.append(value)
      if parameter == .common || parameter == .commonList {
        common = commonType(common, value, function, argument)
      }
    }
    var result = self.result(function, arguments, common)
    narrow(&result.type, of: function, call, arguments)
    if function.result == .average, let type = result.type.data, type.isDecimal,
      dialect.capabilities.boundsDecimals
    {
      notes.record(boundedResult: type, at: place)
    }
    takeClauses(of: call, into: &result)
    return result
  }

  private mutating func commonType(
    _ common: ValueType, _ value: Value, _ function: Function, _ argument: Expression
  ) -> ValueType {
    if let type = TypeRules.common(common, value.type) { return type }
    report(
      .typeClash(
        "The arguments of \(function.name) have no type in common: \(common.text) and "
          + "\(value.type.text).", canCast: TypeRules.canMeet(common, value.type),
        at: span(argument.place)))
    return .unknown
  }

  /// The columns in `FILTER` and `OVER` decide, they are not part of the value.
  private mutating func takeClauses(of call: FunctionCall, into result: inout Value) {
    if let filter = call.filter { result.takeInfluence(analyzeCondition(filter, in: "FILTER")) }
    let window = call.window
    for item in call.orderBy + (window?.orderBy ?? []) {
      result.takeInfluence(analyze(item.expression))
    }
    for expression in window?.partitionBy ?? [] { result.takeInfluence(analyze(expression)) }
  }

  /// Bounds the digits of a decimal by what numbers as written say.
  private func narrow(
    _ type: inout ValueType, of function: Function, _ call: FunctionCall, _ values: [Value]
  ) {
    guard type.data?.isDecimal ?? false, dialect.capabilities.boundsDecimals else { return }
    switch function.result {
    case .rounded:
      guard let digits = call.arguments.count > 1 ? call.arguments[1].wholeNumber : 0 else {
        return
      }
      type = type.mapped { TypeRules.rounded($0, digits) }
    case .remainder where values.count == 2 && call.arguments.count == 2:
      let a = values[0].type.narrowed(to: call.arguments[0], besides: values[1].type)
      let b = values[1].type.narrowed(to: call.arguments[1], besides: values[0].type)
      guard let a = a.data, let b = b.data else { return }
      type = .data(TypeRules.arithmetic(.remainder, a, b))
    default: break
    }
  }

  // MARK: Arguments

  private mutating func check(
    _ argument: Expression, as parameter: Function.Parameter, _ function: Function,
    after arguments: [Value]
  ) -> Value {
    switch parameter {
    case .any, .common: return noted(analyze(argument), of: argument)
    case .list, .commonList: return require(argument, "a list", function) { $0.element != nil }
    case .map: return require(argument, "a map", function) { $0.entry != nil }
    case .collection:
      return require(argument, "a list or a map", function) { $0.element != nil || $0.entry != nil }
    case .sequence:
      return require(argument, "a text or a list", function) { $0.element != nil || $0.isText }
    case .element:
      let value = analyze(argument)
      if let wanted = arguments.first?.type.data?.element {
        checkComparable(.data(wanted), value.type, function.name, at: argument.place)
      }
      return value
    case .lambda(let lambda): return apply(lambda, argument, function, to: arguments)
    case .text: return text(argument, of: function.name)
    case .temporal: return temporal(argument, of: function)
    case .numeric: return require(argument, "a number", function) { $0.isNumeric }
    case .integer: return require(argument, "a whole number", function) { $0.isInteger }
    case .boolean: return require(argument, "a condition", function) { $0 == .boolean }
    case .date: return require(argument, "a date", function) { $0 == .date }
    case .binary: return require(argument, "binary data", function) { $0 == .binary }
    case .constant: return constant(argument, function)
    case .unit: return unit(argument, function)
    }
  }

  /// Notes the type of an argument, by which a dialect may spell the call.
  private mutating func noted(_ value: Value, of argument: Expression) -> Value {
    if let type = value.type.data { notes.record(type, of: argument) }
    return value
  }

  private mutating func apply(
    _ lambda: Function.Lambda, _ argument: Expression, _ function: Function,
    to arguments: [Value]
  ) -> Value {
    let first = arguments.first?.type.data
    let element = first?.element.map { ValueType.data($0) } ?? .unknown
    let types: [ValueType] =
      switch lambda {
      case .element, .condition: [element, .data(.int)]
      case .accumulation: [arguments.last?.type ?? .unknown, element]
      case .entryCondition:
        [
          first?.entry.map { .data($0.key) } ?? .unknown,
          first?.entry.map { .data($0.value) } ?? .unknown,
        ]
      }
    let value = analyze(lambda: argument, of: types, function.name)
    if lambda == .condition || lambda == .entryCondition {
      requireBoolean(value, of: argument, in: "The function in \(function.name)")
    }
    return value
  }

  private mutating func require(
    _ argument: Expression, _ wanted: String, _ function: Function,
    _ accepts: (DataType) -> Bool
  ) -> Value {
    let value = analyze(argument)
    if value.type.agreesWithAll { return value }
    if let type = value.type.data, accepts(type) {
      notes.record(type, of: argument)
      return value
    }
    report(
      .wrongType(
        "\(function.name) needs \(wanted) here, but this is \(value.type.text).",
        canCast: value.type.data.map { TypeRules.canCast($0, toAny: accepts) } ?? false,
        at: span(argument.place)))
    return Value(.unknown, from: [value])
  }

  /// Dialects disagree on the timestamp that such a function makes of a date, so it is given one.
  private mutating func temporal(_ argument: Expression, of function: Function) -> Value {
    let value = temporal(argument, of: function.name)
    if function.result == .timestamp || function.result == .instant,
      value.type == .data(.date)
    {
      notes.recordCast(of: argument, to: .timestamp)
    }
    if let type = value.type.data { notes.record(type, of: argument) }
    return value
  }

  private mutating func constant(_ argument: Expression, _ function: Function) -> Value {
    guard case .literal(.string) = argument.kind else {
      report(
        .wrongType(
          "\(function.name) needs a text constant here, such as 'month'.",
          help: "Write the text itself, in quotes.", at: span(argument.place)))
      return .unknown
    }
    return Value(.string)
  }

  private mutating func unit(_ argument: Expression, _ function: Function) -> Value {
    if argument.datePart != nil { return Value(.string) }
    report(
      .wrongType(
        "\(function.name) needs a unit of time here, such as DAY.",
        help: "Write YEAR, MONTH, DAY, HOUR, MINUTE or SECOND.", at: span(argument.place)))
    return .unknown
  }

  // MARK: Results

  private func result(_ function: Function, _ arguments: [Value], _ common: ValueType) -> Value {
    var result = Value(
      resultType(function.result, arguments.map(\.type), common), isNullable: arguments, function)
    for (index, argument) in arguments.enumerated() {
      let isCondition = function.nulls == .withAnyResult && index == 0
      if isCondition { result.takeInfluence(argument) } else { result.take(argument) }
    }
    return result
  }

  private func resultType(
    _ result: Function.Result, _ arguments: [ValueType], _ common: ValueType
  ) -> ValueType {
    let first = arguments.first ?? .unknown
    switch result {
    case .type(let type): return .data(type)
    case .argument(let index):
      return arguments.indices.contains(index) ? arguments[index] : .unknown
    case .common: return common
    case .sum: return first.mapped(TypeRules.sum)
    case .average: return first.mapped(TypeRules.average)
    case .rounded: return first
    case .remainder: return common
    case .wholeNumber:
      return first.mapped { type in
        guard case .decimal(let precision, let scale) = type else { return .long }
        return .decimal(precision: min(precision - scale + 1, 38), scale: 0)
      }
    case .listOfArgument: return first.mapped { .list($0) }
    case .element: return first.data?.elementOrValue.map { .data($0) } ?? .unknown
    case .keys: return first.data?.entry.map { .data(.list($0.key)) } ?? .unknown
    case .values: return first.data?.entry.map { .data(.list($0.value)) } ?? .unknown
    case .lambda: return arguments.last ?? .unknown
    case .listOfLambda: return (arguments.last ?? .unknown).mapped { .list($0) }
    case .flattened: return first.data?.element.map { .data($0) } ?? .unknown
    case .mapOfLists:
      guard let key = first.data?.element, let value = arguments.last?.data?.element else {
        return .unknown
      }
      return .data(.map(key: key, value: value))
    case .instant where dialect.capabilities.timestampIsInstant: return .data(.timestamptz)
    case .timestamp, .instant:
      let last = arguments.last ?? .unknown
      let ofDate: DataType = dialect.capabilities.timestampIsInstant ? .timestamptz : .timestamp
      return last.mapped { $0 == .timestamptz ? .timestamptz : $0 == .date ? ofDate : .timestamp }
    }
  }
}

extension Value {
  fileprivate init(_ type: ValueType, isNullable arguments: [Value], _ function: Function) {
    let isNullable =
      switch function.nulls {
      case .withAnyArgument: arguments.contains(where: \.isNullable)
      case .withAllArguments: arguments.allSatisfy(\.isNullable)
      case .withAnyResult: arguments.dropFirst().contains(where: \.isNullable)
      case .never: false
      case .always: true
      }
    self.init(type: type, isNullable: isNullable)
  }
}

extension ValueType {
  func mapped(_ transform: (DataType) -> DataType) -> ValueType {
    data.map { .data(transform($0)) } ?? self
  }
}

/// Whether an aggregate stands in the expression, outside of subqueries.
func containsAggregate(_ expression: Expression) -> Bool {
  if case .call(let call) = expression.kind, call.window == nil,
    FunctionCatalog.functions[call.name.name]?.kind == .aggregate
  {
    return true
  }
  var isFound = false
  expression.visitOperands { if !isFound { isFound = containsAggregate($0) } }
  return isFound
}
