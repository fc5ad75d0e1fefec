package import Catalog
package import JSON

/// Ordered steps from a live state to a desired one. Everything that apply does stands here; apply
/// cannot plan again.
package struct Plan: Hashable, Sendable, Codable {
  /// The version of this format; a reader refuses any other.
  package static let currentFormatVersion = 2

  package var formatVersion: Int
  package var platform: String
  package var environment: String
  /// What the plan was made from; apply refuses when it has moved.
  package var basis: Basis
  /// In the order in which they are carried out.
  package var steps: [Step]
  /// Changes that are not carried out: probable renames, and drops nobody named. Sorted by address.
  package var held: [HeldChange]
  /// Live objects in managed schemas that no spec names and Weir did not make. Sorted.
  package var unmanaged: [ObjectAddress]
  /// Parts of declared objects that Weir does not model: they stay as they are. Sorted by address; nil in
  /// plans of builds that did not tell.
  package var unknown: [UnknownPart]?
  /// Objects that Weir made and specs no longer name. Sorted.
  package var retired: [ObjectAddress]
  /// Kinds of its steps that no report shows the warehouse to do as meant. Sorted; nil where none is
  /// asked for.
  package var unproven: [Change.Kind]?

  package init(
    platform: String, environment: String, basis: Basis, steps: [Step], held: [HeldChange] = [],
    unmanaged: [ObjectAddress] = [], unknown: [UnknownPart]? = nil,
    retired: [ObjectAddress] = [], unproven: [Change.Kind]? = nil
  ) {
    self.unproven = unproven
    formatVersion = Self.currentFormatVersion
    self.platform = platform
    self.environment = environment
    self.basis = basis
    self.steps = steps
    self.held = held
    self.unmanaged = unmanaged
    self.unknown = unknown
    self.retired = retired
  }

  /// Whether applying it would do nothing.
  package var isEmpty: Bool { steps.isEmpty }
}

/// A part of a live object that Weir does not model.
package struct UnknownPart: Hashable, Sendable, Codable {
  /// Of the object.
  package var address: ObjectAddress
  /// For people: `trigger 'audit'`.
  package var what: String

  package init(_ address: ObjectAddress, _ what: String) {
    self.address = address
    self.what = what
  }
}

/// The state of the world that a plan relies on.
package struct Basis: Hashable, Sendable, Codable {
  /// Of all specs and SQL files that were compiled.
  package var specs: Fingerprint
  /// Of the compiled bundle that apply publishes.
  package var bundle: Fingerprint
  /// Of the live form of every object that a step touches and of what depends on it, sorted by
  /// address. An object that must not exist has the fingerprint of the empty text.
  package var objects: [BasisObject]

  package init(specs: Fingerprint, bundle: Fingerprint, objects: [BasisObject]) {
    self.specs = specs
    self.bundle = bundle
    self.objects = objects
  }
}

/// One object of a plan's basis and the fingerprint of its live form.
package struct BasisObject: Hashable, Sendable, Codable {
  package var address: ObjectAddress
  package var fingerprint: Fingerprint
  /// What the fingerprint was made of, to tell people what moved; nil when the object was not there.
  package var form: JSONValue?

  package init(address: ObjectAddress, fingerprint: Fingerprint, form: JSONValue? = nil) {
    self.address = address
    self.fingerprint = fingerprint
    self.form = form
  }
}

/// A change that is not carried out unless somebody says so.
package struct HeldChange: Hashable, Sendable, Codable {
  package var change: Change
  /// Why it waits, and what would let it through: `--allow destroys:wh:ops.t.c`.
  package var why: String

  package init(change: Change, why: String) {
    self.change = change
    self.why = why
  }
}

/// One change with exactly what carries it out.
package struct Step: Hashable, Sendable, Codable {
  /// One-based place in the plan.
  package var number: Int
  package var change: Change
  package var action: StepAction
  /// Statements that undo it; nil when it cannot be undone.
  package var reverse: [String]?
  /// Objects that it makes, for the ledger. Made again and renamed ones stand here too.
  package var made: [LedgerNote]
  /// Objects of the ledger that are gone after it.
  package var forgotten: [ObjectAddress]
  /// What its transaction must lock before anything else in it reads or writes; nil for nothing.
  package var locks: [String]?
  /// Whether it drops what was retired for as long as the environment keeps it; else nil.
  package var isDue: Bool?

  package init(
    number: Int, change: Change, action: StepAction, reverse: [String]? = nil,
    made: [LedgerNote] = [], forgotten: [ObjectAddress] = [], isDue: Bool? = nil
  ) {
    self.isDue = isDue
    self.number = number
    self.change = change
    self.action = action
    self.reverse = reverse
    self.made = made
    self.forgotten = forgotten
  }
}

/// What the ledger is to remember of an object that Weir makes.
package struct LedgerNote: Hashable, Sendable, Codable {
  package var address: ObjectAddress
  /// Of a view's body or a policy's condition as it is desired; nil for other objects. The ledger
  /// keeps it beside the fingerprint of what the server made of it.
  package var desired: Fingerprint?
  /// Whether the object is retired from now on (true), or no longer (false); nothing else is noted then.
  /// Nil when it is made.
  package var isRetired: Bool?

  package init(_ address: ObjectAddress, desired: Fingerprint? = nil, isRetired: Bool? = nil) {
    self.address = address
    self.desired = desired
    self.isRetired = isRetired
  }
}

/// What apply does for a step.
package enum StepAction: Hashable, Sendable, Codable {
  /// Statements of the warehouse, in order.
  case warehouse(statements: [String], transaction: TransactionRule)
  /// One request to the Iceberg catalog.
  case lake(request: LakeRequest)
  /// The bundle of the plan's basis becomes the environment's current one.
  case publishBundle
}

/// What a server asks of the transaction around a step's statements.
package enum TransactionRule: String, Hashable, Sendable, Codable {
  /// None: neighbouring steps share one transaction.
  case shared
  /// It refuses the statement in a transaction, or would hold others up with it for hours: one
  /// statement, sent by itself.
  case alone
  /// The statement commits itself and all that came before it: sent by itself, and never sent again
  /// before somebody has looked whether it was done.
  case committing
}

/// One request to the Iceberg REST catalog that changes it.
package enum LakeRequest: Hashable, Sendable, Codable {
  case createNamespace(namespace: SchemaAddress, properties: [String: String])
  case updateNamespace(namespace: SchemaAddress, removals: [String], updates: [String: String])
  /// `body` as in Iceberg REST, Create table.
  case createTable(table: TableAddress, body: JSONValue)
  /// `body` as in Iceberg REST, Commit table: requirements and updates.
  case commitTable(table: TableAddress, body: JSONValue)
  case renameTable(from: TableAddress, to: TableAddress)
  /// Files stay where they are.
  case dropTable(table: TableAddress)
}
