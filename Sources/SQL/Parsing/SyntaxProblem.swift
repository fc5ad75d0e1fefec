/// Something in a text that does not follow the grammar.
struct SyntaxProblem: Hashable {
  enum Kind: Hashable {
    case lexical(TokenizedText.Problem.Kind)
    /// `expected` is a phrase such as "a table's name"; `found` is the text that stands there,
    /// or nil at the end.
    case unexpected(expected: String, found: String?)
    case tooDeep
    case unknownType(name: String, similar: String?)
    case unknownDatePart(name: String, similar: String?)
    case malformedInterval(text: String)
    case unequalRows(first: Int, this: Int)
  }

  let kind: Kind
  let place: Place
}
