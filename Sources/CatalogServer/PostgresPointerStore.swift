package import Connect
internal import JSON
package import Ports

/// Pointers in PostgreSQL, in a schema of their own. Keys of the database hold the rules: a table
/// needs its namespace, a namespace its parent.
package struct PostgresPointerStore: PointerStore {
  private let pool: PostgresPool

  package init(_ pool: PostgresPool) { self.pool = pool }

  package func prepare() async throws(PortError) {
    try await pool.withTransaction { (connection) throws(PortError) in
      // Two servers that start together would both try to make the schema.
      _ = try await connection.query("SELECT pg_advisory_xact_lock(hashtext('weir_catalog'))")
      try await connection.execute(Self.schema)
    }
  }

  private static let schema = """
    CREATE SCHEMA IF NOT EXISTS weir_catalog;
    CREATE TABLE IF NOT EXISTS weir_catalog.namespace (
      name text PRIMARY KEY,
      parent text REFERENCES weir_catalog.namespace,
      properties text NOT NULL
    );
    CREATE TABLE IF NOT EXISTS weir_catalog.pointer (
      namespace text NOT NULL REFERENCES weir_catalog.namespace,
      name text NOT NULL,
      metadata_location text NOT NULL,
      previous_metadata_location text,
      PRIMARY KEY (namespace, name)
    );
    """

  package func namespaces() async throws(PortError) -> [NamespaceName] {
    let rows = try await pool.query("SELECT name FROM weir_catalog.namespace")
    return try rows.map { row throws(PortError) in try Self.namespace(row.text(0)) }.sorted()
  }

  package func properties(
    of namespace: NamespaceName
  ) async throws(PortError) -> [String: String]? {
    let rows = try await pool.query(
      "SELECT properties FROM weir_catalog.namespace WHERE name = $1", [namespace.joined])
    guard let text = rows.scalar else { return nil }
    return try Self.properties(text)
  }

  package func createNamespace(
    _ namespace: NamespaceName, properties: [String: String]
  ) async throws(PortError) {
    do throws(PortError) {
      try await pool.query(
        "INSERT INTO weir_catalog.namespace (name, parent, properties) VALUES ($1, $2, $3)",
        [namespace.joined, namespace.parent?.joined, Self.text(properties)])
    } catch {
      throw Self.described(
        error, foreign: .missing("The parent namespace does not exist."),
        taken: "The namespace exists.")
    }
  }

  package func updateNamespace(
    _ namespace: NamespaceName, _ change: @Sendable ([String: String]) -> [String: String]
  ) async throws(PortError) {
    try await pool.withTransaction { (connection) throws(PortError) in
      let rows = try await connection.query(
        "SELECT properties FROM weir_catalog.namespace WHERE name = $1 FOR UPDATE",
        [namespace.joined])
      guard let text = rows.scalar else { throw .missing("The namespace does not exist.") }
      _ = try await connection.query(
        "UPDATE weir_catalog.namespace SET properties = $2 WHERE name = $1",
        [namespace.joined, Self.text(change(Self.properties(text)))])
    }
  }

  package func dropNamespace(_ namespace: NamespaceName) async throws(PortError) {
    do throws(PortError) {
      let rows = try await pool.query(
        "DELETE FROM weir_catalog.namespace WHERE name = $1", [namespace.joined])
      guard rows.affectedCount == 1 else { throw .missing("The namespace does not exist.") }
    } catch {
      throw Self.described(
        error, foreign: PortError(.conflict, "The namespace is not empty."), taken: "")
    }
  }

  package func tables(
    in namespace: NamespaceName
  ) async throws(PortError) -> [TableName]? {
    let rows = try await pool.query(
      """
      SELECT p.name FROM weir_catalog.namespace n
      LEFT JOIN weir_catalog.pointer p ON p.namespace = n.name WHERE n.name = $1
      """, [namespace.joined])
    guard !rows.isEmpty else { return nil }
    var names: [TableName] = []
    for name in rows.compactMap({ $0[0] }) { names.append(try Self.table(namespace, name)) }
    return names.sorted()
  }

  package func allPointers() async throws(PortError) -> [TableName: String] {
    let rows = try await pool.query(
      "SELECT namespace, name, metadata_location FROM weir_catalog.pointer")
    var result: [TableName: String] = [:]
    for row in rows {
      result[try Self.table(Self.namespace(row.text(0)), row.text(1))] = row.text(2)
    }
    return result
  }

  package func pointer(of table: TableName) async throws(PortError) -> String? {
    try await pool.query(
      "SELECT metadata_location FROM weir_catalog.pointer WHERE namespace = $1 AND name = $2",
      [table.namespace.joined, table.name]
    ).scalar
  }

  package func swap(_ swaps: [PointerSwap]) async throws(PortError) {
    // In one order, so that two commits over the same tables never wait for each other.
    let sorted = swaps.sorted { $0.table < $1.table }
    try await pool.withTransaction { (connection) throws(PortError) in
      for swap in sorted { try await Self.carryOut(swap, on: connection) }
    }
  }

  private static func carryOut(
    _ swap: PointerSwap, on connection: PostgresConnection
  ) async throws(PortError) {
    let key = [swap.table.namespace.joined, swap.table.name]
    guard let expected = swap.expected else {
      do throws(PortError) {
        _ = try await connection.query(
          """
          INSERT INTO weir_catalog.pointer (namespace, name, metadata_location)
          VALUES ($1, $2, $3)
          """, key + [swap.new])
      } catch {
        throw described(
          error, foreign: .missing("The namespace does not exist."), taken: "The table exists.")
      }
      return
    }
    let rows = try await connection.query(
      """
      UPDATE weir_catalog.pointer
      SET metadata_location = $3, previous_metadata_location = metadata_location
      WHERE namespace = $1 AND name = $2 AND metadata_location = $4
      """, key + [swap.new, expected])
    guard rows.affectedCount == 1 else {
      throw PortError(.conflict, "Somebody else has changed the table '\(swap.table)'.")
    }
  }

  package func rename(_ table: TableName, to name: TableName) async throws(PortError) {
    do throws(PortError) {
      let rows = try await pool.query(
        """
        UPDATE weir_catalog.pointer SET namespace = $3, name = $4
        WHERE namespace = $1 AND name = $2
        """, [table.namespace.joined, table.name, name.namespace.joined, name.name])
      guard rows.affectedCount == 1 else { throw .missing("The table does not exist.") }
    } catch {
      throw Self.described(
        error, foreign: .missing("The namespace does not exist."), taken: "The table exists.")
    }
  }

  package func drop(_ table: TableName) async throws(PortError) -> String {
    let rows = try await pool.query(
      """
      DELETE FROM weir_catalog.pointer WHERE namespace = $1 AND name = $2
      RETURNING metadata_location
      """, [table.namespace.joined, table.name])
    guard let location = rows.scalar else { throw .missing("The table does not exist.") }
    return location
  }
}

extension PostgresPointerStore {
  /// PostgreSQL 15, appendix A: a broken foreign key, and a key that is taken.
  private static func described(
    _ error: PortError, foreign: PortError, taken: String
  ) -> PortError {
    switch error.sqlState {
    case "23503": foreign
    case "23505": PortError(.conflict, taken)
    default: error
    }
  }

  private static func namespace(_ text: String) throws(PortError) -> NamespaceName {
    guard let name = try? NamespaceName(joined: text) else { throw .broken(text) }
    return name
  }

  private static func table(
    _ namespace: NamespaceName, _ name: String
  ) throws(PortError) -> TableName {
    guard let table = try? TableName(namespace, name) else { throw .broken(name) }
    return table
  }

  private static func text(_ properties: [String: String]) -> String {
    JSONValue.object(JSONObject(properties.map { ($0.key, .string($0.value)) })).canonicalText()
  }

  private static func properties(_ text: String) throws(PortError) -> [String: String] {
    guard let object = (try? JSONValue(parsing: text))?.objectValue else { throw .broken(text) }
    return Dictionary(
      object.map { ($0.key, $0.value.stringValue ?? "") }, uniquingKeysWith: { _, last in last })
  }
}

extension PortError {
  fileprivate static func missing(_ message: String) -> PortError { PortError(.missing, message) }

  fileprivate static func broken(_ text: String) -> PortError {
    PortError(.refused, "The catalog's database holds '\(text)', which Weir did not write.")
  }
}
