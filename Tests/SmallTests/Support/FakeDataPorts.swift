import Catalog
import Ports
import ScheduleModel
import Tasks

/// Extraction from the sources of the fake world.
struct FakeExtractor: Extracting {
  let process: FakeProcess

  func extract(_ work: ExtractWork, range: TimeRange, attempt: String)
    async throws(PortError) -> LandedFiles
  {
    let folder = "\(work.source)/\(work.stream)/\(range)/\(attempt)"
    try await process.call("extractor.extract") { state throws(PortError) in
      let rows = state.sources["\(work.source).\(work.stream)"] ?? []
      state.folders[folder] = work.interval == nil ? rows : rows.filter(range.holds)
    }
    return try await landedFiles(in: folder)
  }

  func landedFiles(in folder: String) async throws(PortError) -> LandedFiles {
    try await process.call("extractor.landedFiles") { state throws(PortError) in
      guard let rows = state.folders[folder] else {
        throw PortError(.missing, "There is no folder '\(folder)'.")
      }
      return LandedFiles(folder: folder, files: ["part-00001"], rows: Int64(rows.count))
    }
  }
}

/// The lake of the fake world. Shadows are tables whose names hold `__`.
struct FakeLake: LakePublishing {
  let process: FakeProcess

  func makeShadow(of target: TableAddress, fencingNumber: Int64)
    async throws(PortError) -> ShadowTable
  {
    try await process.call("lake.makeShadow") { state throws(PortError) in
      let table = state.lake[target] ?? FakeWorld.LakeTable()
      let shadow = TableAddress(target.schema, "\(target.name)__\(fencingNumber)")
      for old in state.lake.keys where old.isShadow(of: target, before: fencingNumber) {
        state.lake[old] = nil
      }
      state.lake[shadow] = table
      return ShadowTable(target: target, shadow: shadow, baseSnapshot: table.snapshot)
    }
  }

  func publish(_ shadow: ShadowTable, fencingNumber: Int64) async throws(PortError) {
    try await process.call("lake.publish") { state throws(PortError) in
      guard let written = state.lake[shadow.shadow] else {
        throw PortError(.conflict, "The shadow is gone.")
      }
      guard (state.lake[shadow.target]?.snapshot ?? 0) == shadow.baseSnapshot else {
        throw PortError(.conflict, "'\(shadow.target)' was changed since.")
      }
      state.lake[shadow.target] = FakeWorld.LakeTable(
        rows: written.rows, snapshot: written.snapshot + 1)
      state.lake[shadow.shadow] = nil
    }
  }

  func discard(_ shadow: ShadowTable) async throws(PortError) {
    try await process.call("lake.discard") { state throws(PortError) in
      state.lake[shadow.shadow] = nil
    }
  }
}

/// An engine whose queries are a table's address (its rows), or anything else (a check's finding).
struct FakeEngine: EngineRunning {
  let process: FakeProcess

  func load(
    _ slices: [LandedSlice], columns: [Column], into table: TableAddress, mode: ReplaceMode,
    range: TimeRange
  ) async throws(PortError) -> Int64 {
    try await process.call("engine.load") { state throws(PortError) in
      let rows = slices.flatMap { slice in
        (state.folders[slice.files.folder] ?? [])
          .filter { mode == .full || slice.range.holds($0) }
      }
      return state.lake[table, default: .init()].replace(rows, mode, range)
    }
  }

  func transform(
    _ query: String, columns: [Column], into table: TableAddress, mode: ReplaceMode,
    range: TimeRange
  ) async throws(PortError) -> Int64 {
    try await process.call("engine.transform") { state throws(PortError) in
      let rows = state.rows(of: query)
      return state.lake[table, default: .init()].replace(rows, mode, range)
    }
  }

  func rows(of table: TableAddress, mode: ReplaceMode, range: TimeRange) -> String {
    mode == .full ? "[\(table)]" : "[\(table) \(range)]"
  }

  func numbers(_ queries: [String]) async throws(PortError) -> [Int64] {
    try await process.call("engine.numbers") { state throws(PortError) in
      queries.map(state.finding)
    }
  }

  func copy(_ query: String, columns: [Column], toWarehouse staging: WarehouseStaging)
    async throws(PortError) -> Int64
  {
    try await process.call("engine.copy") { state throws(PortError) in
      let rows = state.rows(of: query)
      state.stagings[staging, default: []] += rows
      return Int64(rows.count)
    }
  }
}

/// The warehouse of the fake world. A statement `replace ADDRESS from STAGING` or `rebuild ADDRESS
/// from ADDRESS` publishes.
struct FakeWarehouse: WarehousePublishing {
  let process: FakeProcess

  func raiseFence(of target: TargetID, to fencingNumber: Int64) async throws(PortError) {
    try await process.call("warehouse.raiseFence") { state throws(PortError) in
      state.fences[target] = max(state.fences[target] ?? 0, fencingNumber)
    }
  }

  func makeStaging(for table: TableAddress, fencingNumber: Int64, columns: [Column])
    async throws(PortError) -> WarehouseStaging
  {
    try await process.call("warehouse.makeStaging") { state throws(PortError) in
      let prefix = "\(table.name)__"
      for old in state.stagings.keys where old.name.hasPrefix(prefix) {
        if let number = Int64(old.name.dropFirst(prefix.count)), number < fencingNumber {
          state.stagings[old] = nil
        }
      }
      let staging = WarehouseStaging(schema: "staging", name: "\(prefix)\(fencingNumber)")
      state.stagings[staging] = []
      return staging
    }
  }

  func dropStaging(_ staging: WarehouseStaging) async throws(PortError) {
    try await process.call("warehouse.dropStaging") { state throws(PortError) in
      state.stagings[staging] = nil
    }
  }

  func number(_ query: String) async throws(PortError) -> Int64 {
    try await process.call("warehouse.number") { state throws(PortError) in state.finding(query) }
  }

  func publish(_ publication: WarehousePublication) async throws(PortError) -> PublicationOutcome {
    try await process.call("warehouse.publish") { state throws(PortError) in
      guard publication.fencingNumber >= state.fences[publication.target] ?? 0 else {
        throw PortError(.conflict, "Somebody with a larger fencing number was here.")
      }
      for check in publication.checks {
        let broken = state.finding(check.query)
        if broken > check.threshold { return .refused(check: check, broken: broken) }
      }
      var changed: Int64 = 0
      for statement in publication.statements {
        changed += state.run(statement, table: publication.table, range: publication.range)
      }
      return .published(rows: changed)
    }
  }
}

extension FakeWorld.State {
  fileprivate func rows(of query: String) -> [FakeRow] {
    lake.first { $0.key.description == query }?.value.rows ?? []
  }

  fileprivate func finding(_ query: String) -> Int64 {
    findings.first { query.hasPrefix($0.key) }?.value ?? 0
  }

  /// Replaces the range of the table with that of the staging table, or all of it with another table.
  fileprivate mutating func run(_ statement: String, table: TableAddress, range: TimeRange)
    -> Int64
  {
    let rows: [FakeRow]
    if let staging = stagings.first(where: { statement.contains("\"\($0.key.name)\"") }) {
      rows = staging.value.filter(range.holds)
      warehouse[table, default: []].removeAll(where: range.holds)
    } else {
      rows = warehouse.first { statement.hasSuffix($0.key.description) }?.value ?? []
      warehouse[table] = []
    }
    warehouse[table, default: []] += rows
    return Int64(rows.count)
  }
}

extension FakeWorld.LakeTable {
  fileprivate mutating func replace(_ new: [FakeRow], _ mode: ReplaceMode, _ range: TimeRange)
    -> Int64
  {
    let fitting = mode == .full ? new : new.filter(range.holds)
    rows = (mode == .full ? [] : rows.filter { !range.holds($0) }) + fitting
    return Int64(fitting.count)
  }
}

extension TimeRange {
  func holds(_ row: FakeRow) -> Bool { lower <= row.day && row.day < upper }
}

extension TableAddress {
  fileprivate func isShadow(of target: TableAddress, before fencingNumber: Int64) -> Bool {
    guard schema == target.schema, name.hasPrefix("\(target.name)__"),
      let number = Int64(name.dropFirst(target.name.count + 2))
    else { return false }
    return number < fencingNumber
  }
}

extension TaskPorts {
  init(_ process: FakeProcess) {
    self.init(
      leases: FakeLeases(process: process), coverage: FakeCoverage(process: process),
      extractor: FakeExtractor(process: process), lake: FakeLake(process: process),
      engine: FakeEngine(process: process), warehouse: FakeWarehouse(process: process))
  }
}
