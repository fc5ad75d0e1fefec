package import Catalog
package import Iceberg
package import Ports

/// Which properties the specs declare: only these are read, since catalogs and engines add their own.
package struct DeclaredLakeProperties: Sendable {
  package var namespaces: [SchemaAddress: Set<String>]
  package var tables: [TableAddress: Set<String>]

  package init(
    namespaces: [SchemaAddress: Set<String>] = [:], tables: [TableAddress: Set<String>] = [:]
  ) {
    self.namespaces = namespaces
    self.tables = tables
  }

  /// Those that a desired state declares.
  package init(of state: LakeState) {
    namespaces = state.namespaces.mapValues { Set($0.properties.keys) }
    tables = state.tables.mapValues { Set($0.properties.keys) }
  }
}

/// What a lake looks like.
package struct LakeInspection: Sendable {
  package var state: LakeState
  /// The metadata that `state` was read from, by table.
  package var metadata: [TableAddress: TableMetadata]
  /// Rows by table, as writers counted them; without the tables whose writers did not.
  package var rowCounts: [TableAddress: Int64]
  /// What `state` leaves out of a table, in full sentences; only tables that lose something.
  package var losses: [TableAddress: [String]]
  /// Why a table that is listed could not be read: it is in none of the others.
  package var unreadable: [TableAddress: String]

  package init() {
    state = LakeState()
    metadata = [:]
    rowCounts = [:]
    losses = [:]
    unreadable = [:]
  }
}

extension LakeClient {
  /// Reads namespaces and all their tables. Namespaces that do not exist are left out, and so are
  /// shadows. Two requests a namespace and one a table, many at the same time.
  package func inspect(
    _ namespaces: [SchemaAddress], declared: DeclaredLakeProperties
  ) async throws(PortError) -> LakeInspection {
    var inspection = LakeInspection()
    let found = try await concurrently(namespaces) { namespace throws(PortError) in
      try await contents(of: namespace)
    }
    var tables: [TableAddress] = []
    for (namespace, contents) in zip(namespaces, found) {
      guard let contents else { continue }
      let keys = declared.namespaces[namespace] ?? []
      inspection.state.namespaces[namespace] = LakeNamespace(
        address: namespace, properties: contents.properties.filter { keys.contains($0.key) })
      tables += contents.tables.filter { !ShadowTable.isShadow($0) }
    }
    let loaded = try await concurrently(tables) { table throws(PortError) in
      try await outcome(of: table)
    }
    for (address, outcome) in zip(tables, loaded) {
      inspection.add(outcome, at: address, keys: declared.tables[address] ?? [])
    }
    return inspection
  }

  private func contents(
    of namespace: SchemaAddress
  ) async throws(PortError) -> (properties: [String: String], tables: [TableAddress])? {
    guard let properties = try await properties(of: namespace) else { return nil }
    return (properties, try await tables(in: namespace))
  }

  /// Glue lists tables that are not Iceberg's; only loading tells.
  private func outcome(of table: TableAddress) async throws(PortError) -> TableOutcome {
    do throws(PortError) {
      return .loaded(try await load(table))
    } catch {
      switch error.kind {
      case .missing: return .gone
      case .refused: return .unreadable(error.message)
      default: throw error
      }
    }
  }
}

private enum TableOutcome: Sendable {
  case loaded(LiveTable)
  /// Dropped since it was listed.
  case gone
  case unreadable(String)
}

extension LakeInspection {
  fileprivate mutating func add(
    _ outcome: TableOutcome, at address: TableAddress, keys: Set<String>
  ) {
    switch outcome {
    case .gone: return
    case .unreadable(let reason): unreadable[address] = reason
    case .loaded(let live):
      let reading = live.metadata.lakeTable(at: address, properties: .only(keys))
      state.tables[address] = reading.table
      metadata[address] = live.metadata
      if !reading.losses.isEmpty { losses[address] = reading.losses }
      rowCounts[address] =
        live.metadata.currentSnapshotID == nil ? 0 : live.metadata.currentSnapshot?.rowCount
    }
  }
}

/// Runs `work` for all inputs at the same time; the results stand in the order of the inputs. The
/// first error ends the rest. How many requests run at once is the HTTP client's affair.
private func concurrently<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], _ work: @escaping @Sendable (Input) async throws(PortError) -> Output
) async throws(PortError) -> [Output] {
  let results = await withTaskGroup { group in
    for (place, input) in inputs.enumerated() {
      group.addTask { () -> (Int, Result<Output, PortError>) in
        do throws(PortError) {
          return (place, .success(try await work(input)))
        } catch {
          return (place, .failure(error))
        }
      }
    }
    var results: [Result<Output, PortError>?] = inputs.map { _ in nil }
    for await (place, result) in group {
      results[place] = result
      if case .failure = result { group.cancelAll() }
    }
    return results
  }
  var outputs: [Output] = []
  var cancellation: PortError?
  for result in results {
    switch result {
    case .success(let output)?: outputs.append(output)
    // Others fail with it only because they were told to stop.
    case .failure(let error)? where error.kind == .cancelled: cancellation = error
    case .failure(let error)?: throw error
    case nil: break
    }
  }
  if let cancellation { throw cancellation }
  return outputs
}
