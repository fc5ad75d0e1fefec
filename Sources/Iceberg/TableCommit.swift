package import JSON

/// What one commit of a table carries: the changes, and what must be true for them to be made.
package struct TableCommit: Hashable, Sendable, Codable {
  package var requirements: [TableRequirement]
  package var updates: [TableUpdate]

  package init(requirements: [TableRequirement], updates: [TableUpdate]) {
    self.requirements = requirements
    self.updates = updates
  }

  /// Reads the body of a commit request; its `identifier` is the reader's own affair.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "a commit")
    requirements = try reader.optionalArray("requirements").map { json throws(IcebergError) in
      try TableRequirement(json: json)
    }
    updates = try reader.optionalArray("updates").map { json throws(IcebergError) in
      try TableUpdate(json: json)
    }
  }

  /// As a request carries it, without `identifier`.
  package var json: JSONValue {
    [
      "requirements": .array(requirements.map(\.json)), "updates": .array(updates.map(\.json)),
    ]
  }

  package init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }

  package func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

  /// Whether the table is made by this commit.
  package var createsTable: Bool { requirements.contains(.create) }

  /// - Throws: a conflict for the first requirement that is not true of the table.
  package func checkRequirements(against metadata: TableMetadata?) throws(IcebergError) {
    if createsTable, requirements.count > 1 {
      throw .invalid("'assert-create' cannot stand beside other requirements.")
    }
    for requirement in requirements { try requirement.check(against: metadata) }
  }
}
