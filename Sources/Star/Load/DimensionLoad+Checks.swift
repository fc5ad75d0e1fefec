internal import Catalog
internal import ScheduleModel

extension DimensionLoad {
  /// Conditions on the staged rows.
  var checks: [CompiledCheck] {
    let checks = LoadChecks(writer: writer)
    let changedAt = hasStagedChangeTime ? [TechnicalColumn.changedAt] : []
    let history = model.hasVersions ? changedAt : []
    let fitted = model.naturalKey + model.attributes.map(\.column)
    return [
      checks.notNull(
        key + changedAt,
        meaning: "Rows of '\(model.source.dotted)' lack a part of the natural key"
          + (changedAt.isEmpty ? "." : " or the time of their change.")),
      checks.unique(
        key + history,
        meaning: "Rows of '\(model.source.dotted)' share a natural key"
          + (history.isEmpty ? "." : " and the time of their change.")),
    ] + checks.fit(fitted, staged: \.name)
  }

  /// Conditions on the dimension after its load.
  var publishChecks: [CompiledCheck] {
    let checks = LoadChecks(writer: writer)
    var all = [
      checks.uniqueInTarget(
        model.address, [model.keyColumn],
        meaning: "Members of '\(model.address.dotted)' share a surrogate key."),
      missing(checks),
    ]
    if model.hasVersions { all.append(gaps(checks)) }
    return all
  }

  private var hasStagedChangeTime: Bool { model.changedAt != nil }

  /// Every staged row has a member.
  private func missing(_ checks: LoadChecks) -> CompiledCheck {
    checks.custom(
      "complete",
      """
      SELECT count(*)
      FROM \(LoadWriter.staging) AS s
      WHERE NOT EXISTS (SELECT 1 FROM \(target) AS d WHERE \(writer.equal("d", "s", on: key)))
      """,
      meaning: "Rows of '\(model.source.dotted)' have no member in '\(model.address.dotted)'.")
  }

  /// Every version ends where the next one begins, and only the last one is current.
  private func gaps(_ checks: LoadChecks) -> CompiledCheck {
    let from = writer.column("v", TechnicalColumn.validFrom)
    let to = writer.column("v", TechnicalColumn.validTo)
    return checks.custom(
      "gapless",
      """
      SELECT count(*)
      FROM (
        SELECT
          \(to),
          \(writer.column("v", TechnicalColumn.isCurrent)),
          lead(\(from)) OVER (PARTITION BY \(writer.columns("v", key)) ORDER BY \(from)) AS next_from
        FROM \(target) AS v
        WHERE \(writer.column("v", model.keyColumn)) >= 0
      ) AS n
      WHERE n.valid_to <> coalesce(n.next_from, \(writer.end))
        OR n.is_current AND n.next_from IS NOT NULL
        OR NOT n.is_current AND n.next_from IS NULL
      """,
      meaning: "Versions in '\(model.address.dotted)' overlap or leave a gap.")
  }
}
