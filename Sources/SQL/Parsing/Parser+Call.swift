internal import Catalog

extension Parser {
  /// The name in the function catalog of what `token` calls.
  func catalogName(_ token: Token, argumentCount: Int) -> Identifier {
    let written = identifier(token)
    return Identifier(
      alias(written.name, argumentCount)?.name ?? written.name, at: token.place)
  }

  /// What the dialect's own name means with so many arguments; nil when it is the catalog's.
  private func alias(_ name: String, _ argumentCount: Int) -> FunctionAlias? {
    if dialect.functionAliases.isEmpty { return nil }
    return dialect.functionAliases["\(name)/\(argumentCount)"] ?? dialect.functionAliases[name]
  }

  /// A call; the name and the parenthesis have been seen, not taken.
  mutating func parseCall() -> Expression {
    let start = current
    advance()
    advance()
    var call = FunctionCall(identifier(start))
    let names = parseArguments(&call)
    closeParenthesis()
    unwrapConstants(of: &call)
    let kind = constructed(call, names: names, at: place(from: start)) ?? datePart(of: call)
    if let kind {
      return Expression(kind, at: place(from: start))
    }
    if let alias = alias(call.name.name, call.arguments.count) {
      call.name = Identifier(alias.name, at: start.place)
      if let order = alias.order, order.allSatisfy(call.arguments.indices.contains) {
        call.arguments = order.map { call.arguments[$0] }
      }
    }
    takeNullFlag(&call)
    parseCallClauses(&call)
    return Expression(.call(call), at: place(from: start))
  }

  /// PostgreSQL keeps `'month'::text` where `'month'` was written. Where only a constant can stand, that
  /// is one.
  private func unwrapConstants(of call: inout FunctionCall) {
    guard !dialect.types.natives.isEmpty else { return }
    let name = catalogName(call.name.name, argumentCount: call.arguments.count)
    let function = FunctionCatalog.functions[name]
    let isDatePart = call.name.name == "date_part"
    for place in call.arguments.indices {
      let parameter = function?.parameter(at: place)
      guard parameter == .constant || parameter == .unit || isDatePart && place == 0,
        case .cast(let operand, let type?, _) = call.arguments[place].kind, type.isText,
        case .literal(.string) = operand.kind
      else { continue }
      call.arguments[place] = operand
    }
  }

  private func catalogName(_ name: String, argumentCount: Int) -> String {
    alias(name, argumentCount)?.name ?? name
  }

  /// Spark's `first(x, true)` is `first(x) IGNORE NULLS`; without an order any value will do.
  private mutating func takeNullFlag(_ call: inout FunctionCall) {
    guard dialect.capabilities.hasGenerators,
      ["first", "first_value", "last", "last_value", "any_value"].contains(call.name.name)
    else { return }
    var ignoresNulls = false
    if call.arguments.count == 2, case .literal(.boolean(let flag)) = call.arguments[1].kind {
      call.arguments.removeLast()
      ignoresNulls = flag
    }
    let isWindow = isAt(.over) || isAt(.ignore) || isAt(.respect)
    switch call.name.name {
    case "first":
      call.name = Identifier(isWindow ? "first_value" : "any_value", at: call.name.place)
    case "last" where isWindow: call.name = Identifier("last_value", at: call.name.place)
    default: break
    }
    if isWindow, ignoresNulls { call.ignoresNulls = true }
  }

  /// The names that arguments of a structure are given with `AS`, nil for the others.
  private mutating func parseArguments(_ call: inout FunctionCall) -> [Identifier?] {
    if isAt(.rightParenthesis) { return [] }
    if isAt(.star), peek().kind == .rightParenthesis {
      advance()
      call.hasStar = true
      return []
    }
    if take(.distinct) { call.isDistinct = true } else { _ = take(.all) }
    var names: [Identifier?] = []
    repeat {
      if startsQuery {
        let start = current
        call.arguments.append(Expression(.subquery(parseQuery()), at: place(from: start)))
      } else {
        call.arguments.append(parseExpression())
      }
      names.append(isAt(.as) ? parseAlias() : nil)
    } while take(.comma)
    if isAt(.ignore), peek().keyword == .nulls { parseNullTreatment(&call) }
    if take(.order) {
      expect(.by)
      call.orderBy = parseOrderItems()
    }
    return names
  }

  /// `date_part('year', x)` is `EXTRACT(YEAR FROM x)`; nil for other calls.
  private func datePart(of call: FunctionCall) -> Expression.Kind? {
    guard call.name.name == "date_part" || call.name.name == "datepart",
      call.arguments.count == 2
    else { return nil }
    let name: String
    switch call.arguments[0].kind {
    case .literal(.string(let text)): name = text
    case .column([], let word): name = word.name
    default: return nil
    }
    return DatePart(name: name).map { extract($0, call.arguments[1]) }
  }

  /// Whether a query stands here without parentheses of its own, as in `ARRAY(SELECT ...)`.
  private var startsQuery: Bool { isAt(.select) || isAt(.with) && peek(2).keyword == .as }

  /// `WITHIN GROUP (ORDER BY ...)`: the order of an aggregate, or what a percentile is taken of.
  private mutating func parseWithinGroup(_ call: inout FunctionCall) {
    guard isAt(.within), peek().keyword == .group else { return }
    advance()
    advance()
    guard expect(.leftParenthesis, "(") else { return }
    expect(.order)
    expect(.by)
    call.orderBy = parseOrderItems()
    closeParenthesis()
    let isDiscrete = call.name.name == "percentile_disc"
    guard call.orderBy.count == 1, call.arguments.count == 1,
      isDiscrete || call.name.name == "percentile_cont"
    else { return }
    // The tree has what is measured first, and counts from the small end.
    let item = call.orderBy[0]
    var fraction = call.arguments[0]
    if item.direction == .descending {
      let one = Expression(.literal(.integer("1")), at: fraction.place)
      fraction = Expression(.binary(.subtract, one, fraction), at: fraction.place)
    }
    call.name = Identifier(isDiscrete ? "percentile_disc" : "percentile", at: call.name.place)
    call.arguments = [item.expression, fraction]
    call.orderBy = []
  }

  private mutating func parseCallClauses(_ call: inout FunctionCall) {
    parseWithinGroup(&call)
    if isAt(.filter), peek().kind == .leftParenthesis {
      advance()
      advance()
      expect(.where)
      call.filter = parseExpression()
      closeParenthesis()
    }
    if isAt(.ignore) || isAt(.respect), peek().keyword == .nulls { parseNullTreatment(&call) }
    if take(.over) {
      if isAtName {
        call.window = Window()
        call.window?.base = takeName()
        return
      }
      guard expect(.leftParenthesis, "(") else { return }
      call.window = parseWindow()
      closeParenthesis()
    }
  }

  private mutating func parseNullTreatment(_ call: inout FunctionCall) {
    call.ignoresNulls = isAt(.ignore)
    advance()
    advance()
  }

  mutating func parseWindow() -> Window {
    var window = Window()
    if isAtName, !isAt(.partition), !isAt(.rows), !isAt(.range), !isAt(.groups) {
      window.base = takeName()
    }
    if take(.partition) {
      expect(.by)
      window.partitionBy = parseExpressions()
    }
    if take(.order) {
      expect(.by)
      window.orderBy = parseOrderItems()
    }
    if isAt(.rows) || isAt(.range) || isAt(.groups) { window.frame = parseFrame() }
    return window
  }

  private mutating func parseFrame() -> Window.Frame {
    let unit: Window.Frame.Unit = isAt(.rows) ? .rows : isAt(.range) ? .range : .groups
    advance()
    guard take(.between) else {
      let start = parseBound()
      return Window.Frame(unit, from: start, to: .currentRow, excluding: parseExclusion())
    }
    let start = parseBound()
    expect(.and)
    let end = parseBound()
    return Window.Frame(unit, from: start, to: end, excluding: parseExclusion())
  }

  private mutating func parseExclusion() -> Window.Frame.Exclusion {
    guard take(.exclude) else { return .none }
    switch current.keyword {
    case .current:
      advance()
      expect(.row)
      return .currentRow
    case .group:
      advance()
      return .group
    case .ties:
      advance()
      return .ties
    default:
      expect(.no)
      expect(.others)
      return .none
    }
  }

  private mutating func parseBound() -> Window.Bound {
    if take(.current) {
      expect(.row)
      return .currentRow
    }
    if take(.unbounded) {
      if take(.following) { return .unboundedFollowing }
      expect(.preceding)
      return .unboundedPreceding
    }
    let offset = parseOperators(.concatenation)
    if take(.following) { return .following(offset) }
    expect(.preceding)
    return .preceding(offset)
  }
}
