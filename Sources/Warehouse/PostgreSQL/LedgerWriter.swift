internal import Catalog
internal import Connect
internal import PlanModel
internal import Ports

/// Writes `weir.ledger`. Two round trips, whatever the number of objects.
struct LedgerWriter {
  let connection: PostgresConnection
  let owner: LedgerOwner

  func write(made: [LedgerNote], forgotten: [ObjectAddress]) async throws(PortError) {
    let marks = made.filter { $0.isRetired != nil }
    let notes = made.filter { $0.isRetired == nil }
      .compactMap { note in LedgerKey(note.address).map { (note, $0) } }
    var found: [Rows] = []
    if !notes.isEmpty {
      found = try await connection.pipeline(notes.map { lookup($0.1) }).get()
    }
    // What is forgotten goes first: another object may have taken its name.
    var statements = forgotten.compactMap { LedgerKey($0) }.map { deletion($0) }
    for (place, (note, key)) in notes.enumerated() {
      let row = found[place].first
      let stored = row?[1].map { Fingerprint(of: InspectionReader.withoutSemicolon($0)) }
      statements.append(
        insertion(
          key, objectID: row?[0], desired: note.desired, stored: note.desired == nil ? nil : stored)
      )
    }
    statements += marks.compactMap { note in
      LedgerKey(note.address).map { mark($0, isRetired: note.isRetired == true) }
    }
    guard !statements.isEmpty else { return }
    _ = try await connection.pipeline(statements).get()
  }

  private func mark(_ key: LedgerKey, isRetired: Bool) -> PipelinedStatement {
    PipelinedStatement(
      """
      UPDATE weir.ledger SET retired_at = \(isRetired ? "clock_timestamp()" : "NULL")
      WHERE platform = $1 AND environment = $2 AND side = $3
        AND kind = $4 AND schema_name = $5 AND name = $6 AND part = $7
      """, parameters(key))
  }

  /// The live object's number, and the text that the server keeps of it.
  private func lookup(_ key: LedgerKey) -> PipelinedStatement {
    guard key.side == .warehouse else { return PipelinedStatement("SELECT NULL, NULL") }
    switch key.kind {
    case "schema":
      return PipelinedStatement(
        "SELECT oid::text, NULL FROM pg_catalog.pg_namespace WHERE nspname = $1", [key.schema])
    case "role":
      return PipelinedStatement(
        "SELECT oid::text, NULL FROM pg_catalog.pg_roles WHERE rolname = $1", [key.name])
    case "policy":
      return PipelinedStatement(
        """
        SELECT p.oid::text, pg_catalog.pg_get_expr(p.polqual, p.polrelid)
        FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = $2 AND p.polname = $3
        """, [key.schema, key.name, key.part])
    case "column": return columnLookup(key)
    case "constraint":
      return PipelinedStatement(
        """
        SELECT k.oid::text, pg_catalog.pg_get_expr(k.conbin, k.conrelid)
        FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = $2 AND k.conname = $3
        """, [key.schema, key.name, key.part])
    case "index": return indexLookup(key)
    default:
      return PipelinedStatement(
        """
        SELECT c.oid::text, CASE WHEN c.relkind IN ('v', 'm')
          THEN pg_catalog.pg_get_viewdef(c.oid) END
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = $2
        """, [key.schema, key.name])
    }
  }

  /// Columns with a default or an expression.
  private func columnLookup(_ key: LedgerKey) -> PipelinedStatement {
    PipelinedStatement(
      """
      SELECT c.oid || '.' || a.attnum, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
      FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2 AND a.attname = $3
      """, [key.schema, key.name, key.part])
  }

  /// Its expressions and its condition, as the planner joins them.
  private func indexLookup(_ key: LedgerKey) -> PipelinedStatement {
    PipelinedStatement(
      """
      SELECT i.indexrelid::text, array_to_string(array(
          SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k.place::integer, false)
          FROM unnest(i.indkey) WITH ORDINALITY k (number, place)
          WHERE k.number = 0 ORDER BY k.place)
        || pg_catalog.pg_get_expr(i.indpred, i.indrelid), chr(1))
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
      JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2 AND x.relname = $3
      """, [key.schema, key.name, key.part])
  }

  private func parameters(_ key: LedgerKey) -> [String?] {
    [
      owner.platform, owner.environment, key.side.rawValue, key.kind, key.schema, key.name,
      key.part,
    ]
  }

  private func deletion(_ key: LedgerKey) -> PipelinedStatement {
    PipelinedStatement(
      """
      DELETE FROM weir.ledger WHERE platform = $1 AND environment = $2 AND side = $3
        AND kind = $4 AND schema_name = $5 AND name = $6 AND part = $7
      """, parameters(key))
  }

  private func insertion(
    _ key: LedgerKey, objectID: String?, desired: Fingerprint?, stored: Fingerprint?
  ) -> PipelinedStatement {
    PipelinedStatement(
      """
      INSERT INTO weir.ledger (platform, environment, side, kind, schema_name, name, part,
        object_id, desired, stored)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (platform, environment, side, kind, schema_name, name, part) DO UPDATE
      SET object_id = excluded.object_id, desired = excluded.desired, stored = excluded.stored,
        retired_at = NULL, made_at = clock_timestamp()
      """, parameters(key) + [objectID, desired?.text, stored?.text])
  }
}
