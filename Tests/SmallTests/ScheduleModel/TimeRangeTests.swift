import ScheduleModel
import Testing

struct TimeRangeTests {
  @Test(arguments: [
    "2013-01-01", "1969-12-31", "2000-02-29", "0001-01-01", "9999-12-31", "2013-01-31T04:30:00",
    "1969-12-31T23:59:59.999999",
  ])
  func pointsRoundTrip(text: String) throws {
    #expect(try #require(TimePoint(parsing: text)).description == text)
  }

  @Test(arguments: [
    "", "2013", "2013-02-29", "2013-13-01", "2013-00-01", "2013-01-01T24:00:00", "2013-1-1",
    "2013-01-01T10", "1900-02-29", "2013-01-01T10:00:00.", "2013-01-01X10:00",
  ])
  func nonsenseIsRefused(text: String) {
    #expect(TimePoint(parsing: text) == nil)
  }

  @Test func knownDays() {
    #expect(TimePoint(year: 1970, month: 1, day: 1).microseconds == 0)
    #expect(TimePoint(year: 2013, month: 1, day: 31).microseconds == 15_736 * 86_400_000_000)
  }

  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
    var day = TimePoint(year: 1800, month: 1, day: 1)
    let end = TimePoint(year: 2200, month: 1, day: 1)
    var count = 0
    while day < end {
      #expect(TimePoint(parsing: day.dateText) == day)
      day = day.adding(days: 1)
      count += 1
    }
    #expect(count == 146_097)
  }

  @Test func rangesAreHalfOpenAndNeverEmpty() throws {
    let january = try #require(TimeRange(parsing: "2013-01-01/2013-02-01"))
    let february = try #require(TimeRange(parsing: "2013-02-01/2013-03-01"))
    #expect(!january.overlaps(february))
    #expect(TimeRange(parsing: "2013-01-01/2013-01-01") == nil)
    #expect(TimeRange(parsing: "2013-02-01/2013-01-01") == nil)
    #expect(january.description == "2013-01-01/2013-02-01")
  }
}
