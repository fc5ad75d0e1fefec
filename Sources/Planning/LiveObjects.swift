package import Catalog
internal import JSON
internal import PlanModel

/// Live objects as a plan's basis knows them.
///
/// Views count with what the server stored, lake tables without their properties; row counts and
/// snapshots do not count. Tables and views of the warehouse count with everybody's rights on them, their
/// policies, and what Weir does not model of them: a plan that makes one anew knows these and no others.
package struct LiveObjects {
  private let state: CatalogState
  private let grants: [TableAddress: [Grant]]
  private let policies: [TableAddress: [Policy]]
  private let unknown: [TableAddress: [UnknownObject]]

  package init(_ state: CatalogState, _ facts: WarehouseFacts) {
    self.state = state
    var grants: [TableAddress: [Grant]] = [:]
    for grant in Array(state.warehouse.grants.values) + facts.otherGrants {
      if case .table(let table) = grant.target { grants[table, default: []].append(grant) }
    }
    self.grants = grants
    policies = Dictionary(grouping: state.warehouse.policies.values, by: \.table)
    var unknown: [TableAddress: [UnknownObject]] = [:]
    for object in facts.unknown {
      if let table = object.address.table { unknown[table, default: []].append(object) }
    }
    self.unknown = unknown
  }

  /// Of the empty text when there is no such object. Of a column it is its table's.
  package func fingerprint(of address: ObjectAddress) -> Fingerprint {
    form(of: address).map { Self.fingerprint(of: $0) } ?? .ofNothing
  }

  /// As `BasisReading` asks for them.
  package func fingerprints(of addresses: [ObjectAddress]) -> [ObjectAddress: Fingerprint] {
    Dictionary(
      addresses.map { ($0, fingerprint(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  func basisObject(_ address: ObjectAddress) -> BasisObject {
    let form = form(of: address)
    return BasisObject(
      address: address, fingerprint: form.map { Self.fingerprint(of: $0) } ?? .ofNothing,
      form: form)
  }

  private static func fingerprint(of form: JSONValue) -> Fingerprint {
    let versioned: JSONValue = ["version": .integer(CanonicalForm.version), "object": form]
    return Fingerprint(of: versioned.canonicalBytes())
  }

  /// What the fingerprint is made of; nil when there is no such object.
  func form(of address: ObjectAddress) -> JSONValue? {
    let warehouse = state.warehouse
    switch address {
    case .schema(let schema):
      return schema.side == .warehouse
        ? warehouse.schemas[schema].map { CanonicalForm.of($0) }
        : state.lake.namespaces[schema].map { CanonicalForm.of($0) }
    case .table(let table): return form(ofTable: table)
    case .column(let column): return form(ofTable: column.table)
    case .role(let role): return warehouse.roles[role].map { CanonicalForm.of($0) }
    case .grant(let role, let target):
      return warehouse.grants[GrantKey(role: role, target: target)].map { CanonicalForm.of($0) }
    case .membership(let role, let member):
      return warehouse.roles[member]?.memberOf.contains(role) == true ? .bool(true) : nil
    case .policy(let table, let name):
      return warehouse.policies[PolicyKey(table: table, name: name)].map { CanonicalForm.of($0) }
    case .constraint(let table, _), .index(let table, _): return form(ofTable: table)
    case .bundle: return nil
    }
  }

  private func form(ofTable table: TableAddress) -> JSONValue? {
    if table.side == .lake { return state.lake.tables[table].map { CanonicalForm.of($0) } }
    let form =
      state.warehouse.tables[table].map { CanonicalForm.of($0) }
      ?? state.warehouse.views[table].map { CanonicalForm.of($0) }
    guard case .object(var object)? = form else { return nil }
    object["rights"] = .array(
      (grants[table] ?? []).sorted { $0.key < $1.key }.map { grant in
        ["name": .string(grant.role.text), "grant": CanonicalForm.of(grant.normalized())]
      })
    object["policies"] = .array(
      (policies[table] ?? []).sorted { $0.key < $1.key }.map { CanonicalForm.of($0) })
    object["unmodelled"] = .array(
      (unknown[table] ?? []).sorted().map { part in
        ["name": .string("\(part.address): \(part.what)")]
      })
    return .object(object)
  }
}
