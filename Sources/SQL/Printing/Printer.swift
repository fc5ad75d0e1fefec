/// Writes a tree as text of one dialect.
struct Printer {
  /// A `CASE` that would end beyond this column is broken into lines.
  static let width = 100
  /// The longest text that is written, in bytes. Where a dialect says a function by an expression that
  /// repeats an argument, calls within calls double the text each time.
  private static let longest = 8 << 20

  let dialect: Dialect
  let layout: SQLLayout
  let notes: TypeNotes
  let renaming: (TableName) -> TableName
  var problems: [PrintedSQL.Problem] = []
  /// Names of the common tables in force, innermost query last.
  var commonTables: [Set<String>] = []
  /// How many subqueries were given a name.
  var subqueryCount = 0
  /// Whether line breaks are held back to see if an expression fits into the line.
  var isTrying = false
  private var out: [UInt8] = []
  private var indent = 0
  /// The expression in which the text became too long; nothing is written from there on.
  private var tooLongAt: Place?

  init(
    dialect: Dialect, layout: SQLLayout, notes: TypeNotes,
    renaming: @escaping (TableName) -> TableName
  ) {
    self.dialect = dialect
    self.layout = layout
    self.notes = notes
    self.renaming = renaming
  }

  var result: PrintedSQL {
    PrintedSQL(
      text: String(decoding: out, as: UTF8.self), dialect: dialect,
      problems: problems
        + (tooLongAt.map {
          [
            .init(
              construct: "an expression that becomes longer than \(Self.longest >> 20) MiB",
              help: "Put its parts into common table expressions (WITH).", place: $0)
          ]
        } ?? []))
  }

  /// Whether something more may be written of an expression; notes where the text became too long.
  mutating func hasRoom(at place: Place) -> Bool {
    if tooLongAt == nil, out.count > Self.longest { tooLongAt = place }
    return tooLongAt == nil
  }

  /// Whether text is broken into lines here.
  var breaksLines: Bool { layout == .pretty && !isTrying }

  mutating func write(_ text: String) {
    // The bytes in one piece: a copy, not a loop.
    var text = text
    text.withUTF8 { unsafe out.append(contentsOf: $0) }
  }

  mutating func write(_ identifier: Identifier) { write(dialect.quoted(identifier.name)) }

  /// A line break where lines are broken, else a space.
  mutating func newline() {
    guard breaksLines else { return write(" ") }
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<indent { write("  ") }
  }

  /// A line break where lines are broken, else nothing.
  mutating func softBreak() {
    if breaksLines { newline() }
  }

  mutating func indented(_ body: (inout Printer) -> Void) {
    indent += 1
    body(&self)
    indent -= 1
  }

  /// `body` between parentheses, on lines of its own where lines are broken.
  mutating func block(_ body: (inout Printer) -> Void) {
    write("(")
    indented {
      $0.softBreak()
      body(&$0)
    }
    softBreak()
    write(")")
  }

  mutating func list<Element>(
    _ elements: [Element], separator: String = ", ", _ body: (inout Printer, Element) -> Void
  ) {
    for (index, element) in elements.enumerated() {
      if index > 0 { write(separator) }
      body(&self, element)
    }
  }

  mutating func report(_ construct: String, help: String? = nil, at place: Place) {
    problems.append(.init(construct: construct, help: help, place: place))
  }

  /// Writes `body` on one line if it then ends within the width; else takes that back and writes
  /// `broken`.
  mutating func writeFitting(
    _ body: (inout Printer) -> Void, broken: (inout Printer) -> Void
  ) {
    guard breaksLines else { return body(&self) }
    let start = out.count
    let problemCount = problems.count
    isTrying = true
    body(&self)
    isTrying = false
    let lineStart = out.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard out.count - lineStart > Self.width else { return }
    out.removeLast(out.count - start)
    problems.removeLast(problems.count - problemCount)
    broken(&self)
  }
}
