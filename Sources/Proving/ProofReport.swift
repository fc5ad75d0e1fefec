package import PlanModel

/// What a warehouse was seen to do with each kind of statement that Weir emits.
package struct ProofReport: Hashable, Sendable, Codable {
  /// The version of this format; a reader refuses any other.
  package static let currentFormatVersion = 1

  package var formatVersion = Self.currentFormatVersion
  /// `postgresql` or `redshift`.
  package var dialect: String
  /// What the server says of itself.
  package var server: String
  /// When it was made: `2026-11-27T20:15:00Z`.
  package var madeAt: String
  /// By name; sorted.
  package var inspections: [Result]
  /// By kind; sorted. Kinds that the dialect has not, or that were not reached, are not there.
  package var statements: [Result]

  /// One kind of statement or one query.
  package struct Result: Hashable, Sendable, Codable {
    package var name: String
    /// How often it was run.
    package var runs: Int
    /// Why it is not proven; nil when it is.
    package var failure: String?

    package init(name: String, runs: Int, failure: String? = nil) {
      self.name = name
      self.runs = runs
      self.failure = failure
    }
  }

  package init(
    dialect: String, server: String, madeAt: String, inspections: [Result], statements: [Result]
  ) {
    self.dialect = dialect
    self.server = server
    self.madeAt = madeAt
    self.inspections = inspections
    self.statements = statements
  }

  /// The kinds that the warehouse took every time, and that read back as they were meant.
  package var proven: Set<Change.Kind> {
    Set(statements.filter { $0.failure == nil }.compactMap { Change.Kind(rawValue: $0.name) })
  }

  package var isClean: Bool { (inspections + statements).allSatisfy { $0.failure == nil } }
}
