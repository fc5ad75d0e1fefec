package import Diagnostics

extension DiagnosticCode {
  /// A JSON file that people or programs wrote cannot be read.
  package static let malformedJSON = DiagnosticCode(50)
}

extension Diagnostic {
  /// The text is not JSON, or has a key twice in one object.
  package static func malformedJSON(_ error: JSONParseError, at span: SourceSpan) -> Self {
    .error(
      .malformedJSON, summary: "Malformed JSON", detail: "\(error.message).", at: span,
      help: "The file must be JSON as RFC 8259 describes it: no comments, no trailing commas.")
  }
}

/// Reads a JSON text of a source file; nil, and a diagnostic at the offending byte, when it is wrong.
package func parseJSON(_ text: SourceText, sink: inout DiagnosticSink) -> JSONValue? {
  do {
    return try JSONValue(parsing: text.bytes)
  } catch {
    let end = min(error.offset + 1, text.bytes.count)
    sink.report(.malformedJSON(error, at: text.span(from: min(error.offset, end), to: end)))
    return nil
  }
}
