internal import Catalog

/// The statements that keep the versions of a dimension's members.
///
/// The versions of a member follow each other without a gap: the first begins with the calendar of
/// the platform, in 1900, so that facts older than the first snapshot find it; the last ends in
/// 9999. A staged row that is older than what the member's last version knows changes nothing.
/// The staged rows may hold several changes of one member, told apart by the time of the change.
struct VersionedLoad {
  private let load: DimensionLoad
  private let writer: LoadWriter
  private let model: DimensionModel
  private let key: [String]
  private let tracked: [String]
  /// Names of the query's own columns, which no attribute has.
  private let isStaged: String
  private let knownUntil: String
  private let isFirst: String
  private let isChange: String

  private let changedAt = TechnicalColumn.changedAt
  private let validFrom = TechnicalColumn.validFrom
  private let validTo = TechnicalColumn.validTo

  init(_ load: DimensionLoad) {
    self.load = load
    writer = load.writer
    model = load.model
    key = load.key
    tracked = model.attributes(.tracked).map(\.column.name)
    let taken = load.key + load.attributeNames
    isStaged = unusedName("is_staged", among: taken)
    knownUntil = unusedName("known_until", among: taken)
    isFirst = unusedName("is_first", among: taken)
    isChange = unusedName("is_change", among: taken)
  }

  var statements: [String] {
    var statements: [String] = []
    if model.allowsInferred { statements.append(fill) }
    statements += [correct, open, close]
    if model.changedAt != nil { statements.append(advance) }
    if !overwritten.isEmpty { statements.append(overwrite) }
    return statements
  }

  private var overwritten: [String] { model.attributes(.overwritten).map(\.column.name) }

  /// Gives a member that only facts had named what its first row says.
  private var fill: String {
    let assignments = load.attributeNames.map { "\(writer.name($0)) = \(writer.column("s", $0))" }
    var conditions = [
      writer.equal("s", "d", on: key), writer.column("d", TechnicalColumn.isInferred),
    ]
    if model.changedAt != nil {
      conditions.append(
        """
        NOT EXISTS (
            SELECT 1 FROM \(LoadWriter.staging) AS e
            WHERE \(writer.equal("e", "s", on: key)) AND \(load.changeTime("e")) < \(load.changeTime("s"))
          )
        """)
    }
    return """
      UPDATE \(load.target) AS d
      SET \((assignments + ["\(changedAt) = \(load.changeTime("s"))", "\(TechnicalColumn.isInferred) = FALSE"]).joined(separator: ",\n    "))
      FROM \(LoadWriter.staging) AS s
      WHERE \(writer.all(conditions))
      """
  }

  /// Mends the last version where a row of the same time says something else.
  private var correct: String {
    let assignments = tracked.map { "\(writer.name($0)) = \(writer.column("s", $0))" }
    return """
      UPDATE \(load.target) AS d
      SET \(assignments.joined(separator: ",\n    "))
      FROM \(LoadWriter.staging) AS s
      WHERE \(writer.all([
        writer.equal("s", "d", on: key), writer.column("d", TechnicalColumn.isCurrent),
        "\(writer.column("d", changedAt)) = \(load.changeTime("s"))",
        writer.any(tracked.map { writer.differ(writer.column("d", $0), writer.column("s", $0)) }),
      ]))
      """
  }

  /// Adds the versions that the staged rows begin.
  private var open: String {
    let plain = key + load.attributeNames
    var columns = [model.keyColumn] + plain
    columns += [validFrom, validTo, TechnicalColumn.isCurrent, changedAt]
    var values = [load.memberKey("v", validFrom: writer.column("v", validFrom))]
    values += plain.map { writer.column("v", $0) }
    values += [
      writer.column("v", validFrom), writer.column("v", validTo),
      "CASE WHEN \(writer.column("v", validTo)) = \(writer.end) THEN TRUE ELSE FALSE END",
      writer.column("v", changedAt),
    ]
    if model.allowsInferred {
      columns.append(TechnicalColumn.isInferred)
      values.append("FALSE")
    }
    return """
      INSERT INTO \(load.target) (\(writer.names(columns)))
      WITH history AS (
      \(history)
      ), known AS (
      \(known)
      ), compared AS (
      \(compared)
      ), versions AS (
      \(versions)
      )
      SELECT
        \(values.joined(separator: ",\n  "))
      FROM versions AS v
      """
  }

  /// The last version of each member, and the staged rows.
  private var history: String {
    let plain = key + load.attributeNames
    return """
        SELECT \(writer.columns("d", plain)), \(writer.column("d", changedAt)), FALSE AS \(isStaged)
        FROM \(load.target) AS d
        WHERE \(writer.all([writer.column("d", TechnicalColumn.isCurrent), "\(writer.column("d", model.keyColumn)) >= 0"], indent: "    "))
        UNION ALL
        SELECT \(writer.columns("s", plain)), \(load.changeTime("s")), TRUE
        FROM \(LoadWriter.staging) AS s
      """
  }

  private var known: String {
    """
      SELECT h.*, max(CASE WHEN NOT \(writer.column("h", isStaged)) THEN \(writer.column("h", changedAt)) END) \
    OVER (PARTITION BY \(writer.columns("h", key))) AS \(knownUntil)
      FROM history AS h
    """
  }

  /// Each row beside the one before it.
  private var compared: String {
    let window =
      "(PARTITION BY \(writer.columns("k", key)) ORDER BY \(writer.column("k", changedAt)))"
    let changes = tracked.map { name in
      let value = writer.column("k", name)
      return writer.differ(value, "lag(\(value)) OVER \(window)")
    }
    let others = load.attributeNames.filter { name in
      !model.attributes(.fixed).contains { $0.column.name == name }
    }
    var items = [writer.columns("k", key + others)]
    items += model.attributes(.fixed).map { attribute in
      let value = writer.column("k", attribute.column.name)
      let frame = window.dropLast() + " ROWS UNBOUNDED PRECEDING)"
      return "first_value(\(value)) OVER \(frame) AS \(writer.name(attribute.column.name))"
    }
    items += [
      "\(writer.column("k", changedAt)), \(writer.column("k", isStaged))",
      "CASE WHEN row_number() OVER \(window) = 1 THEN TRUE ELSE FALSE END AS \(isFirst)",
      "CASE WHEN \(changes.joined(separator: "\n      OR "))\n      THEN TRUE ELSE FALSE END AS \(isChange)",
    ]
    return """
        SELECT
          \(items.joined(separator: ",\n    "))
        FROM known AS k
        WHERE NOT \(writer.column("k", isStaged))
          OR \(writer.column("k", knownUntil)) IS NULL
          OR \(writer.column("k", changedAt)) > \(writer.column("k", knownUntil))
      """
  }

  private var versions: String {
    let next =
      "lead(\(writer.column("c", changedAt))) OVER (PARTITION BY \(writer.columns("c", key)) "
      + "ORDER BY \(writer.column("c", changedAt)))"
    return """
        SELECT c.*,
          CASE WHEN \(writer.column("c", isFirst)) THEN \(writer.beginning) ELSE \(writer.column("c", changedAt)) END AS \(validFrom),
          coalesce(\(next), \(writer.end)) AS \(validTo)
        FROM compared AS c
        WHERE \(writer.column("c", isStaged)) AND (\(writer.column("c", isFirst)) OR \(writer.column("c", isChange)))
      """
  }

  /// Ends versions where the next one begins.
  private var close: String {
    """
    UPDATE \(load.target) AS d
    SET \(validTo) = n.next_from,
        \(TechnicalColumn.isCurrent) = FALSE
    FROM (
      SELECT \(writer.column("v", model.keyColumn)), lead(\(writer.column("v", validFrom))) OVER (PARTITION BY \(writer.columns("v", key)) ORDER BY \(writer.column("v", validFrom))) AS next_from
      FROM \(load.target) AS v
      WHERE \(writer.column("v", model.keyColumn)) >= 0
    ) AS n
    WHERE \(writer.all([
      "\(writer.column("n", model.keyColumn)) = \(writer.column("d", model.keyColumn))",
      writer.column("d", TechnicalColumn.isCurrent), "n.next_from IS NOT NULL",
    ]))
    """
  }

  /// Remembers that the source confirmed the last version later than it was made.
  private var advance: String {
    """
    UPDATE \(load.target) AS d
    SET \(changedAt) = n.newest
    FROM (
      SELECT \(writer.columns("s", key)), max(\(load.changeTime("s"))) AS newest
      FROM \(LoadWriter.staging) AS s
      GROUP BY \(writer.columns("s", key))
    ) AS n
    WHERE \(writer.all([
      writer.equal("n", "d", on: key), writer.column("d", TechnicalColumn.isCurrent),
      "n.newest > \(writer.column("d", changedAt))",
    ]))
    """
  }

  /// Gives all versions the newest value of what is not tracked.
  private var overwrite: String {
    let assignments = overwritten.map { "\(writer.name($0)) = \(writer.column("s", $0))" }
    return """
      UPDATE \(load.target) AS d
      SET \(assignments.joined(separator: ",\n    "))
      FROM \(LoadWriter.staging) AS s
      JOIN \(load.target) AS c ON \(writer.equal("c", "s", on: key)) AND \(writer.column("c", TechnicalColumn.isCurrent)) AND \(writer.column("c", changedAt)) <= \(load.changeTime("s"))
      WHERE \(writer.all([
        writer.equal("c", "d", on: key),
        writer.any(overwritten.map { writer.differ(writer.column("d", $0), writer.column("s", $0)) }),
      ]))
      """
  }
}
