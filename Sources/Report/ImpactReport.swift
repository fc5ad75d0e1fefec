/// What goes wrong when something goes, as people are told.
package struct ImpactReport: Sendable {
  /// A table that is hit, and how.
  package struct Hit: Hashable, Sendable {
    package let table: String
    /// The columns that are hit; sorted.
    package let columns: [String]

    package init(table: String, columns: [String]) {
      self.table = table
      self.columns = columns
    }
  }

  package let subject: String
  /// Tables whose queries name it, so that the project would not compile; sorted.
  package let breaks: [Hit]
  /// Tables made from those; sorted.
  package let follows: [Hit]
  /// Roles, logins, BI connections and reports that read what is hit; sorted.
  package let readers: [String]
  /// Schedules that run what is hit; sorted.
  package let schedules: [String]

  package init(
    subject: String, breaks: [Hit], follows: [Hit], readers: [String], schedules: [String]
  ) {
    self.subject = subject
    self.breaks = breaks
    self.follows = follows
    self.readers = readers
    self.schedules = schedules
  }

  package var text: String {
    guard !breaks.isEmpty || !readers.isEmpty else {
      return "Nothing depends on \(subject).\n"
    }
    var lines = ["If \(subject) goes:"]
    func section(_ title: String, _ entries: [String]) {
      guard !entries.isEmpty else { return }
      lines.append("")
      lines.append(title)
      lines += entries.map { "  " + $0 }
    }
    section("Queries that name it no longer compile", breaks.map(Self.line))
    section("Made from those", follows.map(Self.line))
    section("Read by", readers)
    section("Run by", schedules)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ hit: Hit) -> String {
    "\(hit.table): \(hit.columns.joined(separator: ", "))"
  }
}
