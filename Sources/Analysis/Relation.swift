internal import Diagnostics
internal import SQL

/// The columns that a table, a subquery or a query gives.
struct Relation {
  struct ColumnEntry {
    var name: String
    var value: Value
    var place: Place
  }

  var columns: [ColumnEntry] = []
  /// Columns that decide which rows there are.
  var influences = ColumnSet()
  /// Whether a mistake hid what columns there are: every name is found then, with an unknown type.
  var isOpen = false
  /// Where the table is declared.
  var span: SourceSpan?

  static let open = Relation(isOpen: true)
}

/// One table or subquery of a `FROM`, under the name that the query calls it by.
struct Source {
  /// Nil for a subquery without an alias.
  var name: String?
  /// The parts of the table's name, or only the alias; in the case of the query.
  var path: [String]
  var relation: Relation
  /// Whether an outer join can fill its columns with nulls.
  var isNullable = false
  /// Its columns by name, in lower case where the dialect ignores case; the first of equal ones. Empty
  /// where there are so few that looking at each is quicker.
  private var index: [String: Int] = [:]
  private let keys: [String]
  private static let linearLimit = 32

  init(name: String?, path: [String], relation: Relation, key: (String) -> String) {
    self.name = name
    self.path = path
    self.relation = relation
    keys = relation.columns.map { key($0.name) }
    guard keys.count > Self.linearLimit else { return }
    index.reserveCapacity(keys.count)
    for (position, key) in keys.enumerated().reversed() { index[key] = position }
  }

  /// The place of a column by its name, in lower case where the dialect ignores case.
  func place(of key: String) -> Int? {
    keys.count > Self.linearLimit ? index[key] : keys.firstIndex(of: key)
  }
}

/// Names a column of the `FROM` of the innermost query.
struct ColumnKey: Hashable {
  let source: Int
  let column: Int
}

/// What the names of one `SELECT` can mean.
struct Scope {
  var sources: [Source] = []
  /// Columns that `USING` or `NATURAL` made one of two, by key.
  var merged: [(key: String, name: String, value: Value, members: [ColumnKey])] = []
  /// Columns that the conditions of the query keep from being null.
  var nonNull: Set<ColumnKey> = []
  /// Names that the select list gives, where they may be used.
  var aliases: [String: Value] = [:]
  /// What the select list gives, to explain why a name of it is not known elsewhere.
  var laterItems: [SelectItem] = []
}
