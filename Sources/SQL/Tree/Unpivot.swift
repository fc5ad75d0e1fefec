/// What `UNPIVOT` makes of a table: a row for each entry, with the values of the entry's columns in
/// place of all of them.
struct Unpivot {
  /// One of the list: as many columns as there are values, and what its rows are called.
  struct Entry {
    let columns: [Identifier]
    let name: String
    let place: Place
  }

  /// The columns that come in place of those of the entries.
  let values: [Identifier]
  /// The column that says which entry a row is of; before the values.
  let name: Identifier
  let entries: [Entry]
  /// Whether rows without any value stay.
  let includesNulls: Bool
  /// Of the word, and of the parenthesis after it: two places that nothing else in the query has.
  let keyword: Place
  let opening: Place

  private static let number = Identifier("unpivot_number")
  private static let entryName = Identifier("unpivot_name")

  /// The same in other constructs: joined to the numbers of the entries, with a choice for each value.
  func query(of source: TableSource) -> Query {
    let list = Query(
      body: .values(
        entries.enumerated().map { index, entry in
          [
            Expression(.literal(.integer(String(index + 1)))),
            Expression(.literal(.string(entry.name))),
          ]
        }))
    let numbers = TableSource(
      .query(list, isLateral: false), alias: Identifier("unpivot_entries"),
      columnAliases: [Self.number, Self.entryName])
    // Without places, as the columns are looked up where they are chosen, too.
    let turned = entries.flatMap(\.columns).map { Identifier($0.name) }
    let kept = Star(except: distinct(turned) + [Self.number, Self.entryName], at: opening)
    var items: [SelectItem] = [.star(kept)]
    items.append(.expression(column(Self.entryName), alias: name))
    for index in values.indices {
      items.append(.expression(choice(of: index), alias: values[index]))
    }
    let all = Select(
      items: items,
      from: [TableReference(source, joins: [Join(.cross, numbers, .none, at: keyword)])],
      at: keyword)
    guard !includesNulls else { return Query(body: .select(all)) }
    let isThere = values.map { value in
      Expression(.isNull(column(value), isNegated: true), at: value.place)
    }
    let rows = TableSource(
      .query(Query(body: .select(all)), isLateral: false), alias: Identifier("unpivot_rows"))
    return Query(
      body: .select(
        Select(
          items: [.star(Star(at: keyword))], from: [TableReference(rows)],
          where: isThere.count == 1 ? isThere[0] : .chain(.or, isThere), at: keyword)))
  }

  /// The column of this value that belongs to the entry of the row.
  private func choice(of index: Int) -> Expression {
    let branches = entries.enumerated().compactMap { number, entry in
      index < entry.columns.count
        ? Expression.Branch(
          when: Expression(.literal(.integer(String(number + 1)))),
          then: Expression(
            .column(qualifier: [], name: entry.columns[index]), at: entry.columns[index].place))
        : nil
    }
    return Expression(
      .conditional(operand: column(Self.number), branches: branches, otherwise: nil),
      at: values[index].place)
  }

  private func column(_ name: Identifier) -> Expression {
    Expression(.column(qualifier: [], name: name), at: name.place)
  }

  private func distinct(_ names: [Identifier]) -> [Identifier] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.name).inserted }
  }
}
