import Catalog
import SQL

/// Makes random trees of what one dialect can say itself, so that printing and reading them back
/// must give the same tree.
struct RandomTree {
  let dialect: Dialect
  var random: SeededGenerator

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private mutating func several<Element>(
    _ range: ClosedRange<Int>, _ make: (inout RandomTree) -> Element
  ) -> [Element] {
    (0..<Int.random(in: range, using: &random)).map { _ in make(&self) }
  }

  private mutating func name() -> Identifier {
    Identifier(
      pick(["a", "b_2", "Mixed", "order", "with space", "quote\"`'", "date", "größe", "left"]))
  }

  // MARK: Queries

  mutating func query(size: Int) -> Query {
    var query = Query(body: body(size: size))
    if size > 2, chance(20) {
      query.with = several(1...2) { CommonTable($0.name(), $0.query(size: size / 2)) }
      query.isRecursive = chance(20)
    }
    if chance(30) { query.orderBy = several(1...2) { $0.order(size: size / 3) } }
    if chance(20) { query.limit = Expression(.literal(.integer("10"))) }
    if chance(10) { query.offset = Expression(.literal(.integer("5"))) }
    return query
  }

  private mutating func body(size: Int) -> Query.Body {
    guard size > 2 else { return .select(select(size: size)) }
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where dialect.capabilities.hasValues:
      let width = Int.random(in: 1...3, using: &random)
      return .values(several(1...3) { $0.several(width...width) { $0.expression(size: 1) } })
    case 1: return .query(query(size: size - 1))
    case 2:
      return .combined(
        first: operand(size: size / 2),
        rest: several(1...2) { $0.combination(size: size / 2, [.union, .except]) })
    case 3:
      return .combined(
        first: .select(select(size: size / 2)),
        rest: several(1...2) { $0.combination(size: size / 2, [.intersect]) })
    default: return .select(select(size: size))
    }
  }

  private mutating func operand(size: Int) -> Query.Body {
    chance(70) ? .select(select(size: size)) : .query(query(size: size / 2))
  }

  private mutating func combination(size: Int, _ operations: [Query.SetOperation])
    -> Query.Combination
  {
    let operation = pick(operations)
    let mayKeep = operation == .union || dialect.capabilities.hasSetOperationsOnBags
    return .init(operation, keepsDuplicates: mayKeep && chance(50), operand(size: size))
  }

  private mutating func select(size: Int) -> Select {
    var select = Select(isDistinct: chance(10), items: several(1...3) { $0.item(size: size / 2) })
    if chance(80) { select.from = several(1...2) { $0.table(size: size / 2) } }
    if chance(40) { select.condition = expression(size: size / 2) }
    if chance(20) { select.groupBy = groups() }
    if dialect.capabilities.hasHints, chance(5) { select.hints = ["BROADCAST(a)"] }
    if dialect.capabilities.hasDistinctOn, !select.isDistinct, chance(5) {
      select.distinctOn = several(1...2) { $0.column() }
    }
    if chance(10) { select.having = expression(size: size / 2) }
    if dialect.capabilities.hasQualify, chance(10) { select.qualify = expression(size: size / 2) }
    return select
  }

  private mutating func item(size: Int) -> SelectItem {
    if chance(10) { return .star(star()) }
    return .expression(expression(size: size), alias: chance(60) ? name() : nil)
  }

  private mutating func star() -> Star {
    let hasExcept = dialect.capabilities.starExcept != nil && chance(40)
    let replacements =
      dialect.capabilities.hasStarReplace && chance(40)
      ? several(1...2) { Star.Replacement($0.expression(size: 1), as: $0.name()) } : []
    return Star(
      qualifier: chance(50) ? [name()] : [], except: hasExcept ? several(1...2) { $0.name() } : [],
      replacements: replacements)
  }

  private mutating func groups() -> Select.Grouping {
    if chance(60) { return .expressions(several(1...2) { $0.column() }) }
    let plain = GroupingElement.plain([column()])
    let lists = several(1...3) { $0.several(1...2) { $0.column() } }
    return .sets(
      (chance(50) ? [plain] : [])
        + [pick([.rollup(lists), .cube(lists), .sets(lists + [[]])])])
  }

  private mutating func column() -> Expression {
    Expression(.column(qualifier: chance(30) ? [name()] : [], name: name()))
  }

  private mutating func table(size: Int) -> TableReference {
    var reference = TableReference(source(size: size))
    if chance(40) { reference.joins = several(1...2) { $0.join(size: size / 2) } }
    if dialect.capabilities.unnestStyle != nil, chance(10) { reference.joins.append(unnest()) }
    return reference
  }

  private mutating func unnest() -> Join {
    let isSpark = dialect.capabilities.unnestStyle == .lateralView
    let isNumbered = chance(50)
    let source = TableSource(
      .unnest([column()], isNumbered ? (isSpark ? .first : .last) : .none), alias: name(),
      columnAliases: several(isNumbered ? 2...2 : 1...1) { $0.name() })
    return chance(50)
      ? Join(.cross, source, .none)
      : Join(.left, source, .on(Expression(.literal(.boolean(true)))))
  }

  private mutating func source(size: Int) -> TableSource {
    if size > 1, chance(20) {
      return TableSource(.query(query(size: size / 2), isLateral: false), alias: name())
    }
    if size > 2, chance(10) { return TableSource(.joined(table(size: size / 2))) }
    return TableSource(
      .table(TableName(several(1...3) { $0.name() })), alias: chance(50) ? name() : nil)
  }

  private mutating func join(size: Int) -> Join {
    let kinds: [Join.Kind] = dialect.capabilities.hasSemiJoin ? [.semi, .anti] : []
    let kind = pick([.inner, .left, .right, .full, .cross] + kinds)
    if kind == .cross { return Join(kind, source(size: size), .none) }
    let condition: Join.Condition =
      chance(70)
      ? .on(expression(size: size)) : chance(50) ? .using(several(1...2) { $0.name() }) : .natural
    return Join(kind, source(size: size), condition)
  }

  private mutating func order(size: Int) -> OrderItem {
    OrderItem(
      expression(size: size), pick(OrderItem.Direction.allCases),
      nulls: pick(OrderItem.Nulls.allCases))
  }

  // MARK: Expressions

  mutating func expression(size: Int) -> Expression {
    guard size > 0 else { return leaf() }
    let rest = size - 1
    switch Int.random(in: 0..<18, using: &random) {
    case 16, 17: return composite(size: rest)
    case 0: return Expression(.unary(pick(UnaryOperator.allCases), expression(size: rest)))
    case 1, 2, 3:
      return Expression(
        .binary(pick(operators), expression(size: rest / 2), expression(size: rest / 2)))
    case 4, 5:
      return .chain(pick(ChainOperator.allCases), several(2...3) { $0.expression(size: rest / 2) })
    case 6: return Expression(.isNull(expression(size: rest), isNegated: chance(50)))
    case 7: return Expression(.isBoolean(expression(size: rest), chance(50), isNegated: chance(50)))
    case 8:
      return Expression(
        .between(
          expression(size: rest / 3), low: expression(size: rest / 3),
          high: expression(size: rest / 3), isNegated: chance(50)))
    case 9:
      return Expression(
        .inList(
          expression(size: rest / 2), [leaf()] + several(0...2) { $0.expression(size: rest / 3) },
          isNegated: chance(50)))
    case 10: return like(size: rest)
    case 11: return conditional(size: rest)
    case 12: return cast(size: rest)
    case 13: return Expression(.extract(pick([.year, .month, .second]), expression(size: rest)))
    case 14: return call(size: rest)
    default: return subquery(size: rest)
    }
  }

  private var operators: [BinaryOperator] {
    BinaryOperator.allCases.filter { binary in
      switch binary {
      case .divide: dialect.capabilities.dividesIntegersToFractions
      case .divideByType: !dialect.capabilities.dividesIntegersToFractions
      case .divideInteger: dialect.capabilities.integerDivision != nil
      case .distinct, .notDistinct: dialect.capabilities.hasDistinctFrom
      case .bitAnd, .bitOr: dialect.capabilities.hasBitOperators
      case .bitXor: dialect.capabilities.bitXorOperator != nil
      default: true
      }
    }
  }

  /// What is made of several values, as far as the dialect has it.
  private mutating func composite(size: Int) -> Expression {
    let capabilities = dialect.capabilities
    switch Int.random(in: 0..<7, using: &random) {
    case 0 where capabilities.arrayStyle != nil:
      return Expression(.array(several(0...2) { $0.expression(size: size / 2) }))
    case 1
    where capabilities.structureStyle == .namedStruct || capabilities.structureStyle == .braces:
      return Expression(
        .structure(several(1...2) { StructureField($0.name(), $0.expression(size: size / 2)) }))
    case 2 where capabilities.elementFunction == nil:
      return Expression(
        .element(
          expression(size: size / 2), expression(size: size / 2), base: capabilities.indexBase))
    case 3 where capabilities.lambdaStyle != nil:
      let lambda = Expression(.lambda(several(1...2) { $0.name() }, expression(size: size / 2)))
      return Expression(.call(FunctionCall(Identifier("f"), [column(), lambda])))
    case 4 where capabilities.hasAtTimeZone:
      return Expression(
        .atTimeZone(expression(size: size / 2), zone: Expression(.literal(.string("UTC")))))
    case 5 where capabilities.hasQuantified:
      return Expression(
        .quantified(
          pick([.equal, .less]), expression(size: size / 2), query(size: size / 2),
          holdsForAll: chance(50)))
    default: return Expression(.row(several(2...3) { $0.expression(size: size / 2) }))
    }
  }

  private mutating func like(size: Int) -> Expression {
    let escape: Expression? =
      dialect.capabilities.likeHasDefaultEscape
      ? Expression(.literal(.string(pick(["\\", "!"])))) : nil
    return Expression(
      .like(
        expression(size: size / 2),
        pick(dialect.capabilities.hasIlike ? [.like, .ilike] : [.like]),
        pattern: chance(50) ? Expression(.literal(.string("a%\\_'"))) : expression(size: size / 2),
        escape: escape, isNegated: chance(50)))
  }

  private mutating func conditional(size: Int) -> Expression {
    let branches = several(1...2) { tree in
      Expression.Branch(
        when: tree.expression(size: size / 3), then: tree.expression(size: size / 3))
    }
    return Expression(
      .conditional(
        operand: chance(30) ? expression(size: size / 3) : nil, branches: branches,
        otherwise: chance(60) ? expression(size: size / 3) : nil))
  }

  private mutating func cast(size: Int) -> Expression {
    let types: [DataType] = [
      .boolean, .int, .long, .double, .decimal(precision: 12, scale: 3), .string, .date,
      .timestamp, .timestamptz, .list(.int),
    ]
    let readable = types.filter { type in
      dialect.typeName(type).flatMap { dialect.dataType(named: $0) } == type
    }
    return Expression(
      .cast(
        expression(size: size), pick(readable),
        CastRules(
          isTrying: dialect.capabilities.hasTryCast && chance(20),
          roundsFractions: dialect.capabilities.castsRoundFractions)))
  }

  private mutating func call(size: Int) -> Expression {
    var call = FunctionCall(Identifier(pick(["f", "coalesce", "upper", "max"])))
    call.arguments = several(0...2) { $0.expression(size: size / 2) }
    if call.arguments.isEmpty, chance(50) {
      call = FunctionCall(Identifier("count"), hasStar: true)
    } else if !call.arguments.isEmpty {
      call.isDistinct = chance(20)
    }
    if dialect.capabilities.hasFilter, chance(20) { call.filter = expression(size: size / 2) }
    if chance(30) {
      call.window = Window(
        partitionBy: several(0...2) { $0.expression(size: size / 3) },
        orderBy: several(0...2) { $0.order(size: size / 3) }, frame: chance(50) ? frame() : nil)
    }
    return Expression(.call(call))
  }

  private mutating func frame() -> Window.Frame {
    let bounds: [Window.Bound] = [
      .unboundedPreceding, .preceding(leaf()), .currentRow, .following(leaf()), .unboundedFollowing,
    ]
    let capabilities = dialect.capabilities
    let hasOffsets = capabilities.hasFrameRangeOffsets
    let units: [Window.Frame.Unit] =
      (capabilities.hasFrameGroups ? [.groups] : []) + (hasOffsets ? [.range, .rows] : [.rows])
    return Window.Frame(
      pick(units), from: pick(bounds), to: pick(bounds),
      excluding: capabilities.hasFrameGroups ? pick(Window.Frame.Exclusion.allCases) : .none)
  }

  private mutating func subquery(size: Int) -> Expression {
    let query = query(size: size / 2)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return Expression(.exists(query))
    case 1: return Expression(.inQuery(expression(size: size / 2), query, isNegated: chance(50)))
    default: return Expression(.subquery(query))
    }
  }

  private mutating func leaf() -> Expression {
    guard chance(50) else {
      return Expression(.column(qualifier: chance(30) ? [name()] : [], name: name()))
    }
    var literals: [Literal] = [
      .null, .boolean(true), .boolean(false), .integer("42"), .decimal("1.50"), .decimal(".5"),
      .string("it's"), .string("back\\slash \"quoted\"\n"), .string("größer"), .date("2013-01-01"),
      .timestamp("2013-01-01 00:00:00"),
      .interval([IntervalPart("3", .day)]),
      .interval([IntervalPart("-2", .month)]),
    ]
    if dialect.capabilities.intervalStyle != .single {
      literals.append(.interval([IntervalPart("1", .year), IntervalPart("-2", .month)]))
    }
    if dialect.capabilities.hasInstantLiteral {
      literals.append(.timestamptz("2013-01-01 00:00:00"))
    }
    if dialect.capabilities.binaryPrefix != nil { literals.append(.binary("00FF")) }
    if dialect.capabilities.exponentMeansDouble { literals.append(.double("1e-3")) }
    return Expression(.literal(pick(literals)))
  }
}
