package import Diagnostics

/// When what runs.
package struct ScheduleSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// Nil when it only runs by hand.
  package let trigger: TriggerSpec?
  /// An IANA name; `UTC` when not written. Only its form is checked here.
  package let timezone: Spanned<String>?
  package let onDaylightSaving: DaylightSavingSpec?
  /// What runs; at least one.
  package let select: [Spanned<Selector>]
  /// What of it does not.
  package let exclude: [Spanned<Selector>]
  /// `each` when not written.
  package let publish: Spanned<PublishChoice>?
  /// How often a failed task is tried again; 0 when not written.
  package let retries: Spanned<Int>?
  /// Before the first further try; doubled each time.
  package let retryDelay: Spanned<Duration>?
  /// Of one attempt.
  package let timeout: Spanned<Duration>?
  /// After the time at which the run was due.
  package let deadline: Spanned<Duration>?
  package let pool: Spanned<String>?
  /// `latest` when not written.
  package let catchup: Spanned<CatchupChoice>?
  package let alerts: [AlertSpec]
  /// The environments in which it fires; empty for all.
  package let environments: [Spanned<String>]
  package let was: Spanned<String>?

  /// The time at which it fires, when a cron expression says so.
  package var cron: Spanned<CronExpression>? {
    if case .cron(let cron)? = trigger { cron } else { nil }
  }

  private static let byHand = "Remove it, and start the schedule with 'weir run'."

  static let shape = Shape(
    .schedule,
    [
      .declaredName(1...1, "Its name."), .doc, .owner, .tags,
      .optional(
        "cron", .cron, "Minute, hour, day of month, month, day of week; else by hand only."),
      .optional("every", .duration, "How often it runs, from midnight on.").notYet(byHand),
      .optional("after", .selectors(minimum: 1), "It runs when all of these have new rows.")
        .notYet(byHand),
      .optional("timezone", .timeZone, default: "UTC", "As 'America/New_York'."),
      .optional(
        "on_dst", .record(DaylightSavingSpec.shape),
        "What happens in the hour that daylight saving skips or repeats."
      )
      .notYet(byHand),
      .required("select", .selectors(minimum: 1), "What runs; '*' is all."),
      .optional("exclude", .selectors(minimum: 0), "What of it does not run."),
      .optional(
        "publish", .choice(of: PublishChoice.self), default: "each",
        "Whether tables are published one by one."),
      .optional(
        "retries", .integer(0...100), default: "0", "How often a failed task is tried again."),
      .optional("retry_delay", .duration, "How long to wait before that; doubled each time.")
        .notYet("Remove it."),
      .optional("timeout", .duration, "How long one attempt of a task may take."),
      .optional("deadline", .duration, "When all must be done, counted from when it was due.")
        .notYet("Remove it."),
      .optional("pool", .name, "The pool whose places its tasks take.").notYet("Remove it."),
      .optional(
        "catchup", .choice(of: CatchupChoice.self), default: "latest",
        "What happens to times that were missed."),
      .optional("alerts", .records(AlertSpec.shape), "Who is told of what.").notYet("Remove it."),
      .optional(
        "environments", .names(minimum: 1), "The environments in which it fires; else in all."
      )
      .notYet("Remove it: start schedules only where they should run."),
      .wasName.notYet("Remove 'was': a schedule starts anew."),
    ], rules: [.atMostOne(["cron", "every", "after"])])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    trigger = TriggerSpec(record)
    timezone = record.text("timezone")
    onDaylightSaving = record.record("on_dst").map(DaylightSavingSpec.init)
    select = record.selectors("select")
    exclude = record.selectors("exclude")
    publish = record.choice("publish", PublishChoice.self)
    retries = record.integer("retries")
    retryDelay = record.duration("retry_delay")
    timeout = record.duration("timeout")
    deadline = record.duration("deadline")
    pool = record.text("pool")
    catchup = record.choice("catchup", CatchupChoice.self)
    alerts = record.records("alerts", AlertSpec.init)
    environments = record.texts("environments")
    was = record.text("was")
  }
}

/// What starts a schedule.
package enum TriggerSpec: Sendable {
  case cron(Spanned<CronExpression>)
  case every(Spanned<Duration>)
  /// All of these have new rows; at least one.
  case after([Spanned<Selector>])

  init?(_ record: Record) {
    let selectors = record.selectors("after")
    if let cron = record.cron("cron") {
      self = .cron(cron)
    } else if let every = record.duration("every") {
      self = .every(every)
    } else if !selectors.isEmpty {
      self = .after(selectors)
    } else {
      return nil
    }
  }
}

/// What happens in the hour that daylight saving skips or repeats.
package struct DaylightSavingSpec: Sendable {
  /// `shift` when not written.
  package let skipped: Spanned<SkippedHourChoice>?
  /// `first` when not written.
  package let repeated: Spanned<RepeatedHourChoice>?

  static let shape = Shape(
    "on_dst", "What happens in the hour that daylight saving skips or repeats.",
    [
      .optional(
        "skipped", .choice(of: SkippedHourChoice.self), default: "shift",
        "A time that does not exist."),
      .optional(
        "repeated", .choice(of: RepeatedHourChoice.self), default: "first",
        "A time that comes twice."),
    ])

  init(_ record: Record) {
    skipped = record.choice("skipped", SkippedHourChoice.self)
    repeated = record.choice("repeated", RepeatedHourChoice.self)
  }
}

/// What happens to a time that does not exist.
package enum SkippedHourChoice: String, SpecChoice {
  case shift
  case leaveOut = "leave_out"

  /// What the word means.
  package var doc: String {
    self == .shift ? "It fires as soon as the clock goes on." : "It does not fire."
  }
}

/// What happens at a time that comes twice.
package enum RepeatedHourChoice: String, SpecChoice {
  case first
  case second
  case both

  /// What the word means.
  package var doc: String {
    switch self {
    case .first: "It fires the first time."
    case .second: "It fires the second time."
    case .both: "It fires both times."
    }
  }
}

/// Whether tables are published one by one.
package enum PublishChoice: String, SpecChoice {
  case each
  case together

  /// What the word means.
  package var doc: String {
    self == .each
      ? "Each table as soon as its checks have passed." : "All tables of the warehouse in one step."
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .each ? .built : .notYet(help: "Remove it: each table is published by itself.")
  }
}

/// What happens to times that were missed.
package enum CatchupChoice: String, SpecChoice {
  case all
  case latest
  case skip

  /// What the word means.
  package var doc: String {
    switch self {
    case .all: "All of them run, the oldest first."
    case .latest: "One run does the work of all."
    case .skip: "They do not run."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .latest
      ? .built : .notYet(help: "Remove it, and say what to run with '--since' and '--until'.")
  }
}

/// Who is told of what.
package struct AlertSpec: Sendable {
  /// How somebody is told.
  package enum Channel: Sendable {
    case webhook(Spanned<TemplateText>)
    case email([Spanned<TemplateText>])
    /// A program and its arguments; at least one word.
    case command([Spanned<TemplateText>])
  }

  /// At least one.
  package let events: [Spanned<AlertEventChoice>]
  package let channel: Channel
  package let span: SourceSpan

  static let shape = Shape(
    "alert", "Who is told of what.",
    [
      .required(
        "when", .list(.choice(of: AlertEventChoice.self), minimum: 1, unique: .value), "Of what."),
      .optional("webhook", .template(.secret), "The address that is called."),
      .optional("email", .list(.template([]), minimum: 1), "The addresses that mail goes to."),
      .optional("command", .list(.template(.secret), minimum: 1), "A program and its arguments."),
    ], rules: [.exactlyOne(["webhook", "email", "command"])])

  init?(_ record: Record) {
    let (email, command) = (record.templates("email"), record.templates("command"))
    if let webhook = record.template("webhook") {
      channel = .webhook(webhook)
    } else if !email.isEmpty {
      channel = .email(email)
    } else if !command.isEmpty {
      channel = .command(command)
    } else {
      return nil
    }
    events = record.choices("when", AlertEventChoice.self)
    span = record.span
  }
}

/// Something that people want to be told of.
package enum AlertEventChoice: String, SpecChoice {
  case failed
  case checkFailed = "check_failed"
  case late
  case recovered
  case succeeded

  /// What the word means.
  package var doc: String {
    switch self {
    case .failed: "A task failed for good."
    case .checkFailed: "A check failed, so that nothing was published."
    case .late: "The deadline has passed, or will."
    case .recovered: "All is well again."
    case .succeeded: "All is done."
    }
  }
}
