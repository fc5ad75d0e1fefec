/// A reference from columns of one table to the key of another.
package struct ForeignKey: Hashable, Sendable, Codable {
  package var columns: [String]
  package var target: TableAddress
  package var targetColumns: [String]
  /// What becomes of rows that refer to a row that goes.
  package var onDelete: ReferentialAction
  /// What becomes of rows that refer to a row whose key changes.
  package var onUpdate: ReferentialAction
  package var timing: ConstraintTiming

  package init(
    columns: [String], target: TableAddress, targetColumns: [String],
    onDelete: ReferentialAction = .noAction, onUpdate: ReferentialAction = .noAction,
    timing: ConstraintTiming = .immediate
  ) {
    self.columns = columns
    self.target = target
    self.targetColumns = targetColumns
    self.onDelete = onDelete
    self.onUpdate = onUpdate
    self.timing = timing
  }
}

/// What a server does to rows that refer to one that goes or changes.
package enum ReferentialAction: String, Hashable, Sendable, Codable, CaseIterable {
  case noAction = "NO ACTION"
  case restrict = "RESTRICT"
  case cascade = "CASCADE"
  case setNull = "SET NULL"
  case setDefault = "SET DEFAULT"
}

/// When a key is checked.
package enum ConstraintTiming: String, Hashable, Sendable, Codable, CaseIterable {
  /// With each statement.
  case immediate = "NOT DEFERRABLE"
  /// With each statement, unless a transaction puts it off.
  case deferrable = "DEFERRABLE INITIALLY IMMEDIATE"
  /// At the end of the transaction.
  case deferred = "DEFERRABLE INITIALLY DEFERRED"
}

/// A condition that each row of a table must fulfil.
package struct CheckConstraint: Hashable, Sendable, Codable, Comparable {
  /// Unique in its table.
  package var name: String
  /// In the canonical text of the warehouse's dialect.
  package var condition: String

  package init(name: String, condition: String) {
    self.name = name
    self.condition = condition
  }

  package static func < (a: Self, b: Self) -> Bool { a.name < b.name }
}
