package import Catalog
internal import JSON

/// The fingerprint of one live object, as a plan's basis holds it; of the empty text when there is
/// none. Of a column it is its table's.
///
/// Views count with what the server stored, lake tables without their properties; row counts and
/// snapshots do not count.
package func liveFingerprint(of address: ObjectAddress, in state: CatalogState) -> Fingerprint {
  guard let form = liveForm(of: address, in: state) else { return .ofNothing }
  let versioned: JSONValue = ["version": .integer(CanonicalForm.version), "object": form]
  return Fingerprint(of: versioned.canonicalBytes())
}

/// The fingerprints of many live objects, for `BasisReading`.
package func liveFingerprints(of addresses: [ObjectAddress], in state: CatalogState)
  -> [ObjectAddress: Fingerprint]
{
  Dictionary(
    addresses.map { ($0, liveFingerprint(of: $0, in: state)) },
    uniquingKeysWith: { first, _ in first })
}

/// What the fingerprint is made of; nil when there is no such object.
func liveForm(of address: ObjectAddress, in state: CatalogState) -> JSONValue? {
  let warehouse = state.warehouse
  switch address {
  case .schema(let schema):
    return schema.side == .warehouse
      ? warehouse.schemas[schema].map { CanonicalForm.of($0) }
      : state.lake.namespaces[schema].map { CanonicalForm.of($0) }
  case .table(let table): return canonicalForm(of: table, in: state)
  case .column(let column): return canonicalForm(of: column.table, in: state)
  case .role(let role): return warehouse.roles[role].map { CanonicalForm.of($0) }
  case .grant(let role, let target):
    return warehouse.grants[GrantKey(role: role, target: target)].map { CanonicalForm.of($0) }
  case .membership(let role, let member):
    return warehouse.roles[member]?.memberOf.contains(role) == true ? .bool(true) : nil
  case .policy(let table, let name):
    return warehouse.policies[PolicyKey(table: table, name: name)].map { CanonicalForm.of($0) }
  case .constraint(let table, _), .index(let table, _): return canonicalForm(of: table, in: state)
  case .bundle: return nil
  }
}

private func canonicalForm(of table: TableAddress, in state: CatalogState) -> JSONValue? {
  if table.side == .lake { return state.lake.tables[table].map { CanonicalForm.of($0) } }
  return state.warehouse.tables[table].map { CanonicalForm.of($0) }
    ?? state.warehouse.views[table].map { CanonicalForm.of($0) }
}
