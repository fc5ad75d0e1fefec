package import Ports
package import ScheduleModel

/// Everything a task touches the world through.
package struct TaskPorts: Sendable {
  package let leases: any Leasing
  package let coverage: any CoverageKeeping
  package let extractor: any Extracting
  package let lake: any LakePublishing
  package let engine: any EngineRunning
  package let warehouse: any WarehousePublishing

  package init(
    leases: any Leasing, coverage: any CoverageKeeping, extractor: any Extracting,
    lake: any LakePublishing, engine: any EngineRunning, warehouse: any WarehousePublishing
  ) {
    self.leases = leases
    self.coverage = coverage
    self.extractor = extractor
    self.lake = lake
    self.engine = engine
    self.warehouse = warehouse
  }
}

/// How tasks hold their leases.
package struct LeaseTerms: Sendable {
  /// Who holds them, for people: host, process and run.
  package let holder: String
  /// How long a lease lasts when it is not renewed.
  package let duration: Duration
  /// How often it is renewed.
  package let renewal: Duration
  /// How long a task waits for a lease that somebody else holds.
  package let patience: Duration

  /// - Parameters:
  ///   - duration: a process that was killed blocks its targets for this long.
  ///   - patience: longer than `duration`, so that a run right after a kill waits it out.
  package init(
    holder: String, duration: Duration = .seconds(20), renewal: Duration = .seconds(5),
    patience: Duration = .seconds(30)
  ) {
    self.holder = holder
    self.duration = duration
    self.renewal = renewal
    self.patience = patience
  }
}

/// One attempt on a task, as it is ordered.
package struct TaskOrder: Sendable {
  package let node: TaskNode
  package let range: TimeRange
  package let run: RunID
  package let extent: BuildExtent
  /// Nil when it may take any time.
  package let timeout: Duration?

  package init(
    node: TaskNode, range: TimeRange, run: RunID, extent: BuildExtent = .outdated,
    timeout: Duration? = nil
  ) {
    self.node = node
    self.range = range
    self.run = run
    self.extent = extent
    self.timeout = timeout
  }
}

/// Called with the stable name of each instant at which a test may kill the process; does nothing
/// otherwise.
package typealias CrashPoint = @Sendable (String) async -> Void
