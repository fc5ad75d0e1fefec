extension Grant {
  /// What this one gives and the other does not.
  package func subtracting(_ other: Grant) -> Grant {
    var rest = Grant(
      role: role, target: target, privileges: privileges.subtracting(other.privileges))
    for (privilege, columns) in columnPrivileges {
      let left = columns.subtracting(other.columnPrivileges[privilege] ?? [])
      if !left.isEmpty { rest.columnPrivileges[privilege] = left }
    }
    return rest
  }

  /// The same rights with each privilege at one level: one on the whole object holds for its columns.
  package func normalized() -> Grant {
    var grant = self
    for (privilege, columns) in columnPrivileges
    where columns.isEmpty || privileges.contains(privilege) {
      grant.columnPrivileges[privilege] = nil
    }
    return grant
  }

  /// Whether it gives nothing.
  package var isEmpty: Bool {
    privileges.isEmpty && columnPrivileges.allSatisfy { $0.value.isEmpty }
  }
}
