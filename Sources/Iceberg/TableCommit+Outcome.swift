extension TableCommit {
  /// Whether a table shows everything that this commit does, which settles a commit whose answer was
  /// lost. Nil when it cannot be told.
  ///
  /// Snapshot IDs are unique, so added snapshots decide alone; else the updates must have nothing
  /// left to change.
  package func isReflected(in metadata: TableMetadata) -> Bool? {
    let added = updates.compactMap { update -> Int64? in
      if case .addSnapshot(let snapshot) = update { snapshot.id } else { nil }
    }
    if !added.isEmpty { return added.allSatisfy { metadata.snapshot($0) != nil } }
    let time = metadata.lastUpdatedMilliseconds
    guard let again = try? metadata.applying(updates, at: time, replacing: nil) else { return nil }
    return again == metadata
  }
}
