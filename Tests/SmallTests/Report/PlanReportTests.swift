import Catalog
import Diagnostics
import JSON
import PlanModel
import Report
import Testing

struct PlanReportTests {
  private let flights = TableAddress(.lake, "bronze", "flights")
  private let fact = TableAddress(.warehouse, "ops", "fct_flight")

  private func plan(_ steps: [Step], held: [HeldChange] = []) -> Plan {
    Plan(
      platform: "desk", environment: "local",
      basis: Basis(specs: Fingerprint(of: "s"), bundle: Fingerprint(of: "b"), objects: []),
      steps: steps, held: held)
  }

  @Test func anEmptyPlanSaysSo() {
    #expect(
      PlanReport(plan([]), refused: []).text(style: .plain, detail: .statements)
        == "No changes: local is what the specs say.\n")
  }

  @Test func stepsAreGroupedCountedAndShownWithWhatTheyRun() {
    let body: JSONValue = [
      "schema": ["fields": [["id": 1, "name": "day", "type": "date", "required": true]]],
      "partition-spec": ["fields": [["source-id": 1, "transform": "month"]]],
    ]
    let steps = [
      Step(
        number: 1,
        change: Change(
          .createTable, .table(flights), after: "1 column", reason: "the spec declares it"),
        action: .lake(request: .createTable(table: flights, body: body))),
      Step(
        number: 2,
        change: Change(
          .alterColumnType, .column(ColumnAddress(fact, "distance")), before: "int", after: "long",
          reason: "the type differs",
          risks: [Risk(.rewrites, "all 27,004 rows are rewritten; readers wait")]),
        action: .warehouse(
          statements: ["ALTER TABLE ops.fct_flight\n  ALTER COLUMN distance TYPE bigint"],
          transaction: .shared)),
    ]
    #expect(
      PlanReport(plan(steps), refused: []).text(style: .plain, detail: .statements) == """
        Lake
          + create table lake:bronze.flights
              1 column
              the spec declares it
                catalog: create table bronze.flights
                  day date required
                  partitioned by month(day)

        Warehouse
          ~ alter column type wh:ops.fct_flight.distance
              int -> long
              the type differs
              rewrites: all 27,004 rows are rewritten; readers wait
                ALTER TABLE ops.fct_flight
                  ALTER COLUMN distance TYPE bigint;

        1 to create, 1 to change, 0 to remove. Risks: 1 rewrites.

        """)
  }

  @Test func whatIsHeldSaysWhy() {
    let drop = Change(
      .dropColumn, .column(ColumnAddress(fact, "tailnum")), before: "string",
      reason: "no spec names it")
    let report = PlanReport(
      plan([], held: [HeldChange(change: drop, why: "--allow destroys:wh:ops.fct_flight.tailnum")]),
      refused: [])
    let text = report.text(style: .plain, detail: .summary)
    #expect(text.contains("Not carried out\n  ! drop column wh:ops.fct_flight.tailnum\n"))
    #expect(text.contains("--allow destroys:wh:ops.fct_flight.tailnum"))
    #expect(text.hasSuffix("No changes but those that are not carried out.\n"))
  }
}
