/// When a schedule fires: five fields of minutes, hours, days and months in its time zone.
package struct CronExpression: Hashable, Sendable {
  /// As written.
  package let text: String
  /// 0 to 59, sorted.
  package let minutes: [Int]
  /// 0 to 23, sorted.
  package let hours: [Int]
  /// 1 to 31, sorted.
  package let daysOfMonth: [Int]
  /// 1 to 12, sorted.
  package let months: [Int]
  /// 0 (Sunday) to 6, sorted.
  package let daysOfWeek: [Int]
  /// Whether the day-of-month field does not begin with `*`. When both day fields are restricted, a day
  /// that fits either one fires (POSIX, crontab).
  package let restrictsDayOfMonth: Bool
  /// Whether the day-of-week field does not begin with `*`.
  package let restrictsDayOfWeek: Bool
}
