extension Printer {
  /// Rows that the query gives itself.
  ///
  /// - Parameter hasNames: whether what stands around gives names to their columns; else they are
  ///   those of the dialect that the query is written in.
  mutating func write(_ rows: [[Expression]], hasNames: Bool, at place: Place) {
    let names = hasNames ? [] : valuesNames(count: rows.first?.count ?? 0)
    if !dialect.capabilities.hasValues { return writeSelects(of: rows, names, at: place) }
    guard !names.isEmpty else { return writeValues(rows) }
    write("SELECT *")
    newline()
    write("FROM ")
    block { $0.writeValues(rows) }
    write(" AS listed (")
    list(names) { $0.write($1) }
    write(")")
  }

  private mutating func writeValues(_ rows: [[Expression]]) {
    write("VALUES")
    indented { printer in
      for (index, row) in rows.enumerated() {
        if index > 0 { printer.write(",") }
        printer.newline()
        printer.write("(")
        printer.list(row) { $0.write($1) }
        printer.write(")")
      }
    }
  }

  /// A query for each row. Types are found for two of them at a time, so that a column must not begin
  /// with nulls alone.
  private mutating func writeSelects(
    of rows: [[Expression]], _ names: [Identifier], at place: Place
  ) {
    if rows.count > 2, zip(rows[0], rows[1]).contains(where: { $0.isNull && $1.isNull }) {
      report(
        "VALUES with nulls in the first two rows", help: "Cast the first null to its type.",
        at: place)
    }
    for (index, row) in rows.enumerated() {
      if index > 0 {
        newline()
        write("UNION ALL")
        newline()
      }
      write("SELECT ")
      for (column, value) in row.enumerated() {
        if column > 0 { write(", ") }
        write(value)
        if index == 0, column < names.count {
          write(" AS ")
          write(names[column])
        }
      }
    }
  }

  /// The names that columns of `VALUES` have in the dialect that the query is written in; empty where
  /// the same come by themselves.
  private func valuesNames(count: Int) -> [Identifier] {
    let author = notes.authoringDialect.flatMap { Dialect.named($0) } ?? dialect
    let numbering = author.capabilities.valuesNames
    if dialect.capabilities.hasValues, numbering == dialect.capabilities.valuesNames { return [] }
    return (0..<count).map { Identifier(numbering.name(at: $0)) }
  }
}

extension Expression {
  fileprivate var isNull: Bool {
    if case .literal(.null) = kind { return true }
    return false
  }
}
