internal import Catalog
internal import Diagnostics
internal import SQL

/// Walks a tree once, resolving names and types. Time linear in the size of the query and of the
/// tables that it names.
struct Analyzer {
  let text: SourceText
  let dialect: Dialect
  let tables: DeclaredTables
  var sink = DiagnosticSink()
  var notes = TypeNotes()
  /// From the outermost query to the innermost.
  var scopes: [Scope] = []
  /// Common tables in force, by key, innermost last.
  var commonTables: [[String: Relation]] = []
  /// What the order of the query analyzed last depends on.
  var orderInfluences = ColumnSet()
  /// What is allowed and checked where the walk is.
  var context = Context()

  /// The tables read, with the number of each one's first column.
  private var bases: [QueryLineage.Base] = []
  private var baseIndex: [TableAddress: Int] = [:]
  private var columnCount = 0

  /// The rules of the place in the query where the walk is.
  struct Context {
    var clause = "this place"
    var allowsAggregates = false
    var allowsWindows = false
    var isInsideAggregate = false
    var aliases = AliasUse.never
    /// In a grouped query, what the groups are made of.
    var grouping: Grouping?
  }

  /// Whether names of the select list can be used.
  enum AliasUse {
    case never
    case afterColumns
    case beforeColumns
  }

  /// What a grouped query may use outside of aggregates.
  struct Grouping {
    var columns: Set<ColumnKey> = []
    var expressions: [Expression] = []
    /// The level of the scope that is grouped.
    var depth: Int
    /// Whether some groups leave some of them out.
    var areNullable = false
  }

  init(text: SourceText, dialect: Dialect, tables: DeclaredTables) {
    self.text = text
    self.dialect = dialect
    self.tables = tables
    notes.authoringDialect = dialect.id
  }

  /// A name in the form in which this dialect compares names.
  func key(_ name: String) -> String { dialect.key(name) }

  func span(_ place: Place) -> SourceSpan { text.span(of: place) }

  mutating func report(_ diagnostic: Diagnostic) { sink.report(diagnostic) }

  mutating func with<Result>(
    _ context: Context, _ body: (inout Analyzer) -> Result
  ) -> Result {
    let outer = self.context
    self.context = context
    let result = body(&self)
    self.context = outer
    return result
  }

  // MARK: Lineage

  /// A declared table as a relation; its columns get numbers.
  mutating func relation(of table: DeclaredTable) -> Relation {
    let first = number(table)
    let columns = table.columns.enumerated().map { index, column in
      var value = Value(
        type: column.type.isNative ? .unknown : .data(column.type), isNullable: !column.isRequired)
      value.direct = ColumnSet(first + index)
      return Relation.ColumnEntry(name: column.name, value: value, place: .none)
    }
    return Relation(columns: columns, span: table.span)
  }

  private mutating func number(_ table: DeclaredTable) -> Int {
    if let known = baseIndex[table.address] { return bases[known].first }
    baseIndex[table.address] = bases.count
    bases.append(
      .init(address: table.address, columns: table.columns, first: columnCount))
    columnCount += table.columns.count
    return bases[bases.count - 1].first
  }

  func lineage(_ relation: Relation) -> QueryLineage {
    QueryLineage(
      bases: bases,
      outputs: relation.columns.map {
        .init(name: $0.name, direct: $0.value.direct, influences: $0.value.influences)
      }, rowInfluences: relation.influences)
  }

  func outputColumns(_ relation: Relation) -> [OutputColumn] {
    relation.columns.map { column in
      OutputColumn(
        name: column.name, type: column.value.type.data, isNullable: column.value.isNullable,
        place: column.place)
    }
  }

  func analyzed(_ expression: Expression, _ value: Value) -> AnalyzedExpression {
    AnalyzedExpression(
      expression: expression, type: value.type.data, isNullable: value.isNullable,
      columns: QueryLineage(bases: bases, outputs: [], rowInfluences: ColumnSet())
        .addresses(value.direct.union(value.influences)), notes: notes)
  }

  // MARK: Entry points besides queries

  mutating func analyze(
    _ expression: Expression, over table: DeclaredTable, allowsAggregates: Bool
  ) -> Value {
    var scope = Scope()
    let name = table.address.name
    scope.sources = [
      Source(
        name: name, path: [table.address.schema.name, name], relation: relation(of: table),
        key: key)
    ]
    scopes.append(scope)
    defer { scopes.removeLast() }
    let context = Context(
      clause: "an expression over one table", allowsAggregates: allowsAggregates)
    return with(context) { $0.analyze(expression) }
  }

  mutating func checkNames(_ relation: Relation) {
    var seen = ColumnNames(capacity: relation.columns.count)
    for index in relation.columns.indices {
      let name = relation.columns[index].name
      if name.isEmpty {
        if relation.columns[index].value.type != .unknown {
          report(.unnamedColumn(position: index + 1, at: span(relation.columns[index].place)))
        }
      } else if let first = seen.add(key(name), at: index) {
        report(
          .duplicateColumn(
            name, at: span(relation.columns[index].place),
            first: span(relation.columns[first].place)))
      }
    }
  }
}

extension Dialect {
  /// A name in the form in which this dialect compares names.
  func key(_ name: String) -> String {
    // Most names are in lower case already.
    guard capabilities.ignoresCase, name.mayHaveUpperCase else { return name }
    return name.lowercased()
  }
}

extension String {
  /// Whether a letter may change in lower case: an upper one, or one beyond ASCII.
  fileprivate var mayHaveUpperCase: Bool {
    var text = self
    return text.withUTF8 { bytes in
      let bytes = unsafe bytes.span
      for index in 0..<bytes.count where bytes[index] >= 128 || 65...90 ~= bytes[index] {
        return true
      }
      return false
    }
  }
}
