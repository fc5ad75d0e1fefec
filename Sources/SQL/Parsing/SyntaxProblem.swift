/// Something in a text that does not follow the grammar.
struct SyntaxProblem: Hashable {
  enum Kind: Hashable {
    case lexical(TokenizedText.Problem.Kind)
    /// `expected` is a phrase such as "a table's name"; `found` is the text that stands there,
    /// or nil at the end.
    case unexpected(expected: String, found: String?)
    case tooDeep
    /// Something that is SQL somewhere and that Weir does not understand; a phrase such as "SORT BY".
    case notUnderstood(construct: String)
    case unknownWindow(name: String, similar: String?)
    case unknownType(name: String, similar: String?)
    case unknownDatePart(name: String, similar: String?)
    case malformedBinary(text: String)
    case malformedInterval(text: String)
    case unequalRows(first: Int, this: Int)
  }

  let kind: Kind
  let place: Place
}
