internal import Catalog

extension WarehouseDiff {
  // MARK: Views

  /// What a view reads is made before it.
  mutating func compareViews() {
    let missing = target.views.values.filter { current.views[$0.address] == nil }
    for view in ViewOrder(dialect: dialect).sorted(missing) {
      let kept = changes.compactMap { change -> [Grant]? in
        if case .dropView(let old, let kept) = change, old.address == view.address {
          kept
        } else {
          nil
        }
      }
      add(.createView(view, keptGrants: kept.first ?? []))
    }
    for view in target.views.values.sorted(by: { $0.address < $1.address }) {
      createIndexes(view.indexes, on: view.address)
    }
    for view in target.views.values.sorted(by: { $0.address < $1.address }) {
      let live = current.views[view.address]?.owner
      if let owner = view.owner, owner != live {
        add(.alterViewOwner(view.address, view.kind, from: live, to: owner))
      }
    }
  }

  // MARK: Grants

  mutating func compareGrants() {
    let keys = Set(current.grants.keys).union(target.grants.keys).filter {
      current.grants[$0] != target.grants[$0]
    }
    for key in keys.sorted() {
      switch (current.grants[key], target.grants[key]) {
      case (let old?, nil): add(.dropGrant(old))
      case (nil, let new?): add(.addGrant(new))
      case (let old?, let new?) where old != new: add(.alterGrant(from: old, to: new))
      default: break
      }
    }
  }

  // MARK: Policies

  /// Policies stand before row security is on, and after it is off: readers never see too much, nor
  /// nothing for a moment.
  mutating func comparePolicies() {
    let tables = differing.compactMap { target.tables[$0] }
    for table in tables
    where !table.hasRowSecurity && current.tables[table.address]?.hasRowSecurity == true {
      add(.setRowSecurity(table.address, false))
    }
    for policy in target.policies.values.sorted(by: { $0.key < $1.key }) {
      guard let old = current.policies[policy.key] else {
        add(.createPolicy(policy))
        continue
      }
      if old != policy { add(.replacePolicy(from: old, to: policy)) }
    }
    for table in tables
    where table.hasRowSecurity && current.tables[table.address]?.hasRowSecurity == false {
      add(.setRowSecurity(table.address, true))
    }
  }
}
