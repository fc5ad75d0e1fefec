package import Catalog

/// Everything that runs in one environment, immutable once published. A run pins the bundle it
/// started with.
package struct Bundle: Hashable, Sendable, Codable {
  /// The version of this format; a reader refuses any other.
  package static let currentFormatVersion = 1

  package var formatVersion: Int
  package var platform: String
  package var environment: String
  /// Sorted by name.
  package var schedules: [CompiledSchedule]

  package init(platform: String, environment: String, schedules: [CompiledSchedule]) {
    formatVersion = Self.currentFormatVersion
    self.platform = platform
    self.environment = environment
    self.schedules = schedules
  }
}

/// What the runner executes for one schedule.
package struct CompiledSchedule: Hashable, Sendable, Codable {
  package var name: String
  package var doc: String?
  /// Five fields; nil when it only runs by hand.
  package var cron: String?
  /// An IANA name.
  package var timezone: String
  /// How often a failed task is tried again.
  package var retries: Int
  /// Of one attempt, in seconds.
  package var timeoutSeconds: Int?
  /// Every task after all that it depends on; ties by ID.
  package var tasks: [TaskNode]

  package init(
    name: String, doc: String? = nil, cron: String?, timezone: String, retries: Int,
    timeoutSeconds: Int?, tasks: [TaskNode]
  ) {
    self.name = name
    self.doc = doc
    self.cron = cron
    self.timezone = timezone
    self.retries = retries
    self.timeoutSeconds = timeoutSeconds
    self.tasks = tasks
  }
}

/// The identity of a task within a platform: what it makes. `landing:flight_api.flights`,
/// `lake:silver.flights`, `wh:ops.fct_flight`.
package struct TargetID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package init(_ table: TableAddress) { text = table.description }

  package static func landing(source: String, stream: String) -> TargetID {
    TargetID("landing:\(source).\(stream)")
  }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package var description: String { text }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

/// One node of a schedule's graph: it makes one target.
package struct TaskNode: Hashable, Sendable, Codable {
  package var target: TargetID
  /// The targets it reads that tasks of the same schedule make. Sorted.
  package var inputs: [TargetID]
  /// Of the meaning of the work: its queries, columns and checks in canonical form. A range built by
  /// another version is outdated.
  package var version: Fingerprint
  package var work: Work

  package init(target: TargetID, inputs: [TargetID], version: Fingerprint, work: Work) {
    self.target = target
    self.inputs = inputs
    self.version = version
    self.work = work
  }
}

/// What a task does.
package enum Work: Hashable, Sendable, Codable {
  case extract(work: ExtractWork)
  case load(work: LoadWork)
  case transform(work: TransformWork)
  case star(work: StarWork)

  /// In one word, for people: `extract`, `load`, `transform`, `dimension`, `fact`, `aggregate`.
  package var kindName: String {
    switch self {
    case .extract: "extract"
    case .load: "load"
    case .transform: "transform"
    case .star(let work): work.kind.rawValue
    }
  }
}

/// The column by which a target is cut into ranges.
package struct IntervalColumn: Hashable, Sendable, Codable {
  package var name: String
  /// `date`, `timestamp` or `timestamptz`.
  package var type: DataType

  package init(name: String, type: DataType) {
    self.name = name
    self.type = type
  }
}
