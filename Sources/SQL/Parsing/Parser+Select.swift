internal import Diagnostics

extension Parser {
  mutating func parseSelect() -> Select {
    let start = current
    advance()
    var select = Select(items: [])
    let outerGenerators = generators
    generators = []
    while isAt(.hint) { select.hints.append(takeHint()) }
    parseQuantity(&select)
    let top = parseTop()
    select.items = parseSelectItems()
    if take(.from) { select.from = parseFrom() }
    parseLateralViews(&select.from)
    if take(.where) { select.condition = parseClause() }
    if take(.group) { select.groupBy = parseGrouping() }
    if take(.having) { select.having = parseClause() }
    if take(.qualify) { select.qualify = parseClause() }
    if startsWindowClause { parseWindowClause(&select) }
    if isAt(.qualify), select.qualify == nil {
      advance()
      select.qualify = parseClause()
    }
    refuseClauses()
    select.place = place(from: start)
    if let top { pendingLimit = top }
    addGenerators(outerGenerators, to: &select)
    return select
  }

  /// What stands between `/*+` and `*/`.
  private mutating func takeHint() -> String {
    let token = current
    advance()
    let text = bytes[(Int(token.start) + 3)..<max(Int(token.end) - 2, Int(token.start) + 3)]
    return String(decoding: text, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `DISTINCT`, `DISTINCT ON (...)`, `ALL`, or nothing.
  private mutating func parseQuantity(_ select: inout Select) {
    guard take(.distinct) else {
      _ = take(.all)
      return
    }
    guard isAt(.on), peek().kind == .leftParenthesis else {
      select.isDistinct = true
      return
    }
    advance()
    advance()
    select.distinctOn = parseExpressions()
    closeParenthesis()
  }

  /// Redshift's `TOP 5`.
  private mutating func parseTop() -> Expression? {
    guard isAt(.top), peek().kind == .integer else { return nil }
    advance()
    return parsePrimary()
  }

  /// Whether a clause after the select list, or what follows a whole query, begins at `token`.
  private static func endsClause(_ token: Token) -> Bool {
    switch token.keyword {
    case .from, .where, .group, .having, .qualify, .order, .limit, .offset, .fetch, .union,
      .intersect, .except, .minus, .lateral:
      true
    default: token.kind == .semicolon || token.kind == .end
    }
  }

  /// Says so, and skips, when something is left before the next clause.
  private mutating func finishClause(_ expected: String) {
    guard !Self.endsClause(current), !isAt(.rightParenthesis), !startsWindowClause,
      !startsRefusedClause
    else { return }
    reportUnexpected(expected)
    skip { Self.endsClause($0) }
  }

  private mutating func parseClause() -> Expression {
    let condition = parseExpression()
    finishClause("an operator or the next clause")
    return condition
  }

  // MARK: Items

  private mutating func parseSelectItems() -> [SelectItem] {
    var items: [SelectItem] = []
    repeat {
      if Self.endsClause(current) {
        reportUnexpected("a column or an expression")
        break
      }
      items += parseSelectItem()
      if !isAt(.comma), !Self.endsClause(current), !isAt(.rightParenthesis), !startsRefusedClause,
        !startsWindowClause
      {
        reportUnexpected("',' or FROM")
        skip { $0.kind == .comma || Self.endsClause($0) }
      }
    } while take(.comma)
    return items
  }

  /// One item; several where a function gives several columns.
  private mutating func parseSelectItem() -> [SelectItem] {
    let start = current
    if take(.star) { return [.star(parseStar([], from: start))] }
    if let qualifier = parseQualifiedStar() { return [.star(parseStar(qualifier, from: start))] }
    let expression = parseExpression()
    if case .call(let call) = expression.kind, let generator = generator(of: call) {
      return parseGeneratedItems(generator, expression)
    }
    return [.expression(expression, alias: parseAlias())]
  }

  /// What may follow a star: `EXCEPT (a, b)`, `EXCLUDE a`, `REPLACE (x AS a)`.
  private mutating func parseStar(_ qualifier: [Identifier], from start: Token) -> Star {
    var except: [Identifier] = []
    var replacements: [Star.Replacement] = []
    if isAt(.except) && peek().kind == .leftParenthesis && !startsQuery(peek(2)) {
      advance()
      except = parseNameList("the name of a column")
    } else if isAt(.exclude) {
      advance()
      if isAt(.leftParenthesis) {
        except = parseNameList("the name of a column")
      } else if let name = parseName("the name of a column") {
        except = [name]
      }
    }
    if isAt(.replace), peek().kind == .leftParenthesis {
      advance()
      advance()
      repeat {
        let value = parseExpression()
        expect(.as)
        guard let name = parseName("the name of a column") else { break }
        replacements.append(Star.Replacement(value, as: name))
      } while take(.comma)
      closeParenthesis()
    }
    return Star(
      qualifier: qualifier, except: except, replacements: replacements, at: place(from: start))
  }

  private func startsQuery(_ token: Token) -> Bool {
    token.keyword == .select || token.keyword == .with || token.keyword == .values
  }

  /// The qualifier of `a.b.*`, which is then taken; else nil, and nothing is.
  private mutating func parseQualifiedStar() -> [Identifier]? {
    var distance = 0
    while peek(distance).kind == .word || peek(distance).kind == .quotedIdentifier,
      peek(distance + 1).kind == .dot
    {
      distance += 2
    }
    guard distance > 0, peek(distance).kind == .star else { return nil }
    var qualifier: [Identifier] = []
    while !take(.star) {
      qualifier.append(takeName())
      advance()
    }
    return qualifier
  }

  // MARK: Groups

  private mutating func parseGrouping() -> Select.Grouping {
    expect(.by)
    if take(.all) { return .all }
    var elements: [GroupingElement] = []
    repeat { elements.append(parseGroupingElement()) } while take(.comma)
    let grouping = parseTrailingSets(elements)
    finishClause("',' or the next clause")
    return grouping
  }

  /// Spark's `GROUP BY a, b WITH ROLLUP` and `GROUP BY a, b GROUPING SETS (...)`.
  private mutating func parseTrailingSets(_ elements: [GroupingElement]) -> Select.Grouping {
    var plain: [Expression] = []
    var areAllPlain = true
    for element in elements {
      if case .plain(let expressions) = element {
        plain += expressions
      } else {
        areAllPlain = false
      }
    }
    guard areAllPlain else { return .sets(elements) }
    if isAt(.with), peek().keyword == .rollup || peek().keyword == .cube {
      advance()
      let isRollup = isAt(.rollup)
      advance()
      let single = plain.map { [$0] }
      return .sets([isRollup ? .rollup(single) : .cube(single)])
    }
    if isAt(.grouping), peek().keyword == .sets { return .sets([parseGroupingElement()]) }
    return .expressions(plain)
  }

  private mutating func parseGroupingElement() -> GroupingElement {
    let keyword = current.keyword
    let opens = peek().kind == .leftParenthesis
    if keyword == .rollup && opens || keyword == .cube && opens {
      advance()
      let lists = parseExpressionLists()
      return keyword == .rollup ? .rollup(lists) : .cube(lists)
    }
    if keyword == .grouping, peek().keyword == .sets {
      advance()
      advance()
      return .sets(parseExpressionLists())
    }
    if isAt(.leftParenthesis), peek().kind == .rightParenthesis {
      advance()
      advance()
      return .sets([[]])
    }
    let expression = parseExpression()
    if case .row(let parts) = expression.kind { return .plain(parts) }
    return .plain([expression])
  }

  /// `((a, b), a, ())`.
  private mutating func parseExpressionLists() -> [[Expression]] {
    guard expect(.leftParenthesis, "(") else { return [] }
    var lists: [[Expression]] = []
    repeat {
      if isAt(.leftParenthesis), peek().kind == .rightParenthesis {
        advance()
        advance()
        lists.append([])
      } else {
        let expression = parseExpression()
        if case .row(let parts) = expression.kind {
          lists.append(parts)
        } else {
          lists.append([expression])
        }
      }
    } while take(.comma)
    closeParenthesis()
    return lists
  }

  // MARK: Windows

  /// Whether `WINDOW name AS (` stands here; `window` alone may be an alias.
  var startsWindowClause: Bool {
    isAt(.window) && Self.isName(peek()) && peek(2).keyword == .as
      && peek(3).kind == .leftParenthesis
  }

  /// Windows that were named are put where their names stand.
  private mutating func parseWindowClause(_ select: inout Select) {
    advance()
    var windows: [String: Window] = [:]
    repeat {
      guard let name = parseName("the name of a window") else { break }
      expect(.as)
      guard expect(.leftParenthesis, "(") else { break }
      let window = parseWindow()
      closeParenthesis()
      windows[name.name] = window.based(on: windows)
    } while take(.comma)
    finishClause("',' or the next clause")
    let unknown = select.inlineWindows(windows)
    for name in unknown {
      let similar = nearMatch(name.name, among: windows.keys.sorted())
      report(.unknownWindow(name: name.name, similar: similar), at: name.place)
    }
  }

  // MARK: What is not understood

  var startsRefusedClause: Bool { refusedClause != nil }

  /// Spark's clauses that say where rows are computed.
  private var refusedClause: String? {
    guard isAt(.word), peek().keyword == .by else { return nil }
    switch text(of: current).lowercased() {
    case "distribute": return "DISTRIBUTE BY"
    case "cluster": return "CLUSTER BY"
    case "sort": return "SORT BY"
    case "connect": return "CONNECT BY"
    default: return nil
    }
  }

  private mutating func refuseClauses() {
    while let clause = refusedClause {
      report(.notUnderstood(construct: clause), at: current.place.through(peek().place))
      advance()
      advance()
      _ = parseOrderItems()
    }
  }
}
