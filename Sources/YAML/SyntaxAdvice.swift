/// What libyaml's short words mean to somebody who wrote the line.
struct SyntaxAdvice {
  let detail: String
  let help: String?
  /// The bytes to look at.
  let place: Range<Int>

  /// - Parameters:
  ///   - problem: in libyaml's words.
  ///   - offset: where it shows.
  ///   - start: where what libyaml was reading begins.
  init(for problem: String, at offset: Int, beganAt start: Int?, in bytes: [UInt8]) {
    if problem == "mapping values are not allowed in this context",
      let key = Self.deeperKey(before: offset, in: bytes)
    {
      detail = "This key is indented deeper than the line before it, which has a value already."
      help = "Let the keys of one mapping begin in the same column."
      place = key
      return
    }
    // Where a bracket is not closed, the bracket is what there is to see.
    let isOpen = problem.hasPrefix("did not find expected ','")
    let shown = isOpen ? start ?? offset : offset
    place = shown..<min(shown + 1, max(bytes.count, shown))
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\t") {
      detail = "A tab stands here, and YAML does not allow tabs as indentation."
      help = "Indent with spaces."
      return
    }
    (detail, help) =
      Self.known[problem] ?? ("The text is not YAML here: \(problem).", nil)
  }

  /// The key that ends at `offset`, where its line is indented deeper than the one before.
  private static func deeperKey(before offset: Int, in bytes: [UInt8]) -> Range<Int>? {
    let lines = bytes[..<min(offset, bytes.count)]
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let line = lines.last,
      let before = lines.dropLast().last(where: { !isBlank($0) })
    else { return nil }
    let indent = indentation(line)
    guard indent > indentation(before), line.count > indent else { return nil }
    return line.startIndex + indent..<line.endIndex
  }

  private static func indentation(_ line: ArraySlice<UInt8>) -> Int {
    line.prefix { $0 == UInt8(ascii: " ") }.count
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 <= UInt8(ascii: " ") }
    return text.isEmpty || text.first == UInt8(ascii: "#")
  }

  private static let known: [String: (String, String)] = [
    "mapping values are not allowed in this context": (
      "A ':' stands where no key can be.",
      "Quote a text that contains ': ', and let the keys of one mapping begin in the same column."
    ),
    "did not find expected key": (
      "This line does not fit the mapping that it stands in.",
      "Let the keys of one mapping begin in the same column, and quote texts that hold quotes."
    ),
    "could not find expected ':'": (
      "A key must be followed by ':'.", "Write 'key: value', with a space after the ':'."
    ),
    "did not find expected '-' indicator": (
      "This line does not fit the list that it stands in.",
      "Begin each item with '- ', all in the same column."
    ),
    "block sequence entries are not allowed in this context": (
      "A list cannot begin on this line.", "Begin it on the next line, or write '[a, b]'."
    ),
    "did not find expected ',' or ']'": (
      "The list that begins with '[' is not closed.",
      "Separate the items by ',' and end the list with ']'."
    ),
    "did not find expected ',' or '}'": (
      "The mapping that begins with '{' is not closed.",
      "Separate the keys by ',', end the mapping with '}', and quote values that hold ',' or '}'."
    ),
    "did not find expected node content": (
      "A value is missing here.", "Write it, or delete the ',' or the key before it."
    ),
    "found unexpected end of stream": (
      "The file ends inside a quoted text.", "Close the quotes."
    ),
    "found unexpected document indicator": (
      "A new document begins inside a quoted text.", "Close the quotes."
    ),
    "found character that cannot start any token": (
      "No value can begin with this character.", "Quote the value."
    ),
    "found unknown escape character": (
      "This is no escape that YAML knows.",
      "Write '\\\\' for a backslash, or use single quotes, where it needs no escape."
    ),
    "did not find expected <document start>": (
      "Something follows the end of the document.",
      "Check the indentation, or separate documents by a line '---'."
    ),
  ]
}
