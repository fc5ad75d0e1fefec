import Catalog
import SQL
import ScheduleModel
import Star

/// Models of the airline desk's star.
enum StarExample {
  static let airlines = TableAddress(.lake, "bronze", "airlines")
  static let planes = TableAddress(.lake, "bronze", "planes")
  static let airports = TableAddress(.lake, "bronze", "airports")
  static let flights = TableAddress(.lake, "silver", "flights")

  static let date = CalendarModel(
    address: TableAddress(.warehouse, "ops", "dim_date"), keyColumn: "date_key",
    from: "2013-01-01", until: "2014-01-01", days: 365, comment: "One row a day.")

  static let carrier = DimensionModel(
    address: TableAddress(.warehouse, "ops", "dim_carrier"), source: airlines,
    keyColumn: "carrier_key",
    naturalKey: [StarColumn("carrier", .string, from: "carrier", .string, isRequired: true)],
    attributes: [
      .init(StarColumn("carrier_name", .varchar(100), from: "name", .string), .overwritten)
    ], changedAt: nil, allowsInferred: true, comment: nil)

  static let airport = DimensionModel(
    address: TableAddress(.warehouse, "ops", "dim_airport"), source: airports,
    keyColumn: "airport_key",
    naturalKey: [StarColumn("faa", .string, from: "faa", .string, isRequired: true)],
    attributes: [
      .init(StarColumn("airport_name", .varchar(100), from: "name", .string), .overwritten),
      .init(StarColumn("latitude", .double, from: "lat", .double), .overwritten),
    ], changedAt: nil, allowsInferred: true, comment: nil)

  static let aircraft = DimensionModel(
    address: TableAddress(.warehouse, "ops", "dim_aircraft"), source: planes,
    keyColumn: "aircraft_key",
    naturalKey: [StarColumn("tailnum", .string, from: "tailnum", .string, isRequired: true)],
    attributes: [
      .init(StarColumn("year_built", .int, from: "year", .int), .tracked),
      .init(StarColumn("manufacturer", .varchar(60), from: "manufacturer", .string), .tracked),
      .init(StarColumn("engine_kind", .string, from: "engine", .string), .overwritten),
      .init(StarColumn("first_seats", .int, from: "seats", .int), .fixed),
    ],
    changedAt: StarColumn(
      "changed_at", .timestamptz, from: "updated_at", .timestamptz, isRequired: true),
    allowsInferred: true, comment: "What each aircraft was, and when.")

  static let flight = FactModel(
    address: TableAddress(.warehouse, "ops", "fct_flight"), source: flights,
    uses: [
      .init(
        role: "flight_date", dimension: DimensionReference(date),
        parts: [Column("flight_date", .date, isRequired: true)], at: nil),
      .init(
        role: "carrier", dimension: DimensionReference(carrier),
        parts: [Column("carrier", .string)], at: nil),
      .init(
        role: "origin", dimension: DimensionReference(airport), parts: [Column("origin", .string)],
        at: nil),
      .init(
        role: "destination", dimension: DimensionReference(airport),
        parts: [Column("dest", .string)], at: nil),
      .init(
        role: "aircraft", dimension: DimensionReference(aircraft),
        parts: [Column("tailnum", .string)], at: Column("scheduled_at", .timestamptz)),
    ],
    degenerate: [
      StarColumn("flight_id", .varchar(60), from: "flight_id", .string, isRequired: true),
      StarColumn("flight_date", .date, from: "flight_date", .date, isRequired: true),
      StarColumn("carrier", .varchar(2), from: "carrier", .string),
      StarColumn("tailnum", .varchar(10), from: "tailnum", .string),
    ],
    measures: [
      .init(StarColumn("arrival_delay", .int, from: "arrival_delay", .int), .additive)
    ], grain: ["flight_id"],
    interval: StarColumn("flight_date", .date, from: "flight_date", .date, isRequired: true),
    comment: "One row a scheduled departure.")

  static let carrierMonth = AggregateModel(
    address: TableAddress(.warehouse, "ops", "agg_carrier_month"), fact: flight.address,
    by: [
      .init(
        Column("month", .date), expression: "date_trunc('month', flight_date)", type: .timestamp,
        reads: ["flight_date"]),
      .init(
        Column("carrier", .varchar(2)), expression: "carrier", type: .varchar(2), reads: ["carrier"]
      ),
    ],
    measures: [
      .init(
        Column("flights", .long), expression: "count(*)", type: .long, reads: [], countsRows: true),
      .init(
        Column("total_arrival_delay", .long), expression: "sum(arrival_delay)", type: .long,
        reads: ["arrival_delay"]),
    ], comment: nil)
}
