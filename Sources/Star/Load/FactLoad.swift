internal import Catalog
internal import ScheduleModel

/// The load of a fact: replaces the rows of a range by those of the source in that range.
struct FactLoad {
  let model: FactModel
  let writer: LoadWriter
  /// The alias of the staged rows, which no role has.
  private let staged: String

  init(model: FactModel, writer: LoadWriter) {
    self.model = model
    self.writer = writer
    staged = unusedName("staged", among: model.uses.map(\.role))
  }

  var target: String { writer.table(model.address) }

  /// The statements that publish, in order.
  var publish: [String] { inferredMembers + [delete, insert] }

  // MARK: Inferred members

  /// One statement for each dimension that takes members which only facts know.
  private var inferredMembers: [String] {
    var seen = Set<TableAddress>()
    return model.uses.compactMap { use in
      guard let dimension = use.dimension.inferring, seen.insert(dimension.address).inserted else {
        return nil
      }
      return inferredMembers(of: dimension)
    }
  }

  private func inferredMembers(of dimension: DimensionModel) -> String {
    let load = DimensionLoad(model: dimension, writer: writer)
    let uses = model.uses.filter { $0.dimension.address == dimension.address }
    let named = uses.map { use in
      let parts = zip(use.parts, load.key).map { part, name in
        let value = writer.column("s", part.name)
        return part.name == name ? value : "\(value) AS \(writer.name(name))"
      }
      let present = use.parts.map { "\(writer.column("s", $0.name)) IS NOT NULL" }
      return """
          SELECT\(uses.count == 1 ? " DISTINCT" : "") \(parts.joined(separator: ", "))
          FROM \(LoadWriter.staging) AS s
          WHERE \(present.joined(separator: " AND "))
        """
    }
    let timeless = load.timelessValues(isInferred: true)
    let columns = [dimension.keyColumn] + load.key + timeless.map(\.0)
    let key = load.memberKey("n", validFrom: dimension.hasVersions ? writer.beginning : nil)
    let values = [key] + load.key.map { writer.column("n", $0) } + timeless.map(\.1)
    return """
      INSERT INTO \(load.target) (\(writer.names(columns)))
      SELECT
        \(values.joined(separator: ",\n  "))
      FROM (
      \(named.joined(separator: "\n  UNION\n"))
      ) AS n
      WHERE NOT EXISTS (SELECT 1 FROM \(load.target) AS d WHERE \(writer.equal("d", "n", on: load.key)))
      """
  }

  // MARK: Rows

  private var delete: String {
    guard let interval = model.interval else { return "DELETE FROM \(target)" }
    let column = writer.name(interval.name)
    return """
      DELETE FROM \(target)
      WHERE \(column) >= \(LoadWriter.lower)
        AND \(column) < \(LoadWriter.upper)
      """
  }

  private var insert: String {
    let columns = model.uses.map(\.keyColumn) + model.copied.map(\.name)
    let unknown = SpecialMember.unknownKey
    let values =
      model.uses.map { "coalesce(\(writer.column($0.role, $0.dimension.keyColumn)), \(unknown))" }
      + model.copied.map { writer.column(staged, $0.sourceName) }
    let joins = model.uses.map { use in
      "LEFT JOIN \(writer.table(use.dimension.address)) AS \(writer.name(use.role))\n  ON "
        + writer.all(memberConditions(use), indent: "    ")
    }
    return """
      INSERT INTO \(target) (\(writer.names(columns)))
      SELECT
        \(values.joined(separator: ",\n  "))
      FROM \(LoadWriter.staging) AS \(writer.name(staged))
      \(joins.joined(separator: "\n"))
      """
  }

  /// What ties a row to the one member it refers to: at most one, as natural keys are unique and
  /// versions do not overlap. A row that does not say when takes the last version.
  private func memberConditions(_ use: FactModel.Use) -> [String] {
    var conditions = zip(use.dimension.naturalKey, use.parts).map { key, part in
      "\(writer.column(use.role, key.name)) = \(writer.column(staged, part.name))"
    }
    guard use.dimension.hasVersions else { return conditions }
    guard let at = use.at else {
      return conditions + [writer.column(use.role, TechnicalColumn.isCurrent)]
    }
    let time = writer.instant(writer.column(staged, at.name), at.type)
    let moment = at.isRequired ? time : "coalesce(\(time), \(writer.lastInstant))"
    conditions += [
      "\(writer.column(use.role, TechnicalColumn.validFrom)) <= \(moment)",
      "\(moment) < \(writer.column(use.role, TechnicalColumn.validTo))",
    ]
    return conditions
  }
}
