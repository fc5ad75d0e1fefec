package import Catalog
internal import JSON

/// The fingerprint of one live object, as a plan's basis holds it; of the empty text when there is
/// none. Of a column it is its table's.
///
/// Views count with what the server stored, lake tables without their properties; row counts and
/// snapshots do not count. Tables and views of the warehouse count with everybody's rights on them, their
/// policies, and what Weir does not model of them: a plan that makes one anew knows these and no others.
package func liveFingerprint(
  of address: ObjectAddress, in state: CatalogState, _ facts: WarehouseFacts
) -> Fingerprint {
  guard let form = liveForm(of: address, in: state, facts) else { return .ofNothing }
  let versioned: JSONValue = ["version": .integer(CanonicalForm.version), "object": form]
  return Fingerprint(of: versioned.canonicalBytes())
}

/// The fingerprints of many live objects, for `BasisReading`.
package func liveFingerprints(
  of addresses: [ObjectAddress], in state: CatalogState, _ facts: WarehouseFacts
) -> [ObjectAddress: Fingerprint] {
  Dictionary(
    addresses.map { ($0, liveFingerprint(of: $0, in: state, facts)) },
    uniquingKeysWith: { first, _ in first })
}

/// What the fingerprint is made of; nil when there is no such object.
func liveForm(of address: ObjectAddress, in state: CatalogState, _ facts: WarehouseFacts)
  -> JSONValue?
{
  let warehouse = state.warehouse
  switch address {
  case .schema(let schema):
    return schema.side == .warehouse
      ? warehouse.schemas[schema].map { CanonicalForm.of($0) }
      : state.lake.namespaces[schema].map { CanonicalForm.of($0) }
  case .table(let table): return canonicalForm(of: table, in: state, facts)
  case .column(let column): return canonicalForm(of: column.table, in: state, facts)
  case .role(let role): return warehouse.roles[role].map { CanonicalForm.of($0) }
  case .grant(let role, let target):
    return warehouse.grants[GrantKey(role: role, target: target)].map { CanonicalForm.of($0) }
  case .membership(let role, let member):
    return warehouse.roles[member]?.memberOf.contains(role) == true ? .bool(true) : nil
  case .policy(let table, let name):
    return warehouse.policies[PolicyKey(table: table, name: name)].map { CanonicalForm.of($0) }
  case .constraint(let table, _), .index(let table, _):
    return canonicalForm(of: table, in: state, facts)
  case .bundle: return nil
  }
}

private func canonicalForm(
  of table: TableAddress, in state: CatalogState, _ facts: WarehouseFacts
) -> JSONValue? {
  if table.side == .lake { return state.lake.tables[table].map { CanonicalForm.of($0) } }
  let warehouse = state.warehouse
  let form =
    warehouse.tables[table].map { CanonicalForm.of($0) }
    ?? warehouse.views[table].map { CanonicalForm.of($0) }
  guard case .object(var object)? = form else { return nil }
  let grants = Array(warehouse.grants.values) + facts.otherGrants
  object["rights"] = .array(
    grants.filter { $0.target == .table(table) }.sorted { $0.key < $1.key }.map { grant in
      ["name": .string(grant.role.text), "grant": CanonicalForm.of(grant.normalized())]
    })
  object["policies"] = .array(
    warehouse.policies.values.filter { $0.table == table }.sorted { $0.key < $1.key }
      .map { CanonicalForm.of($0) })
  object["unmodelled"] = .array(
    facts.unknown.filter { $0.address.table == table }.map { unknown in
      ["name": .string("\(unknown.address): \(unknown.what)")]
    })
  return .object(object)
}
