internal import Diagnostics

extension Diagnostic {
  /// The text breaks YAML's grammar; `problem` is in libyaml's words.
  ///
  /// `start` is where what it was reading begins.
  static func invalidSyntax(
    _ problem: String, at offset: Int, beganAt start: Int?, in file: SourceFile
  ) -> Self {
    let advice = SyntaxAdvice(for: problem, at: offset, beganAt: start, in: file.bytes)
    return .error(
      DiagnosticCode(1), summary: "Invalid YAML", detail: advice.detail,
      at: SourceSpan(file: file.id, start: advice.place.lowerBound, end: advice.place.upperBound),
      help: advice.help)
  }

  /// The bytes are no text that YAML allows.
  static func unreadableBytes(_ flaw: CharacterMap.Flaw, in file: SourceFile) -> Self {
    switch flaw {
    case .notUTF8(let offset):
      let isUTF16 = file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF])
      return .error(
        DiagnosticCode(2), summary: "Not UTF-8",
        detail: isUTF16
          ? "The file is in UTF-16, but specs are read as UTF-8."
          : "The byte here is not part of a UTF-8 character, so the text cannot be read.",
        at: SourceSpan(file: file.id, start: offset, end: offset + 1),
        help: "Save the file as UTF-8.")
    case .forbidden(let scalar, let offset):
      let code = String(scalar.value, radix: 16, uppercase: true)
      let digits = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
      return .error(
        DiagnosticCode(3), summary: "Character not allowed",
        detail: "YAML does not allow the control character U+\(digits) in a file.",
        at: SourceSpan(file: file.id, start: offset, end: offset + UTF8.width(scalar)),
        help: "Delete it, or write it as an escape in a double-quoted text.")
    }
  }

  /// A mapping has a key twice.
  static func duplicateKey(_ key: String, at span: SourceSpan, first: SourceSpan) -> Self {
    .error(
      DiagnosticCode(4), summary: "Duplicate key",
      detail:
        "The key '\(key)' stands twice in this mapping, so one of the two values would be lost.",
      at: span, notes: [.init("It is first written here.", at: first)],
      help: "Delete one of them, or merge the two values.")
  }

  /// An alias names no anchor that was written before it.
  static func unknownAnchor(
    _ name: String, isOpen: Bool, at span: SourceSpan, known: [String]
  ) -> Self {
    .error(
      DiagnosticCode(5), summary: "Unknown anchor",
      detail: isOpen
        ? "The alias '*\(name)' stands inside the value that '&\(name)' marks, so it would contain itself."
        : "No '&\(name)' stands before this alias in the same document.",
      at: span,
      help: isOpen
        ? "Move the alias out of that value."
        : nearMatch(name, among: known).map { "Did you mean '*\($0)'?" }
          ?? "Mark the value to repeat with '&\(name)', before it is used.")
  }

  /// Aliases repeat so much that the tree would not fit in memory.
  static func tooManyAliases(at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(6), summary: "Too many aliases",
      detail:
        "With this alias, the aliases of the file add more than \(YAMLLimits.aliasedNodes) values.",
      at: span, help: "Write fewer aliases of aliases.")
  }

  /// A value lies deeper than any spec needs.
  static func nestedTooDeeply(at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(7), summary: "Nested too deeply",
      detail: "The value is nested in more than \(YAMLLimits.depth) lists and mappings.",
      at: SourceSpan(file: span.file, start: Int(span.start), end: Int(span.start) + 1),
      help: "Flatten it.")
  }

  /// A key is a list or a mapping.
  static func keyIsNotAScalar(at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(8), summary: "Key is not a text",
      detail: "A key must be a single text, not a list or a mapping.", at: span,
      help: "A value that begins with '{' or '[' is read as a mapping or list: quote it.")
  }

  /// A tag that means nothing here.
  static func unknownTag(_ tag: String, at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(9), summary: "Unknown tag",
      detail: "The tag '\(tag)' means nothing in a spec.", at: span,
      help: "Delete it; quote the value if it begins with '!'.")
  }

  /// `<<` merges something that has no keys.
  static func mergeOfNoMapping(at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(10), summary: "Merge of something else",
      detail: "The key '<<' takes over the keys of another mapping, but this is no mapping.",
      at: span, help: "Give it an alias of a mapping, or a list of those.")
  }

  /// A file larger than any spec.
  static func fileTooLarge(_ file: SourceFile) -> Self {
    .error(
      DiagnosticCode(11), summary: "File too large",
      detail: "The file has more than \(YAMLLimits.fileSize >> 20) MiB.",
      at: SourceSpan(file: file.id, start: 0, end: 0), help: "Split it.")
  }
}
