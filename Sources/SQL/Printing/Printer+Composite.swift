internal import Catalog

extension Printer {
  /// Writes an expression that is made of several values, or of a query.
  mutating func writeComposite(_ expression: Expression) {
    switch expression.kind {
    case .quantified(let binary, let operand, let query, let holdsForAll):
      writeQuantified(binary, operand, query, holdsForAll, at: expression.place)
    case .row(let values):
      write("(")
      list(values) { $0.write($1) }
      write(")")
    case .array(let elements): writeArray(elements, at: expression.place)
    case .structure(let fields): write(fields, of: expression)
    case .element(let operand, let index, let base):
      writeElement(of: operand, index, base, at: expression.place)
    case .field(let operand, let name): writeField(name, of: operand, at: expression.place)
    case .lambda(let names, let body): writeLambda(names, body, at: expression.place)
    case .atTimeZone(let operand, let zone): write(operand, atTimeZone: zone, expression.place)
    default: preconditionFailure("no composite expression: \(expression)")
    }
  }

  private mutating func writeQuantified(
    _ binary: BinaryOperator, _ operand: Expression, _ query: Query, _ holdsForAll: Bool,
    at place: Place
  ) {
    write(operand, atLeast: .concatenation)
    if dialect.capabilities.hasQuantified {
      write(" \(binary.sign) \(holdsForAll ? "ALL" : "ANY") ")
    } else if binary == .equal, !holdsForAll {
      write(" IN ")
    } else if binary == .notEqual, holdsForAll {
      write(" NOT IN ")
    } else {
      report("a comparison with ANY or ALL", help: "Compare with min or max.", at: place)
    }
    block { $0.write(query) }
  }

  // MARK: Lists and structures

  private mutating func writeArray(_ elements: [Expression], at place: Place) {
    guard let style = dialect.capabilities.arrayStyle else {
      return report("a list", at: place)
    }
    write(style == .function ? "array(" : style == .keyword ? "ARRAY[" : "[")
    list(elements) { $0.write($1) }
    write(style == .function ? ")" : "]")
  }

  private mutating func write(_ fields: [StructureField], of expression: Expression) {
    let names = fields.enumerated().map { $1.name?.name ?? "col\($0 + 1)" }
    switch dialect.capabilities.structureStyle {
    case .namedStruct:
      write("named_struct(")
      list(Array(zip(names, fields))) {
        $0.write("\($0.dialect.literal($1.0)), ")
        $0.write($1.1.value)
      }
      write(")")
    case .braces:
      write("{")
      list(Array(zip(names, fields))) {
        $0.write("\($0.dialect.literal($1.0)): ")
        $0.write($1.1.value)
      }
      write("}")
    case .castRow:
      guard let type = notes.type(of: expression) else {
        return report("a structure whose types are not known", at: expression.place)
      }
      writeCast(to: type, at: expression.place) { printer in
        printer.write("ROW(")
        printer.list(fields) { $0.write($1.value) }
        printer.write(")")
      }
    case nil: report("a structure", at: expression.place)
    }
  }

  private mutating func writeElement(
    of operand: Expression, _ index: Expression, _ base: IndexBase, at place: Place
  ) {
    let type = notes.type(of: operand)
    var isList = true
    if case .map = type { isList = false }
    let shift = isList ? dialect.capabilities.indexBase.rawValue - base.rawValue : 0
    if type == nil, shift != 0 {
      report("an element of something whose type is not known", at: place)
    }
    if isList, dialect.capabilities.failsBeyondLists,
      let author = notes.authoringDialect, author != dialect.id
    {
      write("try_element_at(")
      write(operand)
      write(", ")
      write(index.shifted(by: 1 - base.rawValue))
      return write(")")
    }
    if let function = dialect.capabilities.elementFunction {
      write("\(function)(")
      write(operand)
      write(", ")
      write(index.shifted(by: shift))
      return write(")")
    }
    let isName = if case .column = operand.kind { true } else { false }
    write(isName ? "" : "(")
    write(operand)
    write(isName ? "[" : ")[")
    write(index.shifted(by: shift))
    write("]")
  }

  private mutating func writeField(_ name: Identifier, of operand: Expression, at place: Place) {
    if dialect.capabilities.structureStyle == nil { report("a field of a structure", at: place) }
    let isSimple =
      switch operand.kind {
      case .field, .column: true
      default: false
      }
    if isSimple {
      write(operand)
    } else {
      write("(")
      write(operand)
      write(")")
    }
    write(".")
    write(name)
  }

  private mutating func writeLambda(_ names: [Identifier], _ body: Expression, at place: Place) {
    switch dialect.capabilities.lambdaStyle {
    case .arrow:
      write(names.count == 1 ? "" : "(")
      list(names) { $0.write($1) }
      write(names.count == 1 ? " -> " : ") -> ")
      write(body)
    case .keyword:
      write("lambda ")
      list(names) { $0.write($1) }
      write(": ")
      write(body)
    case nil: report("a function as an argument", at: place)
    }
  }

  // MARK: Time zones

  private mutating func write(
    _ operand: Expression, atTimeZone zone: Expression, _ place: Place
  ) {
    guard !dialect.capabilities.hasAtTimeZone else {
      write(operand, atLeast: .timeZone)
      write(" AT TIME ZONE ")
      return write(zone, atLeast: .primary)
    }
    guard let type = notes.type(of: operand) else {
      return report("AT TIME ZONE of something whose type is not known", at: place)
    }
    let fromInstant = type == .timestamptz
    let clock = dialect.typeName(.timestamp) ?? ""
    let instant = dialect.typeName(.timestamptz) ?? ""
    write(fromInstant ? "convert_timezone(" : "CAST(convert_timezone(")
    if fromInstant {
      write("current_timezone(), ")
      write(zone)
      write(", CAST(")
      write(operand)
      write(" AS \(clock)))")
    } else {
      write(zone)
      write(", current_timezone(), CAST(")
      write(operand)
      write(" AS \(clock))) AS \(instant))")
    }
  }
}

extension Expression {
  /// A number more, or less.
  fileprivate func shifted(by shift: Int) -> Expression {
    guard shift != 0 else { return self }
    if case .literal(.integer(let digits)) = kind, let number = Int(digits), number + shift >= 0 {
      return Expression(.literal(.integer(String(number + shift))), at: place)
    }
    let amount = Expression(.literal(.integer(String(abs(shift)))))
    return Expression(.binary(shift > 0 ? .add : .subtract, self, amount), at: place)
  }
}
