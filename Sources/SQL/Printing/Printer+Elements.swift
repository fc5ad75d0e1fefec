extension Printer {
  /// Writes a call with a function of elements as a query over the list, for dialects that have no
  /// functions as arguments; says whether it could.
  mutating func writeOverElements(_ call: FunctionCall) -> Bool {
    guard dialect.capabilities.lambdaStyle == nil,
      dialect.capabilities.unnestStyle == .lateralUnnest, call.arguments.count == 2,
      case .lambda(let names, let body) = call.shiftingIndex(to: .one).arguments[1].kind
    else { return false }
    let list = call.arguments[0]
    let element = Expression(.column(qualifier: [], name: names[0]))
    write("CASE WHEN ")
    write(list, atLeast: .concatenation)
    write(" IS NOT NULL THEN ")
    switch call.name.name {
    case "transform": writeElements(body, where: nil, list, names)
    case "filter": writeElements(element, where: body, list, names)
    case "any_match": writeTest(body, of: list, names, decidedBy: true)
    case "forall": writeTest(body, of: list, names, decidedBy: false)
    default: preconditionFailure("\(call.name.name) has no function of elements")
    }
    write(" END")
    return true
  }

  /// `ARRAY(SELECT value FROM unnest(list) ... ORDER BY place)`.
  private mutating func writeElements(
    _ value: Expression, where condition: Expression?, _ list: Expression, _ names: [Identifier]
  ) {
    let place = names.count > 1 ? names[1] : Identifier("element_place")
    write("ARRAY(SELECT ")
    write(value)
    write(" FROM unnest(")
    write(list)
    write(") WITH ORDINALITY AS elements (")
    write(names[0])
    write(", ")
    write(place)
    write(")")
    if let condition {
      write(" WHERE ")
      write(condition)
    }
    write(" ORDER BY ")
    write(place)
    write(")")
  }

  /// Whether a condition holds for some element, or for all: one element decides, and where none does,
  /// a null makes it null.
  private mutating func writeTest(
    _ condition: Expression, of list: Expression, _ names: [Identifier], decidedBy decision: Bool
  ) {
    write("(SELECT CASE WHEN bool_or(\(decision ? "" : "NOT ")(")
    write(condition)
    write(")) THEN \(decision ? "TRUE" : "FALSE") WHEN bool_or((")
    write(condition)
    write(") IS NULL) THEN NULL ELSE \(decision ? "FALSE" : "TRUE") END FROM unnest(")
    write(list)
    write(") AS elements (")
    write(names[0])
    write("))")
  }
}
