extension Parser {
  /// `json -> 'a' -> 0 ->> 'b'`, which is `get_json_object(json, '$.a[0].b')`.
  mutating func parseMember(of json: Expression, from start: Token) -> Expression {
    let first = peek()
    var path = "$"
    var isText = false
    while isAt(.arrow) || isAt(.doubleArrow) {
      isText = isAt(.doubleArrow)
      advance()
      guard let step = pathStep(current) else {
        report(.notUnderstood(construct: "a key of JSON that is no plain word"), at: current.place)
        _ = parseOperators(.sign)
        return Expression(.error, at: place(from: start))
      }
      path += step
      advance()
    }
    if !isText {
      report(
        .notUnderstood(construct: "a member of JSON without '->>' at its end"),
        at: place(from: first))
    }
    let keys = Expression(.literal(.string(path)), at: place(from: first))
    return Expression(
      .call(FunctionCall(Identifier("get_json_object", at: first.place), [json, keys])),
      at: place(from: start))
  }

  /// A key or a place in a list, as a step of a JSON path.
  private func pathStep(_ token: Token) -> String? {
    switch token.kind {
    case .integer: return "[\(text(of: token))]"
    case .string:
      let key = string(token)
      let isPlain = key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
      return isPlain && !key.isEmpty ? ".\(key)" : nil
    default: return nil
    }
  }
}
