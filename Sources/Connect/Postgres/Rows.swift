/// What a query returned: rows of text values, in the server's order.
///
/// The values stay in libpq's memory until they are asked for; a copy of `Rows` costs nothing.
package struct Rows: Sendable, RandomAccessCollection {
  /// A result column.
  package struct Column: Hashable, Sendable {
    package let name: String
    /// The row of `pg_type`: 20 is `bigint`, 25 is `text`.
    package let typeOID: UInt32

    package init(name: String, typeOID: UInt32) {
      self.name = name
      self.typeOID = typeOID
    }
  }

  package let columns: [Column]
  /// Rows returned.
  package let count: Int
  /// Rows that a command inserted, updated, deleted or returned.
  package let affectedCount: Int
  private let storage: Storage

  init(_ result: consuming QueryResult) {
    columns = (0..<result.columnCount).map { result.column($0) }
    count = result.rowCount
    affectedCount = result.affectedCount
    storage = Storage(result)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(index: Int) -> Row {
    precondition(index >= 0 && index < count, "row \(index) of \(count)")
    return Row(rows: self, index: index)
  }

  /// One field as text; nil for NULL.
  package subscript(row: Int, column: Int) -> String? {
    precondition(row >= 0 && row < count && column >= 0 && column < columns.count)
    return unsafe storage.result.withField(row, column) {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }

  /// One field as the bytes of its text form; nil for NULL.
  package func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
    precondition(row >= 0 && row < count && column >= 0 && column < columns.count)
    return unsafe storage.result.withField(row, column) { unsafe Array($0) }
  }

  /// Where a column stands; nil when there is none of that name.
  package func columnIndex(_ name: String) -> Int? {
    columns.firstIndex { $0.name == name }
  }

  /// The first field of the first row; nil when there is no row or it is NULL.
  package var scalar: String? { isEmpty || columns.isEmpty ? nil : self[0, 0] }

  /// Holds the result for all copies of a `Rows`.
  ///
  /// `@unchecked`: a `PGresult` is never written after it was made, so that threads may read it
  /// at the same time (PostgreSQL 15, 34.20); it is freed with the last reference.
  private final class Storage: @unchecked Sendable {
    let result: QueryResult

    init(_ result: consuming QueryResult) { self.result = result }
  }
}

/// One row of a result.
package struct Row: Sendable {
  fileprivate let rows: Rows
  fileprivate let index: Int

  /// A field as text; nil for NULL.
  package subscript(column: Int) -> String? { rows[index, column] }

  /// A field by its column's name; nil for NULL. The column must be there.
  package subscript(name: String) -> String? {
    guard let column = rows.columnIndex(name) else {
      preconditionFailure("no result column named \(name)")
    }
    return rows[index, column]
  }

  /// A field as text, "" for NULL.
  package func text(_ column: Int) -> String { rows[index, column] ?? "" }

  /// A field as a number; nil for NULL and for what is no whole number.
  package func integer(_ column: Int) -> Int64? { rows[index, column].flatMap { Int64($0) } }

  /// Whether a boolean field is true; NULL is not.
  package func isTrue(_ column: Int) -> Bool { rows[index, column] == "t" }

  /// All fields from left to right.
  package var values: [String?] { rows.columns.indices.map { rows[index, $0] } }
}
