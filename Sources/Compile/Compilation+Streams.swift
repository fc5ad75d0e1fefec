internal import Analysis
internal import Catalog
internal import Diagnostics
internal import ScheduleModel
internal import Spec

extension Compilation {
  /// Each stream is two tasks: one lands what the source says, one loads that into the lake.
  mutating func lowerStreams() {
    for source in project.sources {
      for stream in source.streams { lower(stream, of: source) }
    }
  }

  private mutating func lower(_ stream: StreamSpec, of source: SourceSpec) {
    let columns = stream.columns.map {
      Column($0.name.value, $0.type.value, isRequired: $0.isRequired)
    }
    let interval = stream.interval.flatMap { intervalColumn($0, in: columns, sink: &sink) }
    let names = columns.map(\.name)
    for key in stream.key where !names.contains(key.value) {
      sink.report(
        .unknownStreamColumn(
          key.value, stream: stream.name.value, at: key.span, among: names))
    }
    guard let origin = origin(of: stream, in: source) else { return }
    let landing = TargetID.landing(source: source.name.value.text, stream: stream.name.value)
    add(
      PlannedTask(
        target: landing, inputs: [],
        work: .extract(
          work: ExtractWork(
            source: source.name.value.text, stream: stream.name.value, origin: origin,
            columns: columns, interval: interval))))

    guard let table = lakeTable(stream.lands) else { return }
    if let loaded = loads[table.address] {
      sink.report(.loadedTwice(table.address, by: loaded.inputs, at: stream.lands.span))
      return
    }
    checkLanding(of: stream, in: table)
    let task = PlannedTask(
      target: TargetID(table.address), inputs: [landing],
      work: .load(
        work: LoadWork(
          table: table.address, landing: landing, columns: columns,
          mode: interval.map { .range(column: $0) } ?? .full,
          checks: checkLowering.checks([], of: table, sink: &sink))))
    loads[table.address] = task
    add(task)
    lineage.set(QueryLineage(copies: names.map { ($0, []) }), of: table.address)
  }

  private mutating func origin(of stream: StreamSpec, in source: SourceSpec) -> ExtractWork.Origin?
  {
    switch (source.origin, stream.origin) {
    case (.restAPI(let connection), .rest(let request)):
      return .rest(request: restStream(request, connection))
    case (.postgres(let connection), .table(let table)):
      guard let schema = table.value.qualifier else { return nil }
      return .postgres(
        snapshot: PostgresSnapshot(
          connection: self.connection(connection), schema: schema, table: table.value.last))
    default: return nil
    }
  }

  private mutating func restStream(
    _ request: RESTRequestSpec, _ connection: RESTConnectionSpec
  ) -> RESTStream {
    let pagination: RESTStream.Pagination =
      switch request.pagination {
      case .cursor(let field, let parameter):
        .cursor(field: field.value, parameter: parameter.value)
      case .page(let parameter, let pages): .page(parameter: parameter.value, field: pages.value)
      // The others are refused where they are written.
      case .offset, .link, .next, nil: .none
      }
    let baseURL = template(connection.url)
    let bearerToken: Template? =
      if case .bearer(let token)? = connection.authentication { template(token) } else { nil }
    var parameters: [RESTStream.Parameter] = []
    for parameter in request.parameters {
      parameters.append(
        .init(name: parameter.name.value, value: template(parameter.value)))
    }
    return RESTStream(
      baseURL: baseURL, path: template(request.path), bearerToken: bearerToken,
      parameters: parameters, records: request.records?.value, pagination: pagination)
  }

  /// The column by which a target is cut into ranges; reports one that is not there or has no time.
  func intervalColumn(
    _ spec: IntervalSpec, in columns: [Column], sink: inout DiagnosticSink
  ) -> IntervalColumn? {
    guard let column = columns.first(where: { $0.name == spec.column.value }) else {
      sink.report(
        .unknownIntervalColumn(
          spec.column.value, at: spec.column.span, among: columns.map(\.name)))
      return nil
    }
    switch column.type {
    case .date, .timestamp, .timestamptz:
      return IntervalColumn(name: column.name, type: column.type)
    default:
      sink.report(.intervalWithoutTime(column.name, column.type, at: spec.column.span))
      return nil
    }
  }

  /// A stream's columns must be those of the table that it lands in.
  private mutating func checkLanding(of stream: StreamSpec, in table: LakeTable) {
    for spec in stream.columns {
      guard let column = table.columns.first(where: { $0.name == spec.name.value }) else {
        sink.report(
          .unknownColumn(
            spec.name.value, of: table.address, at: spec.name.span,
            among: table.columns.map(\.name)))
        continue
      }
      if !canStore(spec.type.value, in: column.type) {
        sink.report(
          .landingTypeClash(
            spec.name.value, stream: spec.type.value, table: table.address, column: column.type,
            at: spec.type.span, declaredAt: provenance[.column(.init(table.address, column.name))]))
      }
    }
  }

  private func canStore(_ type: DataType, in column: DataType) -> Bool {
    switch (type, column) {
    case (.varchar, .string), (.json, .string), (.int, .long), (.float, .double): true
    default: type == column
    }
  }

  /// Adds a task. Two tasks never make the same target.
  mutating func add(_ task: PlannedTask) { tasks[task.target] = task }
}
