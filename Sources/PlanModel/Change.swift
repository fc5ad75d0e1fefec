package import Catalog

/// One difference between live and desired state, with why it is there and what it may do.
package struct Change: Hashable, Sendable, Codable {
  /// Verb and object.
  package enum Kind: String, Hashable, Sendable, Codable {
    case createNamespace
    case alterNamespace
    case createTable
    case renameTable
    /// A new table with the old one's rows takes its place.
    case rebuildTable
    case addColumn
    case dropColumn
    case renameColumn
    case alterColumnType
    case alterColumnNullability
    case alterColumnDefault
    /// How the server makes a column's values by itself.
    case alterColumnGeneration
    case alterEncoding
    case alterComment
    case moveColumn
    case replacePartitionSpec
    case replaceSortOrder
    case alterKey
    case alterProperties
    case createSchema
    case alterOwner
    case addPrimaryKey
    case dropPrimaryKey
    case addUniqueKey
    case dropUniqueKey
    case addForeignKey
    case dropForeignKey
    case addCheck
    case dropCheck
    case createIndex
    case dropIndex
    case addPartition
    case dropPartition
    case alterDistribution
    case alterSortKey
    case createView
    case replaceView
    case dropView
    case createRole
    case alterRole
    case dropRole
    case addMembership
    case dropMembership
    case addGrant
    case dropGrant
    case alterGrant
    case createPolicy
    case replacePolicy
    case dropPolicy
    case enableRowSecurity
    case disableRowSecurity
    /// The object stays, loses its grants, and waits for its time to be dropped.
    case retireTable
    /// Specs name it again: its time does not run any more.
    case reinstateTable
    case dropTable
    case publishBundle
  }

  package var kind: Kind
  package var address: ObjectAddress
  /// What is there, in a few words for people; nil when there was nothing.
  package var before: String?
  /// What will be there, in a few words for people; nil when there will be nothing.
  package var after: String?
  /// Why, in a few words for people: `the spec declares it`, `type is 'int', wanted 'long'`.
  package var reason: String
  /// Never empty; the worst first.
  package var risks: [Risk]

  package init(
    _ kind: Kind, _ address: ObjectAddress, before: String? = nil, after: String? = nil,
    reason: String, risks: [Risk] = [Risk(.safe, "nothing else is touched")]
  ) {
    self.kind = kind
    self.address = address
    self.before = before
    self.after = after
    self.reason = reason
    self.risks = risks
  }
}

/// What a change may do to people and data, and why Weir thinks so.
package struct Risk: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
    case safe
    /// Readers or writers wait.
    case locks
    /// Every row is written again.
    case rewrites
    /// Something that reads the object fails afterwards.
    case breaks
    /// Somebody may do less than before.
    case revokes
    /// Data that was built is built again.
    case restates
    /// Data is gone afterwards.
    case destroys

    package static func < (a: Self, b: Self) -> Bool {
      allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
  }

  package var kind: Kind
  /// A full clause for people: `all 27,004 rows are rewritten; readers wait`.
  package var reason: String

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}
