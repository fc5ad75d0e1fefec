extension Parser {
  /// The name in the function catalog of what `token` calls.
  func catalogName(_ token: Token, argumentCount: Int) -> Identifier {
    let written = identifier(token)
    let name =
      dialect.functionAliases["\(written.name)/\(argumentCount)"]
      ?? dialect.functionAliases[written.name] ?? written.name
    return Identifier(name, at: token.place)
  }

  /// A call; the name and the parenthesis have been seen, not taken.
  mutating func parseCall() -> Expression {
    let start = current
    advance()
    advance()
    var call = FunctionCall(identifier(start))
    parseArguments(&call)
    closeParenthesis()
    call.name = catalogName(start, argumentCount: call.arguments.count)
    parseCallClauses(&call)
    return Expression(.call(call), at: place(from: start))
  }

  private mutating func parseArguments(_ call: inout FunctionCall) {
    if isAt(.rightParenthesis) { return }
    if isAt(.star), peek().kind == .rightParenthesis {
      advance()
      call.hasStar = true
      return
    }
    if take(.distinct) { call.isDistinct = true } else { _ = take(.all) }
    call.arguments = parseExpressions()
    if isAt(.ignore), peek().keyword == .nulls { parseNullTreatment(&call) }
    if take(.order) {
      expect(.by)
      call.orderBy = parseOrderItems()
    }
  }

  private mutating func parseCallClauses(_ call: inout FunctionCall) {
    if isAt(.filter), peek().kind == .leftParenthesis {
      advance()
      advance()
      expect(.where)
      call.filter = parseExpression()
      closeParenthesis()
    }
    if isAt(.ignore) || isAt(.respect), peek().keyword == .nulls { parseNullTreatment(&call) }
    if take(.over) {
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

  private mutating func parseWindow() -> Window {
    var window = Window()
    if take(.partition) {
      expect(.by)
      window.partitionBy = parseExpressions()
    }
    if take(.order) {
      expect(.by)
      window.orderBy = parseOrderItems()
    }
    if isAt(.rows) || isAt(.range) { window.frame = parseFrame() }
    return window
  }

  private mutating func parseFrame() -> Window.Frame {
    let unit: Window.Frame.Unit = isAt(.rows) ? .rows : .range
    advance()
    guard take(.between) else {
      return Window.Frame(unit, from: parseBound(), to: .currentRow)
    }
    let start = parseBound()
    expect(.and)
    return Window.Frame(unit, from: start, to: parseBound())
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
