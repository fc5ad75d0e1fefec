package import Catalog
package import Diagnostics
package import SQL

/// A query whose names and types are resolved.
package struct AnalyzedQuery: Sendable {
  package let query: Query
  /// In the order of the query; empty only when the query could not be read at all.
  package let columns: [OutputColumn]
  /// Where its columns come from; one for each of `columns`. Common tables are not in it.
  package let lineage: QueryLineage
  /// What the printer has to know.
  package let notes: TypeNotes
}

/// A column of a query's result.
package struct OutputColumn: Sendable {
  /// Empty when the query gives it none; that has been reported.
  package let name: String
  /// Nil when it is not known: after a mistake, which has been reported, or for a bare `NULL`.
  package let type: DataType?
  package let isNullable: Bool
  package let place: Place
}

/// Where the values of a column come from.
package struct ColumnLineage: Hashable, Sendable {
  /// Columns whose values it is made of; sorted, unique.
  package let direct: [ColumnAddress]
  /// Columns that decide which rows or values it has: filters, joins, groups, conditions. Sorted,
  /// unique; may name columns of `direct` too.
  package let influences: [ColumnAddress]
}

/// An expression over the columns of one table whose names and types are resolved.
package struct AnalyzedExpression: Sendable {
  package let expression: Expression
  /// Nil when it is not known.
  package let type: DataType?
  package let isNullable: Bool
  /// The columns it reads; sorted, unique.
  package let columns: [ColumnAddress]
  package let notes: TypeNotes
}

/// Resolves the names of `query`, read from `text`, checks its types, and traces its columns.
///
/// Reports every mistake; a part whose type is unknown because of one is not reported again.
/// `needsColumnNames` says whether the result's columns need names, as those of a transform or view do.
package func analyze(
  _ query: Query, in text: SourceText, dialect: Dialect, tables: DeclaredTables,
  needsColumnNames: Bool = true, sink: inout DiagnosticSink
) -> AnalyzedQuery {
  var analyzer = Analyzer(text: text, dialect: dialect, tables: tables)
  let relation = analyzer.analyze(query)
  if needsColumnNames { analyzer.checkNames(relation) }
  sink.absorb(analyzer.sink)
  return AnalyzedQuery(
    query: query, columns: analyzer.outputColumns(relation), lineage: analyzer.lineage(relation),
    notes: analyzer.notes)
}

/// Resolves and checks an expression over one table, such as a computed measure.
package func analyzeExpression(
  _ expression: Expression, in text: SourceText, over table: DeclaredTable, dialect: Dialect,
  allowsAggregates: Bool = false, sink: inout DiagnosticSink
) -> AnalyzedExpression {
  var analyzer = Analyzer(
    text: text, dialect: dialect, tables: DeclaredTables(table: { _ in nil }, names: { [] }))
  let value = analyzer.analyze(expression, over: table, allowsAggregates: allowsAggregates)
  sink.absorb(analyzer.sink)
  return analyzer.analyzed(expression, value)
}

/// Resolves and checks a condition over one table, such as a row filter: like `analyzeExpression`,
/// and the result must be a boolean.
package func analyzeCondition(
  _ expression: Expression, in text: SourceText, over table: DeclaredTable, dialect: Dialect,
  sink: inout DiagnosticSink
) -> AnalyzedExpression {
  var analyzer = Analyzer(
    text: text, dialect: dialect, tables: DeclaredTables(table: { _ in nil }, names: { [] }))
  let value = analyzer.analyze(expression, over: table, allowsAggregates: false)
  analyzer.requireBoolean(value, of: expression, in: "A row filter or check")
  sink.absorb(analyzer.sink)
  return analyzer.analyzed(expression, value)
}
