import Catalog
import ScheduleModel
import Testing

@testable import Tasks

struct PlaceholdersTests {
  private let range = TimeRange(parsing: "2013-01-01/2013-01-02T12:30:00")!

  @Test func datesRoundUpToWholeDays() {
    let filled = Placeholders(range: range, mode: .full)
      .filling("a >= {{lower}} AND a < {{upper}} -- {{effective_at}}")
    #expect(
      filled
        == "a >= DATE '2013-01-01' AND a < DATE '2013-01-03' -- TIMESTAMP '2013-01-02 12:30:00'")
  }

  @Test(arguments: [
    (DataType.date, "DATE '2013-01-01'"), (.timestamp, "TIMESTAMP '2013-01-01 00:00:00'"),
    (.timestamptz, "TIMESTAMP WITH TIME ZONE '2013-01-01 00:00:00+00:00'"),
  ])
  func boundsAreLiteralsOfTheIntervalColumn(type: DataType, expected: String) {
    let mode = ReplaceMode.range(column: IntervalColumn(name: "at", type: type))
    #expect(Placeholders(range: range, mode: mode).filling("{{lower}}") == expected)
  }

  @Test func otherBracesStayAndNothingIsFilledTwice() {
    let placeholders = Placeholders(range: range, mode: .full, rows: "{{lower}}", staging: "s")
    #expect(
      placeholders.filling("{{rows}} {{staging}} {{other}} {{lower} ü {")
        == "{{lower}} s {{other}} {{lower} ü {")
  }

  @Test func unknownStagingStays() {
    #expect(Placeholders(range: range, mode: .full).filling("{{staging}}") == "{{staging}}")
  }
}
