package import Catalog
package import ScheduleModel

/// What one extract wrote.
package struct LandedFiles: Hashable, Sendable {
  /// Where the files are; a path or a URI.
  package let folder: String
  /// Sorted names of gzipped JSON Lines files in the folder, one record a line.
  package let files: [String]
  package let rows: Int64

  package init(folder: String, files: [String], rows: Int64) {
    self.folder = folder
    self.files = files
    self.rows = rows
  }
}

/// The rows of landing files that lie in a range, where the stream has an interval column; else all.
package struct LandedSlice: Hashable, Sendable {
  package let files: LandedFiles
  package let range: TimeRange

  package init(files: LandedFiles, range: TimeRange) {
    self.files = files
    self.range = range
  }
}

/// Reads sources into landing files.
package protocol Extracting: Sendable {
  /// Writes the stream's records of the range into a new folder named after `attempt`. A folder is
  /// complete, with its manifest written last, or it does not count.
  func extract(_ work: ExtractWork, range: TimeRange, attempt: String)
    async throws(PortError) -> LandedFiles

  /// The files of a folder that an extract completed.
  func landedFiles(in folder: String) async throws(PortError) -> LandedFiles
}

/// A table that an engine may write to, unseen by readers, which starts as the target is. It shares
/// the target's files.
package struct ShadowTable: Hashable, Sendable {
  package let target: TableAddress
  package let shadow: TableAddress
  /// The target's snapshot it started from; nil when it had none.
  package let baseSnapshot: Int64?

  package init(target: TableAddress, shadow: TableAddress, baseSnapshot: Int64?) {
    self.target = target
    self.shadow = shadow
    self.baseSnapshot = baseSnapshot
  }
}

/// Writes to the lake aside, then publishes in one commit.
package protocol LakePublishing: Sendable {
  /// Makes a shadow of the table, named after the fencing number, and takes away the shadows that
  /// attempts with smaller numbers left.
  func makeShadow(of target: TableAddress, fencingNumber: Int64)
    async throws(PortError) -> ShadowTable

  /// Gives the target the shadow's state in one commit, and takes the shadow away. Does nothing when
  /// the shadow was not written to.
  ///
  /// - Throws: `.conflict` when the target was changed since the shadow was made.
  func publish(_ shadow: ShadowTable, fencingNumber: Int64) async throws(PortError)

  /// Takes a shadow away. Does nothing when there is none.
  func discard(_ shadow: ShadowTable) async throws(PortError)
}

/// Runs work of the lake. Tables of the lake are named `lake.<namespace>.<table>` in its queries.
package protocol EngineRunning: Sendable {
  /// Replaces rows of `table` with those of the slices, in one commit. Returns how many rows it
  /// wrote.
  func load(
    _ slices: [LandedSlice], columns: [Column], into table: TableAddress, mode: ReplaceMode,
    range: TimeRange
  ) async throws(PortError) -> Int64

  /// Replaces rows of `table` with those of `query` (for a range: those of them in the range), in
  /// one commit. Returns how many rows it wrote.
  func transform(
    _ query: String, columns: [Column], into table: TableAddress, mode: ReplaceMode,
    range: TimeRange
  ) async throws(PortError) -> Int64

  /// The rows of a table that lie in the range (for a full replacement: all) as a table expression
  /// of the engine's dialect.
  func rows(of table: TableAddress, mode: ReplaceMode, range: TimeRange) -> String

  /// Runs queries that each return one row with one number. Returns the numbers in their order.
  func numbers(_ queries: [String]) async throws(PortError) -> [Int64]

  /// Copies the rows of `query` into a table of the warehouse that exists and is empty. Returns how
  /// many.
  func copy(_ query: String, columns: [Column], toWarehouse staging: WarehouseStaging)
    async throws(PortError) -> Int64
}

/// A table of the warehouse that rows are staged in before they are published.
package struct WarehouseStaging: Hashable, Sendable {
  package let schema: String
  package let name: String

  package init(schema: String, name: String) {
    self.schema = schema
    self.name = name
  }
}

/// Publishes into the warehouse, logged in as the loader.
package protocol WarehousePublishing: Sendable {
  /// From now on, whoever publishes to the target with a smaller fencing number is refused.
  func raiseFence(of target: TargetID, to fencingNumber: Int64) async throws(PortError)

  /// Makes an empty staging table, named after the table and the fencing number, and drops those
  /// that attempts on the table with smaller numbers left.
  func makeStaging(for table: TableAddress, fencingNumber: Int64, columns: [Column])
    async throws(PortError) -> WarehouseStaging

  /// Drops a staging table. Does nothing when there is none.
  func dropStaging(_ staging: WarehouseStaging) async throws(PortError)

  /// Runs a query that returns one row with one number.
  func number(_ query: String) async throws(PortError) -> Int64

  /// In one transaction: checks the fence, runs the statements, runs the checks (the first that
  /// finds more broken rows than its threshold rolls everything back), records the load in the
  /// warehouse's ledger. Returns how many rows the target has in the range.
  ///
  /// - Throws: `.conflict` when somebody with a larger fencing number was here.
  func publish(_ publication: WarehousePublication) async throws(PortError) -> PublicationOutcome
}

/// What one publishing transaction does. All placeholders are filled in.
package struct WarehousePublication: Hashable, Sendable {
  package let target: TargetID
  package let table: TableAddress
  package let range: TimeRange
  package let version: Fingerprint
  package let run: RunID
  package let fencingNumber: Int64
  package let statements: [String]
  package let checks: [CompiledCheck]
  /// Other targets that the statements read or write: their publications wait, and are waited for.
  package let touches: [TargetID]

  package init(
    target: TargetID, table: TableAddress, range: TimeRange, version: Fingerprint, run: RunID,
    fencingNumber: Int64, statements: [String], checks: [CompiledCheck], touches: [TargetID] = []
  ) {
    self.target = target
    self.table = table
    self.range = range
    self.version = version
    self.run = run
    self.fencingNumber = fencingNumber
    self.statements = statements
    self.checks = checks
    self.touches = touches
  }
}

/// How a publishing transaction ended, when nothing broke.
package enum PublicationOutcome: Hashable, Sendable {
  /// Committed; the statements changed this many rows.
  case published(rows: Int64)
  /// Rolled back: a check found this many broken rows.
  case refused(check: CompiledCheck, broken: Int64)
}
