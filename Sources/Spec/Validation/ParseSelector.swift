package import Diagnostics

/// Reads a selector that stands in no spec, such as one of the command line; nil when it is none,
/// which is reported. Reports WR0110.
package func parseSelector(_ file: SourceFile, sink: inout DiagnosticSink) -> Selector? {
  do throws(ValueFlaw) {
    return try parseSelector(String(decoding: file.bytes, as: UTF8.self))
  } catch {
    let text = SourceText(file: file)
    let range = error.range ?? 0..<file.bytes.count
    sink.report(
      .malformed(
        DiagnosticCode(110), "Malformed reference", error,
        at: text.span(from: range.lowerBound, to: range.upperBound)))
    return nil
  }
}

/// Reads one selector, by the grammar of `Selector`.
func parseSelector(_ text: String) throws(ValueFlaw) -> Selector {
  let bytes = Array(text.utf8)
  let plus = UInt8(ascii: "+")
  let hasUpstream = bytes.first == plus
  let hasDownstream = bytes.count > 1 && bytes.last == plus
  let start = hasUpstream ? 1 : 0
  let end = bytes.count - (hasDownstream ? 1 : 0)
  guard start < end else {
    throw ValueFlaw(
      "The '+' stands alone.",
      help: "Write '+ops.fct_flight' for a table and all that it is made from.")
  }
  let body = String(decoding: bytes[start..<end], as: UTF8.self)
  do throws(ValueFlaw) {
    return Selector(
      try parseBase(body), includesUpstream: hasUpstream, includesDownstream: hasDownstream)
  } catch {
    var flaw = error
    flaw.range = error.range.map { $0.lowerBound + start..<$0.upperBound + start }
    if start > 0 || end < bytes.count { flaw.replacement = nil }
    throw flaw
  }
}

private func parseBase(_ text: String) throws(ValueFlaw) -> Selector.Base {
  if text == "*" { return .everything }
  if let word = try prefixed(text, "tag:") { return .tag(word) }
  if let word = try prefixed(text, "source:") { return .source(word) }
  if let word = try prefixed(text, "kind:") {
    guard let kind = SpecKind(rawValue: word) else {
      let near = nearMatch(word, among: SpecKind.allCases.map(\.rawValue))
      throw ValueFlaw(
        "'\(word)' is not a kind of declaration.", at: 5..<text.utf8.count,
        help: near.map { "Did you mean 'kind:\($0)'?" })
    }
    return .kind(kind)
  }
  if text.hasSuffix(".*") {
    let schema = String(text.dropLast(2))
    return .members(of: try parseDottedName(schema, parts: 1...7, allowsSide: true))
  }
  if let star = text.utf8.firstIndex(of: UInt8(ascii: "*")) {
    let offset = text.utf8.distance(from: text.startIndex, to: star)
    throw ValueFlaw(
      "A '*' stands for a whole part at the end only.", at: offset..<offset + 1,
      help: "Write '*' for everything, or 'ops.*' for what stands in 'ops'.")
  }
  return .object(try parseDottedName(text, parts: 1...9, allowsSide: true))
}

/// The word after a prefix; nil when the text does not begin with it.
private func prefixed(_ text: String, _ prefix: String) throws(ValueFlaw) -> String? {
  guard text.hasPrefix(prefix) else { return nil }
  let scanner = TextScanner(text)
  let range = prefix.utf8.count..<scanner.bytes.count
  try checkNamePart(scanner, range)
  return scanner.text(range)
}
