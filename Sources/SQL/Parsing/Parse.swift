package import Diagnostics

/// Reads a query. Always gives a tree; parts that could not be read are error nodes, and have been
/// reported. Time linear in the length of the text.
package func parseQuery(
  _ text: SourceText, dialect: Dialect, sink: inout DiagnosticSink
) -> Query {
  var parser = Parser(bytes: text.bytes, dialect: dialect)
  let query = parser.parseWholeQuery()
  parser.problems.report(in: text, into: &sink)
  return query
}

/// Reads an expression, such as a row filter. Gives a tree in any case, like `parseQuery`.
package func parseExpression(
  _ text: SourceText, dialect: Dialect, sink: inout DiagnosticSink
) -> Expression {
  var parser = Parser(bytes: text.bytes, dialect: dialect)
  let expression = parser.parseWholeExpression()
  parser.problems.report(in: text, into: &sink)
  return expression
}

/// Reads a query that Weir wrote itself; nil when it does not follow the grammar.
package func parseQuery(generated text: String, dialect: Dialect) -> Query? {
  var parser = Parser(bytes: Array(text.utf8), dialect: dialect)
  let query = parser.parseWholeQuery()
  return parser.problems.isEmpty ? query : nil
}

/// Reads an expression that Weir wrote itself; nil when it does not follow the grammar.
package func parseExpression(generated text: String, dialect: Dialect) -> Expression? {
  var parser = Parser(bytes: Array(text.utf8), dialect: dialect)
  let expression = parser.parseWholeExpression()
  return parser.problems.isEmpty ? expression : nil
}

extension SourceText {
  /// The text itself at a place of the tree.
  package func text(of place: Place) -> String {
    String(decoding: bytes[Int(place.start)..<Int(place.end)], as: UTF8.self)
  }

  /// The place in the file of a part of the tree that was read from this text.
  package func span(of place: Place) -> SourceSpan {
    span(from: Int(place.start), to: Int(place.end))
  }
}

extension [SyntaxProblem] {
  fileprivate func report(in text: SourceText, into sink: inout DiagnosticSink) {
    // Where a token is broken, the grammar's complaints follow from that.
    let lexical = filter { if case .lexical = $0.kind { true } else { false } }
    for problem in lexical.isEmpty ? self : lexical {
      sink.report(.syntax(problem.kind, at: text.span(of: problem.place)))
    }
  }
}
