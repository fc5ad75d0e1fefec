internal import Diagnostics

extension Diagnostic {
  /// A document is not a mapping, or says not what kind of thing it declares.
  static func noKind(at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(101), summary: "Missing kind",
      detail: "Every document of a spec file says with 'kind' what it declares; this one does not.",
      at: span,
      help: "Begin it with 'kind:' and one of \(SpecKind.allCases.map(\.rawValue).quotedList).")
  }

  /// A key that the mapping does not take.
  static func unknownKey(
    _ key: String, in shape: String, at span: SourceSpan, similar: String?, known: [String],
    belongsTo variant: String?
  ) -> Self {
    let detail =
      variant.map { "'\(key)' is a key of \(shape) only with \($0)." }
      ?? "'\(key)' is not a key of \(shape)."
    let keys = known.isEmpty ? nil : "Its keys are \(known.quotedList)."
    return .error(
      DiagnosticCode(102), summary: "Unknown key", detail: detail, at: span,
      help: similar.map { "Did you mean '\($0)'?" } ?? keys,
      fix: similar.map { .replacing(span, with: $0) })
  }

  /// A key that the mapping needs is not there. `form` says what is written under it.
  static func missingKey(
    _ key: String, in shape: String, because reason: String?, at span: SourceSpan, doc: String,
    form: String? = nil
  ) -> Self {
    let help = [doc.isEmpty ? nil : doc, form].compactMap { $0 }.joined(separator: " ")
    return .error(
      DiagnosticCode(103), summary: "Missing key",
      detail: "This \(shape) needs the key '\(key)'\(reason.map { " " + $0 } ?? "").",
      at: span, help: help.isEmpty ? nil : "'\(key)': \(help)")
  }

  /// None of several keys is there, and one must be.
  static func missingOneOf(_ fields: [Field], in shape: String, at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(103), summary: "Missing key",
      detail: "This \(shape) needs one of the keys \(fields.map(\.key).quotedList).", at: span,
      help: fields.map { "'\($0.key)': \($0.doc)" }.joined(separator: " "))
  }

  /// A value has another form than its field takes.
  static func wrongType(
    _ key: String, isItem: Bool = false, needs expected: String, found: String,
    at span: SourceSpan, help: String?, fix: Fix?
  ) -> Self {
    .error(
      DiagnosticCode(104), summary: "Wrong type of value",
      detail: "\(isItem ? "Each item of " : "")'\(key)' needs \(expected), but this is \(found).",
      at: span, help: help, fix: fix)
  }

  /// A word that is none of those a field takes.
  static func unknownWord(
    _ word: String, for key: String, at span: SourceSpan, similar near: String?, known: [String]
  ) -> Self {
    // A number is not meant to be another one.
    let similar = Double(word) == nil ? near : nil
    return .error(
      DiagnosticCode(105), summary: "Unknown value",
      detail: "'\(key)' cannot be '\(word)'.", at: span,
      help: similar.map { "Did you mean '\($0)'?" } ?? "Write one of \(known.quotedList).",
      fix: similar.map { .replacing(span, with: $0) })
  }

  /// A kind that this version of Weir does not know.
  static func unknownKind(_ kind: String, at span: SourceSpan, similar: String?) -> Self {
    .error(
      DiagnosticCode(106), summary: "Unknown kind",
      detail: "'\(kind)' is not a kind of declaration.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "The kinds are \(SpecKind.allCases.map(\.rawValue).quotedList).",
      fix: similar.map { .replacing(span, with: $0) })
  }

  /// Two documents declare the same thing.
  static func duplicateDeclaration(
    _ header: DeclarationHeader, first: DeclarationHeader
  ) -> Self {
    .error(
      DiagnosticCode(107), summary: "Duplicate declaration",
      detail: "The \(header.kind.rawValue) '\(header.name.value)' is declared twice.",
      at: header.name.span, notes: [.init("It is first declared here.", at: first.name.span)],
      help: "Rename or delete one of the two.")
  }

  /// Two elements of a list have the same name or value.
  static func duplicateElement(
    _ text: String, key: String?, in list: String, at span: SourceSpan, first: SourceSpan
  ) -> Self {
    .error(
      DiagnosticCode(108), summary: "Duplicate in a list",
      detail: key.map { "Two elements of '\(list)' have the \($0) '\(text)'." }
        ?? "'\(text)' stands twice in '\(list)'.",
      at: span, notes: [.init("It stands first here.", at: first)],
      help: "Rename or delete one of the two.")
  }

  /// A text is not a value of its field's type; the code says which.
  static func malformed(
    _ code: DiagnosticCode, _ summary: String, _ flaw: ValueFlaw, at span: SourceSpan
  ) -> Self {
    .error(
      code, summary: summary, detail: flaw.detail, at: span, help: flaw.help,
      fix: flaw.replacement.map { .replacing(span, with: $0) })
  }

  /// A placeholder that the field does not take.
  static func placeholderNotAllowed(kind: String, in key: String, at span: SourceSpan) -> Self {
    let help =
      switch kind {
      case "secret":
        "Secrets are taken only where a connection is opened, so that they reach no file and no log."
      case "interval": "An interval is known only where a stream is read."
      default:
        "Variables are taken by addresses, places, logins and properties, not here. Write the value."
      }
    return .error(
      DiagnosticCode(117), summary: "Placeholder not allowed here",
      detail: "'\(key)' takes no '${\(kind).…}'.", at: span, help: help)
  }

  /// Two keys that exclude each other.
  static func conflictingKeys(
    _ key: Spanned<String>, _ others: [Spanned<String>], in shape: String
  ) -> Self {
    .error(
      DiagnosticCode(118), summary: "Conflicting keys",
      detail:
        "This \(shape) takes '\(key.value)' or \(others.map(\.value).quotedList), but not both.",
      at: key.span, notes: others.map { .init("'\($0.value)' is written here.", at: $0.span) },
      help: others.count == 1
        ? "Delete one of the two." : "Delete '\(key.value)', or the others.")
  }

  /// A number, a length or an order that is out of bounds.
  static func outOfBounds(_ detail: String, at span: SourceSpan, help: String? = nil) -> Self {
    .error(
      DiagnosticCode(119), summary: "Value out of bounds", detail: detail, at: span, help: help)
  }

  /// A file that a spec names is not there.
  static func fileNotFound(_ path: String, at span: SourceSpan, similar: String?) -> Self {
    .error(
      DiagnosticCode(120), summary: "File not found",
      detail: "There is no SQL file '\(path)'.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "The path is relative to the folder of this file, and ends with '.sql'.")
  }

  /// A path that names no file within the project.
  static func pathOutsideProject(_ path: String, at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(121), summary: "Path outside the project",
      detail: "'\(path)' does not lie in the project, so others could not build it.", at: span,
      help: "Write a path relative to the folder of this file, with forward slashes.")
  }

  /// An SQL text without content.
  static func emptySQL(_ key: String, at span: SourceSpan) -> Self {
    .error(
      DiagnosticCode(122), summary: "Empty SQL", detail: "'\(key)' holds no SQL.", at: span,
      help: "Write a query, such as SELECT ... FROM ....")
  }

  /// A second platform.
  static func secondPlatform(_ header: DeclarationHeader, first: DeclarationHeader) -> Self {
    .error(
      DiagnosticCode(123), summary: "More than one platform",
      detail: "A project is one platform, and '\(header.name.value)' is a second one.",
      at: header.name.span, notes: [.init("The first is declared here.", at: first.name.span)],
      help: "Delete one of the two.")
  }

  /// An environment extends one that is not declared.
  static func unknownBase(_ name: DottedName, at span: SourceSpan, similar: String?) -> Self {
    .error(
      DiagnosticCode(126), summary: "Unknown environment to extend",
      detail:
        "No document declares an environment '\(name)', so nothing can be taken over from it.",
      at: span, help: similar.map { "Did you mean '\($0)'?" } ?? "Declare it, or remove 'extends'.")
  }

  /// Environments extend each other.
  static func cyclicBases(_ cycle: [Spanned<DottedName>]) -> Self {
    let names = (cycle + cycle.prefix(1)).map { "'\($0.value)'" }.joined(separator: " -> ")
    return .error(
      DiagnosticCode(127), summary: "Environments in a circle",
      detail: "Each of these environments extends the next: \(names). None of them is whole.",
      at: cycle.first?.span,
      notes: cycle.dropFirst().map { .init("'\($0.value)' is declared here.", at: $0.span) },
      help: "Take 'extends' out of one of them, and write there what is needed.")
  }
}

extension Diagnostic.Fix {
  fileprivate static func replacing(_ span: SourceSpan, with text: String) -> Self {
    Self("Replace it by '\(text)'.", edits: [.init(replacing: span, with: text)])
  }
}

extension [String] {
  /// `'a', 'b' and 'c'`.
  var quotedList: String {
    let quoted = map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
