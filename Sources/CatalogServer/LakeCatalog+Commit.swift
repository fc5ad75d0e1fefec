package import Iceberg
internal import Ports

/// One table's part of a commit.
package struct TableChange: Sendable {
  package let table: TableName
  package let commit: TableCommit

  package init(_ table: TableName, _ commit: TableCommit) {
    self.table = table
    self.commit = commit
  }
}

extension LakeCatalog {
  /// Creates a table, or only says how it would look when the request is staged.
  package func create(
    _ request: CreateTableRequest, in namespace: NamespaceName
  ) async throws(CatalogError) -> LoadedTable {
    let table = try TableName(namespace, request.name)
    _ = try await properties(of: namespace)
    if try await exists(table) { throw .exists("The table '\(table)'") }
    let location = request.location ?? files.newLocation(for: table)
    _ = try files.path(of: location)
    let metadata: TableMetadata
    do throws(IcebergError) {
      metadata = try .created(
        from: request, uuid: UUIDText.random(), location: location, at: now())
    } catch {
      throw CatalogError(error)
    }
    try await files.makeFolder(for: metadata)
    if request.isStaged { return LoadedTable(metadataLocation: nil, metadata: metadata) }
    let file = try await files.write(metadata, after: nil)
    try await move([PointerSwap(table, expected: nil, new: file)]) { _ in
      .exists("The table '\(table)'")
    }
    return LoadedTable(metadataLocation: file, metadata: metadata)
  }

  /// Makes a table of a metadata file that exists.
  package func register(
    _ table: TableName, metadataLocation: String, overwrite: Bool
  ) async throws(CatalogError) -> LoadedTable {
    _ = try files.path(of: metadataLocation)
    _ = try await properties(of: table.namespace)
    let metadata: TableMetadata
    do throws(CatalogError) {
      metadata = try await files.read(metadataLocation)
    } catch {
      throw .badRequest(error.message)
    }
    let current = try await pointer(of: table)
    if current != nil, !overwrite { throw .exists("The table '\(table)'") }
    let swap = PointerSwap(table, expected: current, new: metadataLocation)
    try await ask(
      missing: .noSuchNamespace(table.namespace), conflict: .exists("The table '\(table)'"),
      isCommit: true
    ) { store throws(PortError) in try await store.swap([swap]) }
    return LoadedTable(metadataLocation: metadataLocation, metadata: metadata)
  }

  /// Changes all tables or none, and returns them as they are then, in the order given.
  ///
  /// - Throws: 409 when a requirement is not met, 404 for a table that is neither there nor made.
  package func commit(_ changes: [TableChange]) async throws(CatalogError) -> [LoadedTable] {
    guard Set(changes.map(\.table)).count == changes.count else {
      throw .badRequest("A table stands twice in one commit.")
    }
    var attempt = 1
    while true {
      do throws(CatalogError) {
        return try await commitOnce(changes)
      } catch {
        // Requirements are checked again against what the others made of the table.
        guard error == Self.overtaken, attempt < Self.commitAttempts else { throw error }
        attempt += 1
      }
    }
  }

  private static let overtaken = CatalogError.commitFailed(
    "Others changed the table at the same time, again and again.")

  private func commitOnce(
    _ changes: [TableChange]
  ) async throws(CatalogError) -> [LoadedTable] {
    var results: [LoadedTable] = []
    var swaps: [PointerSwap] = []
    do throws(CatalogError) {
      for change in changes {
        let (result, swap) = try await prepare(change)
        results.append(result)
        if let swap { swaps.append(swap) }
      }
    } catch {
      for swap in swaps { await files.discard(swap.new) }
      throw error
    }
    try await move(swaps) { _ in Self.overtaken }
    return results
  }

  /// Writes the new metadata of one table; no swap when nothing changes.
  private func prepare(
    _ change: TableChange
  ) async throws(CatalogError) -> (LoadedTable, PointerSwap?) {
    let location = try await pointer(of: change.table)
    guard let location else { return try await prepareCreation(change) }
    let base = try await files.read(location)
    let metadata: TableMetadata
    do throws(IcebergError) {
      try change.commit.checkRequirements(against: base)
      metadata = try base.applying(change.commit.updates, at: now(), replacing: location)
    } catch {
      throw CatalogError(error)
    }
    guard metadata != base else {
      return (LoadedTable(metadataLocation: location, metadata: base), nil)
    }
    let file = try await files.write(metadata, after: location)
    return (
      LoadedTable(metadataLocation: file, metadata: metadata),
      PointerSwap(change.table, expected: location, new: file)
    )
  }

  private func prepareCreation(
    _ change: TableChange
  ) async throws(CatalogError) -> (LoadedTable, PointerSwap?) {
    guard change.commit.createsTable else { throw .noSuchTable(change.table) }
    _ = try await properties(of: change.table.namespace)
    let metadata: TableMetadata
    do throws(IcebergError) {
      try change.commit.checkRequirements(against: nil)
      metadata = try .created(
        by: change.commit.updates, uuid: UUIDText.random(),
        location: files.newLocation(for: change.table), at: now())
    } catch {
      throw CatalogError(error)
    }
    let file = try await files.write(metadata, after: nil)
    return (
      LoadedTable(metadataLocation: file, metadata: metadata),
      PointerSwap(change.table, expected: nil, new: file)
    )
  }

  /// Moves pointers onto files that were just written; takes the files away when that is refused.
  private func move(
    _ swaps: [PointerSwap], conflict: (PortError) -> CatalogError
  ) async throws(CatalogError) {
    guard !swaps.isEmpty else { return }
    do throws(PortError) {
      try await store.swap(swaps)
    } catch {
      switch error.kind {
      case .conflict, .missing:
        for swap in swaps { await files.discard(swap.new) }
        throw error.kind == .conflict
          ? conflict(error) : .noSuchNamespace(swaps[0].table.namespace)
      default:
        // The pointers may have moved: the files must stay.
        throw CatalogError(error, isCommit: true)
      }
    }
  }
}
