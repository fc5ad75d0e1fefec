internal import Catalog
internal import ScheduleModel

/// The load of the built-in dimension of days, which needs no source.
struct CalendarLoad {
  let model: CalendarModel
  let writer: LoadWriter

  private var target: String { writer.table(model.address) }

  /// The statements that publish, in order. Days that are there already stay untouched.
  var publish: [String] {
    [
      writer.insertSpecialMembers(
        into: model.address, key: model.keyColumn, labelled: [], values: []),
      insert,
    ]
  }

  /// Every day of the range is there, once.
  var publishChecks: [CompiledCheck] {
    let day = writer.column("d", CalendarModel.naturalKey)
    return [
      LoadChecks(writer: writer).custom(
        "complete",
        """
        SELECT abs(\(model.days) - count(*))
        FROM \(target) AS d
        WHERE \(day) >= DATE '\(model.from)'
          AND \(day) < DATE '\(model.until)'
        """,
        meaning: "Days are missing from '\(model.address.dotted)', or stand in it twice.")
    ]
  }

  private var insert: String {
    let names = model.table.columns.map(\.name)
    return """
      INSERT INTO \(target) (\(writer.names(names)))
      SELECT
        p.year_number * 10000 + p.month_number * 100 + p.day_number,
        p.day_date,
        p.year_number,
        p.quarter_number,
        p.month_number,
        rtrim(to_char(p.day_date, 'Month')),
        p.day_number,
        p.weekday_number,
        rtrim(to_char(p.day_date, 'Day')),
        p.week_number,
        CASE WHEN p.weekday_number >= 6 THEN TRUE ELSE FALSE END
      FROM (
        SELECT
          c.day_date,
          CAST(extract(year FROM c.day_date) AS int) AS year_number,
          CAST(extract(quarter FROM c.day_date) AS int) AS quarter_number,
          CAST(extract(month FROM c.day_date) AS int) AS month_number,
          CAST(extract(day FROM c.day_date) AS int) AS day_number,
          (CAST(extract(dow FROM c.day_date) AS int) + 6) % 7 + 1 AS weekday_number,
          CAST(extract(week FROM c.day_date) AS int) AS week_number
        FROM (
          SELECT \(writer.spelling.dayAfter("DATE '\(model.from)'", "n.day_offset")) AS day_date
          FROM (
      \(offsets)
          ) AS n
          WHERE n.day_offset < \(model.days)
        ) AS c
      ) AS p
      WHERE NOT EXISTS (
        SELECT 1 FROM \(target) AS d WHERE \(writer.column("d", CalendarModel.naturalKey)) = p.day_date
      )
      """
  }

  /// The numbers from zero, as many as there are days or more: one table of digits a decimal place,
  /// since not every dialect can make a series.
  private var offsets: String {
    let places = String(model.days - 1).utf8.count
    let digits = (0...9).map { $0 == 0 ? "SELECT 0 AS digit" : "SELECT \($0)" }
      .joined(separator: " UNION ALL ")
    var factor = 1
    var terms: [String] = []
    var tables: [String] = []
    for place in 0..<places {
      terms.append(place == 0 ? "p0.digit" : "p\(place).digit * \(factor)")
      tables.append("(\(digits)) AS p\(place)")
      factor *= 10
    }
    return """
            SELECT \(terms.joined(separator: " + ")) AS day_offset
            FROM \(tables.joined(separator: "\n      CROSS JOIN "))
      """
  }
}
