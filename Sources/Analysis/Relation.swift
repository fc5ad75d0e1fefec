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
  private let columnNames: ColumnNames
  /// The name in the form in which the dialect compares names.
  let nameKey: String?
  private static let linearLimit = 32

  init(name: String?, path: [String], relation: Relation, key: (String) -> String) {
    self.name = name
    self.path = path
    self.relation = relation
    nameKey = name.map(key)
    var names = ColumnNames(capacity: relation.columns.count)
    for index in relation.columns.indices {
      _ = names.add(key(relation.columns[index].name), at: index)
    }
    columnNames = names
  }

  /// The place of a column by its name, in lower case where the dialect ignores case.
  func place(of key: String) -> Int? { columnNames.place(of: key) }
}

/// Names of columns in lower case where the dialect ignores case, each with the first place where it
/// stands.
struct ColumnNames {
  private var names: [String] = []
  private var places: [Int] = []
  /// Used where there are so many that looking at each is slower.
  private var index: [String: Int] = [:]
  private static let linearLimit = 32

  init(capacity: Int) {
    if capacity > Self.linearLimit {
      index.reserveCapacity(capacity)
    } else {
      names.reserveCapacity(capacity)
      places.reserveCapacity(capacity)
    }
  }

  /// Adds a name; gives the place where it stood before, or nil when it is new.
  mutating func add(_ name: String, at place: Int) -> Int? {
    if let first = self.place(of: name) { return first }
    if names.count < Self.linearLimit, index.isEmpty {
      names.append(name)
      places.append(place)
    } else {
      index[name] = place
    }
    return nil
  }

  func place(of name: String) -> Int? {
    for position in names.indices where names[position] == name { return places[position] }
    return index.isEmpty ? nil : index[name]
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
