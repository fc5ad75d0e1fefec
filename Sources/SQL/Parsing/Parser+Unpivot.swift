extension Parser {
  /// Whether `UNPIVOT (` or `UNPIVOT INCLUDE NULLS (` stands here.
  var startsUnpivot: Bool {
    guard isAt(.unpivot) else { return false }
    if peek().kind == .leftParenthesis { return true }
    return peek().kind == .word && peek(2).keyword == .nulls && peek(3).kind == .leftParenthesis
  }

  /// `UNPIVOT (value FOR name IN (a AS x, b))`, and `(one, other) FOR name IN ((a, b), (c, d))`.
  ///
  /// It says nothing that other constructs do not: the tree is that of a join with one row for each
  /// entry of the list, which picks the columns of that entry.
  mutating func parseUnpivot(_ source: TableSource, from start: Token) -> TableSource {
    let keyword = current.place
    advance()
    var includesNulls = false
    if isAt(.word) {
      includesNulls = text(of: current).lowercased() == "include"
      if !includesNulls, text(of: current).lowercased() != "exclude" {
        reportUnexpected("INCLUDE NULLS, EXCLUDE NULLS or '('")
      }
      advance()
      advance()
    }
    let opening = current.place
    advance()
    let isGrouped = isAt(.leftParenthesis)
    let values =
      isGrouped
      ? parseNameList("the name of a value")
      : parseName("the name of the value").map { [$0] } ?? []
    expect(Keyword.for)
    let name = parseName("the name of the column that says where a value is from")
    expect(.in)
    let entries = parseUnpivotEntries(isGrouped: isGrouped)
    closeParenthesis()
    var alias = parseAlias()
    let columns = alias == nil ? [] : parseNameList("the name of a column")
    alias = alias ?? source.alias ?? Identifier("unpivoted", at: keyword)
    guard let name, !values.isEmpty, !entries.isEmpty else {
      return TableSource(.error, alias: alias, columnAliases: columns, at: place(from: start))
    }
    for entry in entries where entry.columns.count != values.count {
      report(
        .unexpected(
          expected: "as many columns as values (\(values.count))", found: text(of: entry.place)),
        at: entry.place)
    }
    let unpivot = Unpivot(
      values: values, name: name, entries: entries, includesNulls: includesNulls,
      keyword: keyword, opening: opening)
    return TableSource(
      .query(unpivot.query(of: source), isLateral: false), alias: alias, columnAliases: columns,
      at: place(from: start))
  }

  private mutating func parseUnpivotEntries(isGrouped: Bool) -> [Unpivot.Entry] {
    guard expect(.leftParenthesis, "(") else { return [] }
    var entries: [Unpivot.Entry] = []
    repeat {
      let start = current
      let columns =
        isGrouped
        ? parseNameList("the name of a column")
        : parseName("the name of a column").map { [$0] } ?? []
      guard !columns.isEmpty else { break }
      let end = place(from: start)
      let name: String?
      if isAt(.as), peek().kind == .string {
        advance()
        name = string(current)
        advance()
      } else {
        name = parseAlias().map { written($0) }
      }
      entries.append(
        Unpivot.Entry(
          columns: columns, name: name ?? columns.map { written($0) }.joined(separator: "_"),
          place: end))
    } while take(.comma)
    closeParenthesis()
    return entries
  }

  /// A name as the text has it: it becomes a value, in which the case of letters matters.
  private func written(_ name: Identifier) -> String {
    let text = text(of: name.place)
    return text.lowercased() == name.name ? text : name.name
  }
}
