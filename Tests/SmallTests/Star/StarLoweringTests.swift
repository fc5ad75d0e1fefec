import Catalog
import SQL
import ScheduleModel
import Star
import Testing

struct StarLoweringTests {
  private let lowering = StarLowering(warehouse: .postgreSQL, engine: .duckDB)!

  private func expectLoad(_ star: LoweredStar, golden: String) throws {
    try expectGolden(text(star), "Star/\(golden).sql")
  }

  @Test func aCarrierIsUpsertedByItsNaturalKey() throws {
    try expectLoad(lowering.lower(StarExample.carrier), golden: "dim_carrier")
  }

  @Test func anAircraftKeepsItsVersions() throws {
    try expectLoad(lowering.lower(StarExample.aircraft), golden: "dim_aircraft")
  }

  @Test func theCalendarNeedsNoSource() throws {
    try expectLoad(lowering.lower(StarExample.date), golden: "dim_date")
  }

  @Test func aFlightReplacesItsRange() throws {
    try expectLoad(lowering.lower(StarExample.flight), golden: "fct_flight")
  }

  @Test func anAggregateIsMadeAnew() throws {
    try expectLoad(lowering.lower(StarExample.carrierMonth), golden: "agg_carrier_month")
  }

  @Test func redshiftDiffersInSpellingOnly() throws {
    let redshift = StarLowering(warehouse: .redshift, engine: .duckDB)!
    let star = redshift.lower(StarExample.aircraft)
    try expectLoad(star, golden: "dim_aircraft.redshift")
    for statement in star.work.publish { #expect(!statement.contains("IS DISTINCT FROM")) }
  }

  @Test func lineageNamesSourceColumns() {
    let star = lowering.lower(StarExample.flight)
    #expect(
      star.lineage["aircraft_key"] == [
        ColumnAddress(StarExample.flights, "scheduled_at"),
        ColumnAddress(StarExample.flights, "tailnum"),
        ColumnAddress(StarExample.aircraft.address, "aircraft_key"),
      ])
    #expect(star.lineage["carrier"] == [ColumnAddress(StarExample.flights, "carrier")])
    #expect(
      star.reads == [
        StarExample.flights, StarExample.aircraft.address, StarExample.airport.address,
        StarExample.carrier.address, StarExample.date.address,
      ])
  }

  /// The table and the whole load as one text.
  private func text(_ star: LoweredStar) -> String {
    var parts = ["-- table \(star.table.address)"]
    parts += star.table.columns.map { column in
      "--   \(column.name) \(column.type)\(column.isRequired ? " required" : "")"
    }
    parts.append("--   primary key \(star.table.primaryKey), unique \(star.table.uniqueKeys)")
    if let staging = star.work.staging {
      let columns = staging.columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
      parts.append("\n-- staging: \(columns)\n\(staging.query);")
    }
    parts += star.work.checks.map { "\n-- check \($0.name): \($0.meaning)\n\($0.query);" }
    parts += star.work.publish.map { "\n\($0);" }
    parts += star.work.publishChecks.map {
      "\n-- publish check \($0.name): \($0.meaning)\n\($0.query);"
    }
    return parts.joined(separator: "\n") + "\n"
  }
}
