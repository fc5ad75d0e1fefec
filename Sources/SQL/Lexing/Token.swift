/// One word, number, text or sign of a query, as a range of bytes.
struct Token: Hashable {
  enum Kind: UInt8 {
    case word
    case quotedIdentifier
    case string
    /// A string that begins with a letter: `E'...'`, `r'...'`, `X'...'`.
    case prefixedString
    /// `$$...$$` or `$tag$...$tag$`.
    case dollarString
    /// `/*+ ... */` right after `SELECT`; elsewhere it is a comment.
    case hint
    case integer, decimal, exponent
    case comma, dot, semicolon, colon
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case star, plus, minus, slash, doubleSlash, percent, concatenate
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, nullSafeEqual
    case matches, matchesNot
    case doubleColon, arrow, doubleArrow, fatArrow
    case ampersand, pipe, caret, hash
    case end
  }

  let kind: Kind
  /// `.none` for everything but words.
  let keyword: Keyword
  let start: Int32
  let end: Int32

  var place: Place { Place(start, end) }
}

/// The tokens of a text, and what in it is no token.
struct TokenizedText {
  /// Something that no token can be made of. It is left out of the tokens.
  struct Problem: Hashable {
    enum Kind {
      case unterminatedString
      case unterminatedIdentifier
      case unterminatedComment
      case unknownCharacter
      case malformedNumber
    }

    let kind: Kind
    let place: Place
  }

  /// In order; the last one is of kind `end`, and there is no other of that kind.
  var tokens: [Token]
  var problems: [Problem]
}
