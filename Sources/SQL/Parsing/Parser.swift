internal import Catalog
internal import Diagnostics

/// Reads a query or an expression by recursive descent. Always gives a tree; what is wrong with the
/// text is collected in `problems`.
struct Parser {
  /// The deepest recursion; every parenthesis and every level of precedence takes one.
  static let maximumDepth = 120
  /// The tallest tree: nesting and long rows of operators that do not chain.
  static let maximumHeight = 500

  let bytes: [UInt8]
  let dialect: Dialect
  private(set) var problems: [SyntaxProblem] = []
  private let tokens: [Token]
  private var index = 0
  private var depth = 0
  /// An upper bound of the height of the tree read last, within the innermost `nested` call.
  private var height = 0
  /// `TOP 5` of the select read last, until its query takes it as a limit.
  var pendingLimit: Expression?
  /// Functions in the select list that give rows, as joins to the tables of its `FROM`.
  var generators: [Join] = []
  /// Where the last problem was, so that one mistake is told once.
  private var lastProblemIndex = -1

  init(bytes: [UInt8], dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
    let text = tokenize(bytes.span, rules: dialect.lexicalRules)
    tokens = text.tokens
    problems = text.problems.map { SyntaxProblem(kind: .lexical($0.kind), place: $0.place) }
  }

  // MARK: Tokens

  var current: Token { tokens[index] }

  var isAtEnd: Bool { current.kind == .end }

  func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

  /// The token before the current one; the first one at the start.
  var previous: Token { tokens[max(index - 1, 0)] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  /// Takes the last step back.
  mutating func retreat() { index = max(index - 1, 0) }

  func text(of token: Token) -> String {
    String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  func text(of place: Place) -> String {
    String(decoding: bytes[Int(place.start)..<Int(place.end)], as: UTF8.self)
  }

  /// From `start` to the end of the token before the current one.
  func place(from start: Token) -> Place { Place(start.start, max(previous.end, start.start)) }

  func isAt(_ keyword: Keyword) -> Bool { current.keyword == keyword }

  func isAt(_ kind: Token.Kind) -> Bool { current.kind == kind }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard current.keyword == keyword else { return false }
    advance()
    return true
  }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(_ keyword: Keyword) -> Bool {
    if take(keyword) { return true }
    reportUnexpected("\(keyword.text.uppercased())")
    return false
  }

  @discardableResult
  mutating func expect(_ kind: Token.Kind, _ sign: String) -> Bool {
    if take(kind) { return true }
    reportUnexpected("'\(sign)'")
    return false
  }

  // MARK: Problems

  mutating func report(_ kind: SyntaxProblem.Kind, at place: Place) {
    problems.append(SyntaxProblem(kind: kind, place: place))
  }

  /// Says what should stand at the current token; silent when something was said there already.
  mutating func reportUnexpected(_ expected: String) {
    guard lastProblemIndex != index else { return }
    lastProblemIndex = index
    let found = isAtEnd ? nil : Self.shortened(text(of: current))
    report(.unexpected(expected: expected, found: found), at: current.place)
  }

  private static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 40
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…"
  }

  /// Skips to the next token that `isGoal` accepts outside of parentheses opened on the way, to an
  /// unmatched closing parenthesis, or to the end.
  mutating func skip(to isGoal: (Token) -> Bool) {
    var open = 0
    while !isAtEnd {
      if open == 0, isGoal(current) || isAt(.rightParenthesis) { return }
      if isAt(.leftParenthesis) { open += 1 }
      if isAt(.rightParenthesis) { open -= 1 }
      advance()
    }
  }

  // MARK: Depth

  /// Runs `body` one level deeper. Nil, with a problem, where that is too deep; the rest of the text
  /// is skipped then, so that nothing else is said about it.
  mutating func nested<Tree>(_ body: (inout Parser) -> Tree) -> Tree? {
    guard depth < Self.maximumDepth else {
      giveUp()
      return nil
    }
    let outerHeight = height
    depth += 1
    height = 0
    let tree = body(&self)
    depth -= 1
    height = max(outerHeight, height + 1)
    return tree
  }

  /// Counts one more operator on top of what was read last. False, with a problem, when the tree
  /// becomes too tall.
  mutating func growTree() -> Bool {
    height += 1
    guard height <= Self.maximumHeight else {
      giveUp()
      return false
    }
    return true
  }

  private mutating func giveUp() {
    if !isAtEnd { report(.tooDeep, at: current.place) }
    index = tokens.count - 1
    lastProblemIndex = index
  }
}
