internal import Catalog
internal import ScheduleModel

/// The load of a dimension from rows staged under the names of its columns.
///
/// What the source no longer shows stays as it was: facts refer to it.
struct DimensionLoad {
  let model: DimensionModel
  let writer: LoadWriter

  var target: String { writer.table(model.address) }
  var key: [String] { model.naturalKey.map(\.name) }
  var attributeNames: [String] { model.attributes.map(\.column.name) }

  /// When a staged row was changed, as an instant; `alias` is the alias of the staged rows.
  func changeTime(_ alias: String) -> String {
    guard let column = model.changedAt else {
      return "\(LoadWriter.effectiveAt) AT TIME ZONE 'UTC'"
    }
    return writer.instant(writer.column(alias, column.name), column.sourceType)
  }

  /// The statements that publish, in order.
  var publish: [String] {
    let load = model.hasVersions ? VersionedLoad(self).statements : unversioned
    return [specialMembers] + load
  }

  private var unversioned: [String] {
    let isUpdated = model.allowsInferred || !(updatable.isEmpty && model.changedAt == nil)
    return isUpdated ? [update, insert] : [insert]
  }

  private var specialMembers: String {
    writer.insertSpecialMembers(
      into: model.address, key: model.keyColumn,
      labelled: model.attributes.map(\.column).filter { SpecialMember.isLabelled($0.type) }
        .map(\.name),
      values: timelessValues(isInferred: false))
  }

  /// What a row that has always been has in the columns that Weir adds.
  func timelessValues(isInferred: Bool) -> [(String, String)] {
    var values: [(String, String)] = []
    if model.hasVersions {
      values = [
        (TechnicalColumn.validFrom, writer.beginning), (TechnicalColumn.validTo, writer.end),
        (TechnicalColumn.isCurrent, "TRUE"),
      ]
    }
    if model.keepsChangeTime { values.append((TechnicalColumn.changedAt, writer.beginning)) }
    if model.allowsInferred {
      values.append((TechnicalColumn.isInferred, isInferred ? "TRUE" : "FALSE"))
    }
    return values
  }

  // MARK: Without versions

  private var updatable: [String] { model.attributes(.overwritten).map(\.column.name) }

  private var update: String {
    let s = LoadWriter.staging
    var conditions = [writer.equal("s", "d", on: key)]
    if model.changedAt != nil {
      conditions.append("\(changeTime("s")) >= \(writer.column("d", TechnicalColumn.changedAt))")
    }
    conditions.append(writer.any(differences))
    return """
      UPDATE \(target) AS d
      SET \(assignments.joined(separator: ",\n    "))
      FROM \(s) AS s
      WHERE \(writer.all(conditions))
      """
  }

  private var assignments: [String] {
    var assignments = model.attributes.compactMap { attribute -> String? in
      let name = attribute.column.name
      let staged = writer.column("s", name)
      guard attribute.history == .fixed else { return "\(writer.name(name)) = \(staged)" }
      guard model.allowsInferred else { return nil }
      let kept = writer.column("d", name)
      let isInferred = writer.column("d", TechnicalColumn.isInferred)
      return "\(writer.name(name)) = CASE WHEN \(isInferred) THEN \(staged) ELSE \(kept) END"
    }
    if model.changedAt != nil {
      assignments.append("\(TechnicalColumn.changedAt) = \(changeTime("s"))")
    }
    if model.allowsInferred { assignments.append("\(TechnicalColumn.isInferred) = FALSE") }
    return assignments
  }

  private var differences: [String] {
    var differences = updatable.map {
      writer.differ(writer.column("d", $0), writer.column("s", $0))
    }
    if model.changedAt != nil {
      differences.append("\(writer.column("d", TechnicalColumn.changedAt)) < \(changeTime("s"))")
    }
    if model.allowsInferred { differences.append(writer.column("d", TechnicalColumn.isInferred)) }
    return differences
  }

  private var insert: String {
    var columns = [model.keyColumn] + key + attributeNames
    var values = [memberKey("s")] + (key + attributeNames).map { writer.column("s", $0) }
    if model.changedAt != nil {
      columns.append(TechnicalColumn.changedAt)
      values.append(changeTime("s"))
    }
    if model.allowsInferred {
      columns.append(TechnicalColumn.isInferred)
      values.append("FALSE")
    }
    return """
      INSERT INTO \(target) (\(writer.names(columns)))
      SELECT
        \(values.joined(separator: ",\n  "))
      FROM \(LoadWriter.staging) AS s
      WHERE NOT EXISTS (SELECT 1 FROM \(target) AS d WHERE \(writer.equal("d", "s", on: key)))
      """
  }

  /// The key of a member, or of the version of it that begins at `validFrom`.
  func memberKey(_ alias: String, validFrom: String? = nil) -> String {
    let parts = model.naturalKey.map { (value: writer.column(alias, $0.name), type: $0.type) }
    let version = validFrom.map { [(value: $0, type: DataType.timestamptz)] } ?? []
    return SurrogateKey(writer: writer).expression(parts + version)
  }
}
