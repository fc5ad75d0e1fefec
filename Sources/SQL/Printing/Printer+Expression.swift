internal import Catalog

extension Printer {
  mutating func write(_ expression: Expression) { write(expression, atLeast: .or) }

  /// Writes the expression, in parentheses where it binds more loosely than `minimum`.
  mutating func write(_ expression: Expression, atLeast minimum: Precedence) {
    guard hasRoom(at: expression.place) else { return }
    if let text = notes.floatText(of: expression), text != dialect.capabilities.floatText {
      report(
        "a floating point number as text", help: "Cast it to a decimal first.",
        at: expression.place)
    }
    if let type = notes.cast(of: expression) {
      return writeCast(to: type, at: expression.place) { $0.writeUncast(expression, .or) }
    }
    if !dialect.capabilities.boundsDecimals, let type = notes.boundedResult(at: expression.place) {
      return writeCast(to: type, at: expression.place) { $0.writeUncast(expression, .or) }
    }
    writeUncast(expression, minimum)
  }

  private mutating func writeUncast(_ expression: Expression, _ minimum: Precedence) {
    let needsParentheses = precedence(of: expression) < minimum
    if needsParentheses { write("(") }
    writeBare(expression)
    if needsParentheses { write(")") }
  }

  private func precedence(of expression: Expression) -> Precedence {
    switch expression.kind {
    case .chain(.concatenate, _): .concatenation
    case .chain(let chain, _): dialect.precedence(chain)
    case .binary(let binary, _, _): precedence(binary)
    case .unary(.not, _): .not
    case .unary: .sign
    case .isNull, .isBoolean, .between, .inList, .inQuery, .quantified: .predicate
    case .like(_, .regex, _, _, _) where dialect.capabilities.regexOperator == nil: .not
    case .like: .predicate
    case .call(let call): precedence(of: call)
    case .lambda: .or
    case .atTimeZone: dialect.capabilities.hasAtTimeZone ? .timeZone : .primary
    case .literal, .column, .conditional, .cast, .extract, .subquery, .exists, .row, .array,
      .structure, .element, .field, .error:
      .primary
    }
  }

  /// How tightly an operator binds here; one that is a function here binds as a call does.
  private func precedence(_ binary: BinaryOperator) -> Precedence {
    switch binary {
    case .bitAnd where !dialect.capabilities.hasBitOperators,
      .bitOr where !dialect.capabilities.hasBitOperators:
      .primary
    case .bitXor where dialect.capabilities.bitXorOperator == nil: .primary
    default: dialect.precedence(binary)
    }
  }

  private mutating func writeBare(_ expression: Expression) {
    switch expression.kind {
    case .literal(let literal): write(literal, at: expression.place)
    case .column(let qualifier, let name): writeColumn(qualifier, name)
    case .unary(let unary, let operand): write(unary, operand)
    case .binary(let binary, let left, let right):
      write(binary, left, right, at: expression.place)
    case .chain(let chain, let operands): write(chain, operands)
    case .isNull(let operand, let isNegated):
      write(operand, atLeast: .concatenation)
      write(isNegated ? " IS NOT NULL" : " IS NULL")
    case .isBoolean(let operand, let value, let isNegated):
      write(operand, atLeast: .concatenation)
      write(" IS \(isNegated ? "NOT " : "")\(value ? "TRUE" : "FALSE")")
    case .between(let operand, let low, let high, let isNegated):
      write(operand, atLeast: .concatenation)
      write(isNegated ? " NOT BETWEEN " : " BETWEEN ")
      write(low, atLeast: .concatenation)
      write(" AND ")
      write(high, atLeast: .concatenation)
    case .inList(let operand, let list, let isNegated): writeIn(operand, list, isNegated)
    case .inQuery(let operand, let query, let isNegated):
      write(operand, atLeast: .concatenation)
      write(isNegated ? " NOT IN " : " IN ")
      block { $0.write(query) }
    case .like(let operand, let like, let pattern, let escape, let isNegated):
      write(operand, like, pattern, escape, isNegated, at: expression.place)
    case .conditional(let operand, let branches, let otherwise):
      writeConditional(operand, branches, otherwise)
    case .cast(let operand, let type, let rules):
      writeCast(operand, to: type, rules, at: expression.place)
    case .extract(let part, let operand): writeExtract(part, operand)
    case .call(let call): write(call, at: expression.place)
    case .subquery(let query): block { $0.write(query) }
    case .exists(let query):
      write("EXISTS ")
      block { $0.write(query) }
    case .quantified, .row, .array, .structure, .element, .field, .lambda, .atTimeZone:
      writeComposite(expression)
    case .error: write("<error>")
    }
  }

  private mutating func writeColumn(_ qualifier: [Identifier], _ name: Identifier) {
    if let table = qualifier.last {
      write(table)
      write(".")
    }
    write(name)
  }

  private mutating func writeIn(
    _ operand: Expression, _ elements: [Expression], _ isNegated: Bool
  ) {
    write(operand, atLeast: .concatenation)
    write(isNegated ? " NOT IN (" : " IN (")
    list(elements) { $0.write($1) }
    write(")")
  }

  // MARK: Operators

  private mutating func write(_ unary: UnaryOperator, _ operand: Expression) {
    switch unary {
    case .not:
      write("NOT ")
      write(operand, atLeast: .concatenation)
    case .minus, .plus:
      write(unary == .minus ? "-" : "+")
      write(operand, atLeast: .primary)
    case .bitNot:
      write(dialect.capabilities.hasBitOperators ? "~" : "bitwise_not(")
      write(operand, atLeast: dialect.capabilities.hasBitOperators ? .primary : .or)
      if !dialect.capabilities.hasBitOperators { write(")") }
    }
  }

  private mutating func write(_ chain: ChainOperator, _ operands: [Expression]) {
    let (sign, minimum): (String, Precedence) =
      switch chain {
      case .and: (" AND ", .not)
      case .or: (" OR ", .and)
      // Dialects disagree on how `||` and `+` bind; with parentheses they need not agree.
      case .concatenate: (" || ", .multiplication)
      }
    list(operands, separator: sign) { $0.write($1, atLeast: minimum) }
  }

  private mutating func write(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression, at place: Place
  ) {
    switch binary {
    case .divide, .divideByType, .divideInteger: writeDivision(binary, left, right, at: place)
    case .distinct, .notDistinct: writeDistinct(binary, left, right)
    case .bitAnd, .bitOr, .bitXor: writeBits(binary, left, right)
    case .remainder where !dialect.capabilities.hasFloatRemainder && isFloating(left, right):
      write("CAST(mod(CAST(")
      write(left)
      write(" AS numeric), CAST(")
      write(right)
      write(" AS numeric)) AS \(dialect.typeName(.double) ?? ""))")
    case .subtract where notes.dateDifferenceIsDays(at: place) != nil:
      writeDateDifference(left, right, at: place)
    case .multiply where dialect.capabilities.hasShortProducts && notes.wideOperand(left) != nil:
      writeCast(to: notes.wideOperand(left) ?? .double, at: place) { $0.write(left) }
      write(" * ")
      write(right, atLeast: Precedence.multiplication.tighter)
    default:
      let minimum = binary.isComparison ? Precedence.concatenation : binary.precedence
      write(left, atLeast: minimum)
      write(" \(binary.sign) ")
      write(right, atLeast: binary.isComparison ? minimum : minimum.tighter)
    }
  }

  /// A difference of dates as days or as an interval, as it is in the authoring dialect.
  private mutating func writeDateDifference(
    _ left: Expression, _ right: Expression, at place: Place
  ) {
    let isDays = notes.dateDifferenceIsDays(at: place)
    switch (isDays, dialect.capabilities.countsDaysBetweenDates) {
    case (true?, false):
      return write(FunctionCall(Identifier("datediff"), [left, right]), at: place)
    case (false?, true): write("(")
    default: break
    }
    write(left, atLeast: .addition)
    write(" - ")
    write(right, atLeast: Precedence.addition.tighter)
    if isDays == false, dialect.capabilities.countsDaysBetweenDates {
      write(") * INTERVAL '1 day'")
    }
  }

  private func isFloating(_ left: Expression, _ right: Expression) -> Bool {
    [left, right].contains { [.float, .double].contains(notes.type(of: $0)) }
  }

  /// Dialects disagree on how these bind, so that their operands stand in parentheses.
  private mutating func writeBits(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression
  ) {
    let capabilities = dialect.capabilities
    let sign: String? =
      switch binary {
      case .bitAnd: capabilities.hasBitOperators ? "&" : nil
      case .bitOr: capabilities.hasBitOperators ? "|" : nil
      default: capabilities.bitXorOperator
      }
    if let sign {
      write(left, atLeast: .sign)
      write(" \(sign) ")
      return write(right, atLeast: .sign)
    }
    let isXor = binary == .bitXor
    let word = isXor ? "xor" : binary == .bitAnd ? "and" : "or"
    write(capabilities.hasBitOperators ? "\(word)(" : "bitwise_\(word)(")
    write(left)
    write(", ")
    write(right)
    write(")")
  }

  private mutating func writeDistinct(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression
  ) {
    guard !dialect.capabilities.hasDistinctFrom else {
      write(left, atLeast: .concatenation)
      write(binary == .distinct ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ")
      return write(right, atLeast: .concatenation)
    }
    let areBothNull = Expression.chain(
      .and,
      [
        Expression(.isNull(left, isNegated: false)), Expression(.isNull(right, isNegated: false)),
      ])
    let areEqual = Expression.chain(
      .and,
      [
        Expression(.isNull(left, isNegated: true)), Expression(.isNull(right, isNegated: true)),
        Expression(.binary(.equal, left, right)),
      ])
    let test = Expression.chain(.or, [areEqual, areBothNull])
    write(binary == .distinct ? "NOT (" : "(")
    write(test)
    write(")")
  }

  private mutating func write(
    _ operand: Expression, _ like: LikeOperator, _ pattern: Expression, _ escape: Expression?,
    _ isNegated: Bool, at place: Place
  ) {
    if like == .regex { return writeRegex(operand, pattern, isNegated, at: place) }
    let isLowered = like == .ilike && !dialect.capabilities.hasIlike
    write(isLowered ? operand.lowered : operand, atLeast: .concatenation)
    write((isNegated ? " NOT" : "") + (like == .like || isLowered ? " LIKE " : " ILIKE "))
    writePattern(isLowered ? pattern.lowered : pattern, escape)
  }

  private mutating func writePattern(_ pattern: Expression, _ escape: Expression?) {
    let hasDefault = dialect.capabilities.likeHasDefaultEscape
    guard case .literal(.string(let text)) = pattern.kind else {
      write(pattern, atLeast: .concatenation)
      return writeEscape(escape, isDefault: hasDefault && escape.isBackslash)
    }
    let hasBackslash = text.contains("\\")
    let needsDoubling = escape == nil && hasDefault && hasBackslash
    write(dialect.literal(needsDoubling ? text.replacing("\\", with: "\\\\") : text))
    writeEscape(escape, isDefault: escape.isBackslash && (hasDefault || !hasBackslash))
  }

  private mutating func writeEscape(_ escape: Expression?, isDefault: Bool) {
    guard let escape, !isDefault else { return }
    write(" ESCAPE ")
    write(escape, atLeast: .concatenation)
  }

  private mutating func writeRegex(
    _ operand: Expression, _ pattern: Expression, _ isNegated: Bool, at place: Place
  ) {
    if let function = dialect.capabilities.regexFunction {
      write((isNegated ? "NOT " : "") + function + "(")
      write(operand)
      write(", ")
      write(pattern)
      return write(")")
    }
    let sign = dialect.capabilities.regexOperator ?? "~"
    write(operand, atLeast: .concatenation)
    let negated = sign == "~" ? " !~ " : " NOT \(sign) "
    write(isNegated ? negated : " \(sign) ")
    write(pattern, atLeast: .concatenation)
  }

  // MARK: Constructs

  private mutating func writeConditional(
    _ operand: Expression?, _ branches: [Expression.Branch], _ otherwise: Expression?
  ) {
    writeFitting {
      $0.writeCaseParts(operand, branches, otherwise) { $0.write(" ") }
      $0.write(" END")
    } broken: { printer in
      printer.indented { $0.writeCaseParts(operand, branches, otherwise) { $0.newline() } }
      printer.newline()
      printer.write("END")
    }
  }

  private mutating func writeCaseParts(
    _ operand: Expression?, _ branches: [Expression.Branch], _ otherwise: Expression?,
    separator: (inout Printer) -> Void
  ) {
    write("CASE")
    if let operand {
      write(" ")
      write(operand)
    }
    for branch in branches {
      separator(&self)
      write("WHEN ")
      write(branch.condition)
      write(" THEN ")
      write(branch.result)
    }
    if let otherwise {
      separator(&self)
      write("ELSE ")
      write(otherwise)
    }
  }

  private mutating func writeCast(
    _ operand: Expression, to type: DataType?, _ rules: CastRules, at place: Place
  ) {
    if type == .uuid, operand.isRandomUUID, let text = dialect.capabilities.randomUUID {
      return write(text)
    }
    if rules.isTrying, !dialect.capabilities.hasTryCast { report("TRY_CAST", at: place) }
    write(rules.isTrying ? "TRY_CAST(" : "CAST(")
    if losesFraction(operand, type),
      rules.roundsFractions != dialect.capabilities.castsRoundFractions
    {
      // What rounds in a cast rounds the halves of floating point numbers to even.
      let isFloating = [.float, .double].contains(notes.type(of: operand))
      write(rules.roundsFractions ? (isFloating ? "rint(" : "round(") : "trunc(")
      write(operand)
      write(")")
    } else {
      write(operand)
    }
    writeTypeEnd(type, at: place)
  }

  /// Whether a number with a fraction becomes an integer, as far as types are known.
  private func losesFraction(_ operand: Expression, _ type: DataType?) -> Bool {
    guard type == .int || type == .long, let from = notes.type(of: operand) else { return false }
    return from.isNumeric && from != .int && from != .long
  }

  mutating func writeCast(
    to type: DataType, at place: Place, _ operand: (inout Printer) -> Void
  ) {
    write("CAST(")
    operand(&self)
    writeTypeEnd(type, at: place)
  }

  private mutating func writeTypeEnd(_ type: DataType?, at place: Place) {
    let name = type.flatMap { dialect.typeName($0) }
    if let type, name == nil { report("the type \(type)", at: place) }
    write(" AS \(name ?? "<error>"))")
  }

  /// Seconds with their fraction where the dialect leaves it out. Microseconds count from the minute.
  private mutating func writeExactSeconds(of operand: Expression) {
    if !dialect.capabilities.extractsMicroseconds {
      report("EXTRACT(SECOND ...) with a fraction", help: "Use second(...).", at: operand.place)
    }
    write("CAST(EXTRACT(MICROSECOND FROM ")
    write(operand)
    write(") / 1e6 AS decimal(8, 6))")
  }

  private mutating func writeExtract(_ part: DatePart, _ operand: Expression) {
    let author = notes.authoringDialect.flatMap { Dialect.named($0) } ?? dialect
    let areWhole = author.capabilities.extractsWholeSeconds
    if part == .second, areWhole != dialect.capabilities.extractsWholeSeconds {
      guard areWhole else { return writeExactSeconds(of: operand) }
      return write(FunctionCall(Identifier("second"), [operand]), at: operand.place)
    }
    let dayOfWeek = part == .dow ? dialect.capabilities.dayOfWeek : .sundayZero
    write("\(dayOfWeek == .sundayZero ? "" : "(")EXTRACT(\(part.rawValue.uppercased()) FROM ")
    write(operand)
    switch dayOfWeek {
    case .sundayZero: write(")")
    case .sundayOne: write(") - 1)")
    case .mondayOne: write(") % 7)")
    }
  }
}

extension Expression {
  /// In lower case, as a text that is compared in any case.
  fileprivate var lowered: Expression {
    if case .literal(.string(let text)) = kind {
      return Expression(.literal(.string(text.lowercased())), at: place)
    }
    return Expression(.call(FunctionCall(Identifier("lower"), [self])), at: place)
  }
}

extension Expression? {
  fileprivate var isBackslash: Bool {
    if case .literal(.string("\\"))? = self?.kind { return true }
    return false
  }
}

extension BinaryOperator {
  /// The sign of an operator that all dialects write alike.
  var sign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide, .divideByType, .divideInteger: "/"
    case .remainder: "%"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    case .equal: "="
    case .notEqual: "<>"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .distinct: "IS DISTINCT FROM"
    case .notDistinct: "IS NOT DISTINCT FROM"
    }
  }
}

extension Expression {
  /// Whether it is a call of the catalog's `uuid`, the text of a random UUID.
  package var isRandomUUID: Bool {
    if case .call(let call) = kind {
      call.name.name == "uuid" && call.arguments.isEmpty
    } else {
      false
    }
  }
}
