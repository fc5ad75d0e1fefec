internal import Catalog
internal import SQL
internal import ScheduleModel

extension AggregateModel {
  /// The table that the aggregate is lowered to.
  var table: WarehouseTable {
    WarehouseTable(
      address: address, columns: (by + measures).map(\.column),
      uniqueKeys: [by.map(\.column.name)], comment: comment)
  }
}

/// The load of an aggregate: makes all its rows anew from the fact, unseen by readers until the
/// transaction ends.
struct AggregateLoad {
  let model: AggregateModel
  let writer: LoadWriter

  private var target: String { writer.table(model.address) }

  /// The statements that publish, in order.
  var publish: [String] { ["DELETE FROM \(target)", insert] }

  private var insert: String {
    let items = model.by + model.measures
    let groups = model.by.indices.map { String($0 + 1) }
    let values = items.map(value)
    return """
      INSERT INTO \(target) (\(writer.names(items.map(\.column.name))))
      SELECT
        \(values.joined(separator: ",\n  "))
      FROM \(writer.table(model.fact))
      GROUP BY \(groups.joined(separator: ", "))
      """
  }

  private func value(_ item: AggregateModel.Item) -> String {
    let name = writer.name(item.column.name)
    guard item.expression != name || item.type != item.column.type else { return name }
    let type = writer.dialect.typeName(item.column.type) ?? item.column.type.description
    let isSame = item.type == item.column.type
    return (isSame ? item.expression : "CAST(\(item.expression) AS \(type))") + " AS \(name)"
  }

  /// Measures that count rows add up to the rows of the fact.
  var publishChecks: [CompiledCheck] {
    model.measures.filter(\.countsRows).map { item in
      LoadChecks(writer: writer).custom(
        "reconciles(\(item.column.name))",
        """
        SELECT abs(
          (SELECT count(*) FROM \(writer.table(model.fact)))
          - (SELECT coalesce(sum(\(writer.column("t", item.column.name))), 0) FROM \(target) AS t)
        )
        """,
        meaning:
          "The rows of '\(model.address.dotted)' do not count all rows of '\(model.fact.dotted)'."
      )
    }
  }
}
