internal import Catalog

extension Printer {
  /// How tightly the text of a call binds, which may be an operator in this dialect.
  func precedence(of call: FunctionCall) -> Precedence {
    switch spelling(of: call) {
    case .infix(_, let precedence)?: precedence
    case .concatenation? where call.arguments.count > 1: .concatenation
    default: .primary
    }
  }

  private static let functionsOfElements: Set = ["any_match", "filter", "forall", "transform"]

  /// How this very call is spelled; nil when as in the catalog.
  private func spelling(of call: FunctionCall) -> FunctionSpelling? {
    resolved(dialect.functions[call.name.name], for: call)
  }

  private func resolved(_ spelling: FunctionSpelling?, for call: FunctionCall)
    -> FunctionSpelling?
  {
    switch spelling {
    case .byCount(let spellings)?:
      return resolved(spellings[call.arguments.count] ?? .unsupported(help: nil), for: call)
    case .byType(let spellings, let other)?:
      let type = call.arguments.first.flatMap { notes.type(of: $0) }
      return resolved(
        type.flatMap { $0.spellingClass }.flatMap { spellings[$0] } ?? other, for: call)
    case .byNumber(let numbers, let index, let spelling, let other)?:
      let number =
        call.arguments.indices.contains(index)
        ? call.arguments[index].wholeNumber : nil
      return resolved(number.map(numbers.contains) == true ? spelling : other, for: call)
    case .byPositiveNumbers(let spelling, let other)?:
      // A dialect's own text is not brought to what Spark means by such numbers.
      let isPlain =
        notes.authoringDialect == dialect.id
        || call.arguments.dropFirst().allSatisfy { ($0.wholeNumber ?? 0) > 0 }
      return resolved(isPlain ? spelling : other, for: call)
    case .byUnit(let spellings)?:
      let unit = call.arguments.first?.datePart
      return resolved(unit.flatMap { spellings[$0] } ?? .unsupported(help: nil), for: call)
    case let spelling: return spelling
    }
  }

  mutating func write(_ call: FunctionCall, at place: Place) {
    if call.filter != nil, !dialect.capabilities.hasFilter {
      return writeFiltered(call, at: place)
    }
    if call.name.name == "count", call.arguments.count > 1,
      !dialect.capabilities.countsCombinations
    {
      return writeCountOfCombinations(call, at: place)
    }
    if Self.functionsOfElements.contains(call.name.name), writeOverElements(call) { return }
    switch spelling(of: call) {
    case nil: writePlain(call, name: call.name.name, at: place)
    case .name(let name)?: writePlain(call, name: name, at: place)
    case .template(let template)?, .infix(let template, _)?:
      writeTemplate(template, call, at: place)
    case .indexed(let template)?:
      guard let base = dialect.capabilities.lambdaIndexBase else {
        if call.lambdaParameterCount > 1 {
          report("a function that takes the place of an element", at: place)
        }
        return writeTemplate(template, call, at: place)
      }
      writeTemplate(template, call.shiftingIndex(to: base), at: place)
    case .replacement(let template, let index)?:
      writeTemplate(template, call.replacingGroups(at: index), at: place)
    case .byConstant(let known, let index, let spelling)?:
      writeConstant(known, index, spelling, call, at: place)
    case .concatenation?:
      list(call.arguments, separator: " || ") { $0.write($1, atLeast: .multiplication) }
    case .pattern(let template, let index, let language)?:
      writePattern(template, call, index: index, language, at: place)
    case .byCount?, .byType?, .byNumber?, .byUnit?, .byPositiveNumbers?:
      preconditionFailure("a spelling by arguments was not resolved")
    case .unsupported(let help)?:
      report(unsaid(call), help: help, at: place)
      writePlain(call, name: call.name.name, at: place)
    }
  }

  /// A function that the dialect does not have, or not with these arguments.
  private func unsaid(_ call: FunctionCall) -> String {
    if case .unsupported? = dialect.functions[call.name.name] {
      return "the function \(call.name.name)"
    }
    return "the function \(call.name.name) with these arguments"
  }

  private mutating func writePlain(_ call: FunctionCall, name: String, at place: Place) {
    write("\(name)(")
    if call.isDistinct { write("DISTINCT ") }
    if call.hasStar { write("*") }
    list(call.arguments) { $0.write($1) }
    if !call.orderBy.isEmpty {
      if !dialect.capabilities.hasAggregateOrder {
        report("ORDER BY inside of an aggregate", at: place)
      }
      write(" ORDER BY ")
      write(call.orderBy)
    }
    writeNullTreatment(call, .insideParentheses, at: place)
    write(")")
    writeNullTreatment(call, .afterParentheses, at: place)
    writeClauses(call)
  }

  private mutating func writeNullTreatment(
    _ call: FunctionCall, _ treatment: Capabilities.NullTreatment, at place: Place
  ) {
    guard call.ignoresNulls else { return }
    if dialect.capabilities.nullTreatment == treatment { write(" IGNORE NULLS") }
    if dialect.capabilities.nullTreatment == nil, treatment == .insideParentheses {
      report("IGNORE NULLS", at: place)
    }
  }

  private mutating func writeClauses(_ call: FunctionCall) {
    if let filter = call.filter {
      write(" FILTER (WHERE ")
      write(filter)
      write(")")
    }
    guard let window = call.window else { return }
    write(" OVER (")
    var separator = ""
    if !window.partitionBy.isEmpty {
      write("PARTITION BY ")
      list(window.partitionBy) { $0.write($1) }
      separator = " "
    }
    if !window.orderBy.isEmpty {
      write("\(separator)ORDER BY ")
      write(window.orderBy)
      separator = " "
    }
    if let frame = window.frame {
      write(separator)
      write(frame, at: call.name.place)
    }
    write(")")
  }

  private mutating func write(_ frame: Window.Frame, at place: Place) {
    if !dialect.capabilities.hasFrameGroups, frame.unit == .groups || frame.exclusion != .none {
      report("GROUPS or EXCLUDE in a window", at: place)
    }
    if frame.unit == .range, !dialect.capabilities.hasFrameRangeOffsets, frame.hasOffset {
      report("RANGE with a distance in a window", help: "Use ROWS.", at: place)
    }
    write("\(frame.unit.word) BETWEEN ")
    write(frame.start)
    write(" AND ")
    write(frame.end)
    switch frame.exclusion {
    case .none: return
    case .currentRow: write(" EXCLUDE CURRENT ROW")
    case .group: write(" EXCLUDE GROUP")
    case .ties: write(" EXCLUDE TIES")
    }
  }

  private mutating func write(_ bound: Window.Bound) {
    switch bound {
    case .unboundedPreceding: write("UNBOUNDED PRECEDING")
    case .currentRow: write("CURRENT ROW")
    case .unboundedFollowing: write("UNBOUNDED FOLLOWING")
    case .preceding(let offset):
      write(offset, atLeast: .concatenation)
      write(" PRECEDING")
    case .following(let offset):
      write(offset, atLeast: .concatenation)
      write(" FOLLOWING")
    }
  }

  /// An aggregate of the rows that pass the filter, where there is no `FILTER`: the argument becomes
  /// null in the others.
  private mutating func writeFiltered(_ call: FunctionCall, at place: Place) {
    guard let filter = call.filter, call.arguments.count <= 1 else {
      return report("FILTER on an aggregate of several arguments", at: place)
    }
    let value = call.arguments.first ?? Expression(.literal(.integer("1")))
    var rewritten = call
    rewritten.filter = nil
    rewritten.hasStar = false
    rewritten.arguments = [
      Expression(
        .conditional(
          operand: nil, branches: [.init(when: filter, then: value)], otherwise: nil))
    ]
    write(rewritten, at: place)
  }

  /// `count(a, b)`, which counts the rows in which none of them is null.
  private mutating func writeCountOfCombinations(_ call: FunctionCall, at place: Place) {
    if call.isDistinct, !dialect.capabilities.countsDistinctRows {
      report("count(DISTINCT ...) of several values", help: "Concatenate them.", at: place)
    }
    let areThere = Expression.chain(
      .and, call.arguments.map { Expression(.isNull($0, isNegated: true)) })
    let one = Expression(.literal(.integer("1")))
    var rewritten = call
    rewritten.arguments = [
      Expression(
        .conditional(
          operand: nil,
          branches: [
            .init(
              when: areThere,
              then: call.isDistinct ? Expression(.row(call.arguments)) : one)
          ], otherwise: nil))
    ]
    write(rewritten, at: place)
  }

  /// A call whose constant has the name that all dialects know.
  private mutating func writeConstant(
    _ known: [String], _ index: Int, _ spelling: FunctionSpelling, _ call: FunctionCall,
    at place: Place
  ) {
    guard call.arguments.indices.contains(index),
      case .literal(.string(let written)) = call.arguments[index].kind,
      let name = Self.unitNames[written.lowercased()]
        ?? (known.contains(written.lowercased())
          ? written.lowercased() : nil),
      known.contains(name), case .template(let template) = spelling
    else {
      return report(
        "\(call.name.name) with this constant", help: "It may be \(known.joined(separator: ", ")).",
        at: place)
    }
    var renamed = call
    renamed.arguments[index] = Expression(.literal(.string(name)), at: call.arguments[index].place)
    writeTemplate(template, renamed, at: place)
  }

  /// Spark's other names for units (Spark SQL reference, trunc).
  private static let unitNames = [
    "yyyy": "year", "yy": "year", "mon": "month", "mm": "month", "dd": "day",
  ]

  // MARK: Templates

  private mutating func writePattern(
    _ template: String, _ call: FunctionCall, index: Int, _ language: DatePattern.Language,
    at place: Place
  ) {
    guard call.arguments.count > index else {
      report("the function \(call.name.name) without a pattern", at: place)
      return writePlain(call, name: call.name.name, at: place)
    }
    guard case .literal(.string(let pattern)) = call.arguments[index].kind,
      let translated = DatePattern.translated(pattern, to: language)
    else {
      report("this pattern of a date", at: call.arguments[index].place)
      return writePlain(call, name: call.name.name, at: place)
    }
    var rewritten = call
    rewritten.arguments[index] = Expression(.literal(.string(translated)))
    writeTemplate(template, rewritten, at: place)
  }

  private mutating func writeTemplate(_ template: String, _ call: FunctionCall, at place: Place) {
    let losesDistinct = call.isDistinct && !template.contains("&")
    let losesOrder = !call.orderBy.isEmpty && !template.contains { $0 == "!" || $0 == ";" }
    if losesDistinct || losesOrder || call.ignoresNulls {
      report("the function \(call.name.name) with DISTINCT, ORDER BY or IGNORE NULLS", at: place)
    }
    var hasWrittenClauses = false
    var index = template.unicodeScalars.startIndex
    let scalars = template.unicodeScalars
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      switch scalar {
      case "^":
        writeClauses(call)
        hasWrittenClauses = true
      case "&":
        if call.isDistinct { write("DISTINCT ") }
      case "!" where !call.orderBy.isEmpty:
        write(" ORDER BY ")
        write(call.orderBy)
      case ";" where !call.orderBy.isEmpty:
        write(" WITHIN GROUP (ORDER BY ")
        write(call.orderBy)
        write(")")
      case "!", ";": break
      case "$", "@", "#":
        guard index < scalars.endIndex, "*123456789".unicodeScalars.contains(scalars[index]) else {
          write(String(Character(scalar)))
          continue
        }
        writeArgument(scalar, scalars[index], call)
        index = scalars.index(after: index)
      default: write(String(Character(scalar)))
      }
    }
    if !hasWrittenClauses { writeClauses(call) }
  }

  private mutating func writeArgument(
    _ form: Unicode.Scalar, _ number: Unicode.Scalar, _ call: FunctionCall
  ) {
    if number == "*" { return list(call.arguments) { $0.write($1) } }
    let index = Int(number.value) - Int(("1" as Unicode.Scalar).value)
    guard call.arguments.indices.contains(index) else { return }
    let argument = call.arguments[index]
    switch form {
    case "@": write(argument, atLeast: .primary)
    case "#":
      if let unit = argument.datePart { write(unit.rawValue.uppercased()) }
    default: write(argument)
    }
  }
}

extension DataType {
  fileprivate var spellingClass: TypeClass? {
    switch self {
    case .int, .long: .integer
    case .decimal: .decimal
    case .float, .double: .floating
    case .string, .varchar: .text
    case .date: .date
    case .timestamp: .timestamp
    case .timestamptz: .timestamptz
    case .list: .list
    case .map: .map
    case .boolean, .time, .uuid, .binary, .json, .structure, .native: nil
    }
  }
}

extension Window.Frame {
  fileprivate var hasOffset: Bool {
    [start, end].contains { bound in
      switch bound {
      case .preceding, .following: true
      default: false
      }
    }
  }
}

extension Window.Frame.Unit {
  fileprivate var word: String {
    switch self {
    case .rows: "ROWS"
    case .range: "RANGE"
    case .groups: "GROUPS"
    }
  }
}

extension FunctionCall {
  /// The same with `$1` written as `\1` in the constant at `index`.
  fileprivate func replacingGroups(at index: Int) -> FunctionCall {
    guard arguments.indices.contains(index),
      case .literal(.string(let text)) = arguments[index].kind
    else { return self }
    var out = ""
    let scalars = Array(text.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      let next = position + 1 < scalars.count ? scalars[position + 1] : " "
      out.unicodeScalars.append(scalar == "$" && ("0"..."9").contains(next) ? "\\" : scalar)
    }
    var result = self
    result.arguments[index] = Expression(.literal(.string(out)), at: arguments[index].place)
    return result
  }
}

extension Expression {
  fileprivate var wholeNumber: Int? {
    if case .literal(.integer(let digits)) = kind { return Int(digits) }
    return nil
  }
}

extension FunctionCall {
  /// How many parameters the function among the arguments has; 0 when there is none.
  fileprivate var lambdaParameterCount: Int {
    guard case .lambda(let names, _)? = arguments.last?.kind else { return 0 }
    return names.count
  }

  /// The same with the second parameter of its function, which counts from 0 in the tree, put for a
  /// dialect that counts from `base`.
  func shiftingIndex(to base: IndexBase) -> FunctionCall {
    guard base == .one, let last = arguments.last, case .lambda(let names, let body) = last.kind,
      names.count == 2
    else { return self }
    let one = Expression(.literal(.integer("1")))
    let shifted = body.rewritten { part in
      guard case .column([], names[1]) = part.kind else { return nil }
      return Expression(.binary(.subtract, part, one), at: part.place)
    }
    var call = self
    call.arguments[call.arguments.count - 1] = Expression(.lambda(names, shifted), at: last.place)
    return call
  }
}
