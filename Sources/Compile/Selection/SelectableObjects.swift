package import Catalog
package import Diagnostics
package import ScheduleModel
package import Spec

/// Something that a spec declares and a selector can find.
package struct SelectableObject: Sendable {
  /// Of the source, for a stream.
  private let header: DeclarationHeader
  private let stream: StreamSpec?
  private let defaultOwner: String?
  /// Where it stands; nil for what stands in neither, such as a stream or a role.
  package let side: Side?
  /// The table that it is or fills; nil for all else.
  package let table: TableAddress?

  init(
    _ header: DeclarationHeader, stream: StreamSpec? = nil, side: Side? = nil,
    table: TableAddress? = nil, defaultOwner: String?
  ) {
    self.header = header
    self.stream = stream
    self.defaultOwner = defaultOwner
    self.side = side
    self.table = table
  }

  package var kind: SpecKind { header.kind }

  /// Without a side.
  package var name: String {
    let name = header.name.value.text
    return stream.map { "\(name).\($0.name.value)" } ?? name
  }

  /// The platform's default where none is written.
  package var owner: String? { header.owner?.value ?? defaultOwner }

  /// As written; with those of the source for its streams.
  package var tags: [String] { (header.tags + (stream?.tags ?? [])).map(\.value) }

  func has(tag: String) -> Bool {
    header.tags.contains { $0.value == tag } || stream?.tags.contains { $0.value == tag } ?? false
  }

  /// The source that it belongs to; nil for all else.
  var source: String? { stream == nil ? nil : header.name.value.text }

  /// What a task makes of it; nil when no task could.
  package var target: TargetID? {
    if let table { return TargetID(table) }
    return stream.map { .landing(source: header.name.value.text, stream: $0.name.value) }
  }

  /// What `NAME.*` finds it by: the source of a stream, the namespace or schema of a table.
  var container: String? { source ?? header.name.value.qualifier }
}

/// Everything that selectors can find in a project, and the one place that evaluates them. Indexes are
/// made when a selector first needs them.
package struct SelectableObjects: Sendable {
  /// In the order of kinds and names.
  package private(set) var objects: [SelectableObject] = []
  private var defaultOwner: String?
  private lazy var byName = Dictionary(grouping: objects.indices) { objects[$0].name }
  private lazy var byContainer = Dictionary(grouping: objects.indices) { objects[$0].container }
  private lazy var byTarget = Dictionary(grouping: objects.indices) { objects[$0].target }
  /// What each target is made from.
  private var inputs: [TargetID: [TargetID]] = [:]

  /// No objects.
  package init() {}

  /// All objects of a project. `inputs` says what each target of a task is made from.
  package init(_ project: ProjectSpec, inputs: [TargetID: [TargetID]]) {
    self.inputs = inputs
    objects.reserveCapacity(project.lakeTables.count + project.transforms.count + 1024)
    defaultOwner = project.platform?.defaultOwner?.value
    addSources(of: project)
    addLake(of: project)
    addWarehouse(of: project)
    for spec in project.principals { add(spec.header) }
    for spec in project.roles { add(spec.header) }
    for spec in project.checks { add(spec.header) }
    for spec in project.schedules { add(spec.header) }
    for spec in project.biConnections { add(spec.header) }
  }

  private mutating func addSources(of project: ProjectSpec) {
    if let platform = project.platform { add(platform.header) }
    for spec in project.environments { add(spec.header) }
    for spec in project.sources {
      for stream in spec.streams {
        objects.append(
          SelectableObject(spec.header, stream: stream, defaultOwner: defaultOwner))
      }
    }
    for spec in project.jobs { add(spec.header) }
  }

  private mutating func addLake(of project: ProjectSpec) {
    for spec in project.lakeNamespaces { add(spec.header, side: .lake) }
    for spec in project.lakeTables { add(spec.header, table: spec.name.value, side: .lake) }
    for spec in project.transforms {
      add(spec.header, table: spec.target.value, side: spec.target.value.side ?? .lake)
    }
  }

  private mutating func addWarehouse(of project: ProjectSpec) {
    for spec in project.warehouseSchemas { add(spec.header, side: .warehouse) }
    for spec in project.warehouseTables { add(spec.header, table: spec.name.value) }
    for spec in project.externalSchemas { add(spec.header, side: .warehouse) }
    for spec in project.dimensions { add(spec.header, table: spec.name.value) }
    for spec in project.facts { add(spec.header, table: spec.name.value) }
    for spec in project.aggregates { add(spec.header, table: spec.name.value) }
    for spec in project.views {
      let side: Side = spec.side.value == .lake ? .lake : .warehouse
      add(spec.header, table: spec.name.value, side: side)
    }
  }

  private mutating func add(_ header: DeclarationHeader, side: Side? = nil) {
    objects.append(SelectableObject(header, side: side, defaultOwner: defaultOwner))
  }

  /// Adds what is or fills a table.
  private mutating func add(
    _ header: DeclarationHeader, table: DottedName, side: Side = .warehouse
  ) {
    let address = table.qualifier.map { TableAddress(side, $0, table.last) }
    objects.append(
      SelectableObject(header, side: side, table: address, defaultOwner: defaultOwner))
  }
}

// MARK: - Evaluation

extension SelectableObjects {
  /// What a selector names.
  package enum Selection: Sendable {
    /// In the order of `objects`; empty when nothing fits.
    case objects([SelectableObject])
    /// The name, as written, means something in the lake and something else in the warehouse.
    case ambiguous(String)
  }

  /// The objects that a selector names. Linear in the number of objects for tags, kinds and `*`, in
  /// the size of the answer for all else.
  package mutating func select(_ selector: Selector) -> Selection {
    guard let places = places(selector) else { return .ambiguous(selector.base.name) }
    return .objects(places.map { objects[$0] })
  }

  /// The places in `objects` of what a selector names; nil when that is two things.
  private mutating func places(_ selector: Selector) -> [Int]? {
    let chosen: [Int]?
    switch selector.base {
    case .everything: chosen = Array(objects.indices)
    case .members(let container):
      chosen = onOneSide(byContainer[container.text] ?? [], container.side)
    case .object(let name): chosen = onOneSide(byName[name.text] ?? [], name.side)
    case .tag(let tag): chosen = objects.indices.filter { objects[$0].has(tag: tag) }
    case .source(let source): chosen = objects.indices.filter { objects[$0].source == source }
    case .kind(let kind): chosen = objects.indices.filter { objects[$0].kind == kind }
    }
    return chosen.map { withNeighbours($0, selector) }
  }

  /// What any of the selectors names, each object once; reports selectors that name nothing, or two
  /// things.
  package mutating func select(
    _ selectors: [Spanned<Selector>], sink: inout DiagnosticSink
  ) -> [SelectableObject] {
    var chosen: Set<Int> = []
    for selector in selectors {
      guard let found = places(selector.value) else {
        sink.report(.ambiguousName(selector.value.base.name, at: selector.span))
        continue
      }
      if found.isEmpty {
        sink.report(
          .selectsNothing(
            "that specs declare", at: selector.span, help: advice(selector.value, to: "exist")))
      }
      chosen.formUnion(found)
    }
    return chosen.sorted().map { objects[$0] }
  }

  /// The tables among what a selector names; none when it is ambiguous.
  mutating func tables(_ selector: Selector) -> Set<TableAddress> {
    guard case .objects(let objects) = select(selector) else { return [] }
    return Set(objects.compactMap(\.table))
  }

  /// Those of the wanted side; nil when none is wanted and there are tables of both.
  private func onOneSide(_ found: [Int], _ side: Side?) -> [Int]? {
    if let side { return found.filter { objects[$0].side == side } }
    let hasLake = found.contains { objects[$0].side == .lake }
    let hasWarehouse = found.contains { objects[$0].side == .warehouse }
    return hasLake && hasWarehouse ? nil : found
  }

  private mutating func withNeighbours(_ chosen: [Int], _ selector: Selector) -> [Int] {
    guard selector.includesUpstream || selector.includesDownstream else { return chosen }
    let start = chosen.compactMap { objects[$0].target }
    var targets: Set<TargetID> = []
    if selector.includesUpstream { targets.formUnion(reached(from: start, along: inputs)) }
    if selector.includesDownstream {
      var outputs: [TargetID: [TargetID]] = [:]
      for (target, inputs) in inputs {
        for input in inputs { outputs[input, default: []].append(target) }
      }
      targets.formUnion(reached(from: start, along: outputs))
    }
    var all = Set(chosen)
    for target in targets { all.formUnion(byTarget[target] ?? []) }
    return all.sorted()
  }

  private func reached(
    from start: [TargetID], along edges: [TargetID: [TargetID]]
  ) -> Set<TargetID> {
    var reached = Set(start)
    var open = start
    while let target = open.popLast() {
      for next in edges[target] ?? [] where reached.insert(next).inserted { open.append(next) }
    }
    return reached
  }
}

extension Selector.Base {
  /// The name as written without a side; empty for what is found by something else.
  fileprivate var name: String {
    switch self {
    case .members(let container): "\(container.text).*"
    case .object(let name): name.text
    case .everything, .tag, .source, .kind: ""
    }
  }
}

// MARK: - Advice

extension SelectableObjects {
  /// How many names are shown where none is near.
  private static let shownNames = 8

  /// What may be meant by a selector that finds nothing of use, or what there is. `verb` completes
  /// "which do not ...".
  mutating func advice(_ selector: Selector, to verb: String) -> String {
    if let places = places(selector), let found = places.first {
      let first = "the \(objects[found].kind.rawValue) '\(objects[found].name)'"
      return places.count == 1
        ? "It finds \(first), which does not \(verb)."
        : "It finds \(places.count) objects that do not \(verb), such as \(first)."
    }
    switch selector.base {
    case .everything: return "Declare something first."
    case .tag(let tag): return Self.advice("tag", tag, Set(objects.flatMap(\.tags)))
    case .source(let source):
      return Self.advice("source", source, Set(objects.compactMap(\.source)))
    case .kind(let kind): return "No document of kind '\(kind.rawValue)' is declared."
    case .members(let container):
      return Self.advice("schema", container.text, Set(objects.compactMap(\.container)))
    case .object(let name): return Self.advice("name", name.text, Set(objects.map(\.name)))
    }
  }

  private static func advice(_ what: String, _ name: String, _ names: Set<String>) -> String {
    let names = names.sorted()
    if let similar = nearMatch(name, among: names) { return "Did you mean '\(similar)'?" }
    guard !names.isEmpty else { return "There is no \(what) at all." }
    let shown = names.prefix(shownNames).map { "'\($0)'" }.joined(separator: ", ")
    if names.count == 1 { return "There is only \(shown)." }
    return "There are \(shown)\(names.count > shownNames ? " and more; 'weir ls' lists all" : "")."
  }
}
