package import Catalog
internal import Iceberg
package import Ports

extension ShadowTable {
  private static let prefix = "weir_shadow_"

  /// Whether a table is a shadow, by its name.
  static func isShadow(_ table: TableAddress) -> Bool { table.name.hasPrefix(prefix) }

  /// Beside the target; engines and Glue take the name without quotes.
  static func address(of target: TableAddress, fencingNumber: Int64) -> TableAddress {
    TableAddress(target.schema, "\(prefix)\(target.name)_\(fencingNumber)")
  }

  /// The fencing number of a shadow of `target`; nil for every other table.
  static func fencingNumber(of table: TableAddress, asShadowOf target: TableAddress) -> Int64? {
    let start = "\(prefix)\(target.name)_"
    guard table.schema == target.schema, table.name.hasPrefix(start) else { return nil }
    return Int64(table.name.dropFirst(start.count))
  }
}

/// A shadow is a second table of the same metadata file. An engine that writes to it adds snapshots
/// that the target does not have; publishing adds them to the target in one commit, which requires
/// that the target still is where the shadow began.
extension LakeClient: LakePublishing {
  /// The property with the largest fencing number that has published to a table.
  package static let fencingProperty = "weir.fencing-number"

  package func makeShadow(
    of target: TableAddress, fencingNumber: Int64
  ) async throws(PortError) -> ShadowTable {
    for table in try await tables(in: target.schema) {
      let number = ShadowTable.fencingNumber(of: table, asShadowOf: target)
      if let number, number <= fencingNumber { try await dropIfPresent(table) }
    }
    let live = try await load(target)
    let address = ShadowTable.address(of: target, fencingNumber: fencingNumber)
    try await register(address, metadataLocation: live.metadataLocation)
    return ShadowTable(
      target: target, shadow: address, baseSnapshot: live.metadata.currentSnapshotID)
  }

  package func publish(
    _ shadow: ShadowTable, fencingNumber: Int64
  ) async throws(PortError) {
    let written = try await load(shadow.shadow).metadata
    let target = try await load(shadow.target).metadata
    if let commit = try Self.commit(
      of: written, onto: target, shadow: shadow, fencingNumber: fencingNumber)
    {
      do throws(PortError) {
        try await self.commit(commit, to: shadow.target)
      } catch {
        throw error.adding("table", shadow.target.dotted)
      }
    }
    try await discard(shadow)
  }

  package func discard(_ shadow: ShadowTable) async throws(PortError) {
    try await dropIfPresent(shadow.shadow)
  }

  private func dropIfPresent(_ table: TableAddress) async throws(PortError) {
    do throws(PortError) {
      try await drop(table)
    } catch {
      if error.kind != .missing { throw error }
    }
  }

  /// Nil when nothing was written, or all of it is published already.
  private static func commit(
    of written: TableMetadata, onto target: TableMetadata, shadow: ShadowTable,
    fencingNumber: Int64
  ) throws(PortError) -> TableCommit? {
    guard let current = written.currentSnapshotID, current != shadow.baseSnapshot,
      target.snapshot(current) == nil
    else { return nil }
    let fence = target.properties[fencingProperty].flatMap { Int64($0) }
    if let fence, fence > fencingNumber {
      throw PortError(
        .conflict,
        "A newer run has published to the table: its fencing number is \(fence), ours "
          + "\(fencingNumber)."
      ).adding("table", shadow.target.dotted)
    }
    let added = written.snapshots.filter { target.snapshot($0.id) == nil }
      .sorted { $0.sequenceNumber < $1.sequenceNumber }
    return TableCommit(
      requirements: [
        // Of the shadow, which began as the target: a table made anew under the name is another.
        .uuid(written.uuid),
        .reference(name: SnapshotReference.main, snapshotID: shadow.baseSnapshot),
      ],
      updates: added.map { .addSnapshot($0) } + [
        .setReference(
          name: SnapshotReference.main, SnapshotReference(branchAt: current)),
        .setProperties([fencingProperty: String(fencingNumber)]),
      ])
  }
}
