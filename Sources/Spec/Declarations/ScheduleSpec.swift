/// When what runs.
package struct ScheduleSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// Nil when it only runs by hand.
  package let cron: Spanned<CronExpression>?
  /// An IANA name; `UTC` when not written. Only its form is checked here.
  package let timezone: Spanned<String>?
  /// What runs; at least one.
  package let select: [Spanned<Selector>]
  /// How often a failed task is tried again; 0 when not written.
  package let retries: Spanned<Int>?
  /// Of one attempt.
  package let timeout: Spanned<Duration>?
  package let was: Spanned<String>?

  static let shape = Shape(
    "schedule", "When what runs.",
    [
      .declaredName(1...1, "Its name."), .doc, .owner, .tags,
      .optional(
        "cron", .cron, "Minute, hour, day of month, month, day of week; else by hand only."),
      .optional("timezone", .timeZone, default: "UTC", "As 'America/New_York'."),
      .required("select", .list(.selector, minimum: 1, unique: .value), "What runs; '*' is all."),
      .optional(
        "retries", .integer(0...100), default: "0", "How often a failed task is tried again."),
      .optional("timeout", .duration, "How long one attempt of a task may take."), .wasName,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    cron = record.cron("cron")
    timezone = record.text("timezone")
    select = record.list("select") { $0.selector }
    retries = record.integer("retries")
    timeout = record.duration("timeout")
    was = record.text("was")
  }
}
