package import Catalog
internal import Diagnostics
package import SQL

/// Tells whether Weir reads SQL that a server keeps, and why not. What it does not read it leaves as it
/// is.
package struct Understanding {
  let dialect: Dialect

  package init(dialect: Dialect) { self.dialect = dialect }

  /// Nil when it does; else a sentence for people.
  package func objection(to expression: String, over table: DeclaredTable) -> String? {
    switch text(of: expression, over: table) {
    case .success: nil
    case .failure(let objection): objection.why
    }
  }

  /// The expression as the compiler writes one that specs give in the same words.
  package func text(of expression: String, over table: DeclaredTable) -> Result<String, Objection> {
    var sink = DiagnosticSink()
    let text = Self.source(expression)
    let tree = parseExpression(text, dialect: dialect, sink: &sink)
    var written = ""
    if !sink.hasErrors {
      let analyzed = analyzeExpression(
        tree, in: text, over: table, dialect: dialect, sink: &sink)
      let printed = tree.printed(for: dialect, notes: analyzed.notes)
      printed.report(in: text, into: &sink)
      written = printed.text
    }
    return Self.objection(sink).map { .failure(Objection(why: $0)) } ?? .success(written)
  }

  /// The query as Weir writes it, and its columns; or why it cannot be declared.
  package func query(_ body: String, over tables: [TableAddress: [Column]]) -> Result<
    (text: String, columns: [Column]), Objection
  > {
    var sink = DiagnosticSink()
    let text = Self.source(body)
    let query = parseQuery(text, dialect: dialect, sink: &sink)
    guard !sink.hasErrors else { return .failure(Objection(why: Self.objection(sink) ?? "")) }
    let declared = DeclaredTables(
      table: { name in
        guard name.parts.count == 2 else { return nil }
        let address = TableAddress(.warehouse, name.parts[0].name, name.parts[1].name)
        return tables[address].map { DeclaredTable(address: address, columns: $0) }
      }, names: { [] })
    let analyzed = analyze(query, in: text, dialect: dialect, tables: declared, sink: &sink)
    let printed = query.printed(for: dialect, notes: analyzed.notes)
    printed.report(in: text, into: &sink)
    if let why = Self.objection(sink) { return .failure(Objection(why: why)) }
    let columns = analyzed.columns.map { Column($0.name, $0.type ?? .native("unknown")) }
    // What Weir writes must mean the same to it when it reads it again.
    let again = parseQuery(generated: printed.text, dialect: dialect)
    let isSame = again?.canonicalText(in: dialect) == query.canonicalText(in: dialect)
    return .success((isSame ? printed.text : body, columns))
  }

  package struct Objection: Error {
    package let why: String
  }

  private static func source(_ text: String) -> SourceText {
    SourceText(file: SourceFile(id: FileID(index: 0), path: "", bytes: Array(text.utf8)))
  }

  private static func objection(_ sink: DiagnosticSink) -> String? {
    sink.diagnostics.first { $0.severity == .error }?.detail
  }
}
