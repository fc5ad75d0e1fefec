internal import Catalog
package import Compile
internal import DDL
internal import JSON
internal import ScheduleModel

/// Everything under `generated/<env>/` of a compiled project: what reviewers read and what runs. The
/// same project gives the same bytes.
package func generate(_ project: CompiledProject) -> GeneratedTree {
  let generation = Generation(project)
  return GeneratedTree(files: (0..<generation.fileCount).map { generation.file(at: $0) })
}

/// The files of a compiled project, each of which can be made apart from the others.
package struct Generation: Sendable {
  private enum Item: Sendable {
    case lakeTable(TableAddress)
    case schema(SchemaAddress)
    case table(TableAddress)
    case view(TableAddress)
    case role(RoleName)
    case access(SchemaAddress)
    /// The task at this place of the project's.
    case pipeline(Int)
    case extract(Int)
    case schedule(Int)
  }

  private let project: CompiledProject
  private let writer: DDLWriter?
  private let items: [(path: String, item: Item)]

  package init(_ project: CompiledProject) {
    self.project = project
    writer = DDLWriter(dialect: project.environment.dialect)
    var items: [(path: String, item: Item)] = []
    // Those of a large project take longest, so that all others are made beside them.
    for (index, schedule) in project.bundle.schedules.enumerated() {
      items.append(("schedules/\(schedule.name).json", .schedule(index)))
    }
    for table in project.desired.lake.tables.keys {
      items.append(("lake/\(table.schema.name)/\(table.name).sql", .lakeTable(table)))
    }
    if let writer { items += Self.warehouseItems(project, writer) }
    for schema in project.desired.warehouse.schemas.keys {
      items.append(("access/\(schema.name).csv", .access(schema)))
    }
    for (index, task) in project.tasks.enumerated() {
      guard let table = task.table else {
        items.append(
          ("pipelines/\(task.target.text.replacing(":", with: ".")).json", .extract(index)))
        continue
      }
      guard PipelineText.hasText(task) else { continue }
      items.append(("pipelines/\(table.side.prefix).\(table.dotted).sql", .pipeline(index)))
    }
    self.items = items
  }

  private static func warehouseItems(_ project: CompiledProject, _ writer: DDLWriter)
    -> [(path: String, item: Item)]
  {
    let state = project.desired.warehouse
    var items: [(path: String, item: Item)] = []
    for schema in state.schemas.keys {
      items.append(("warehouse/\(schema.name)/_schema.sql", .schema(schema)))
    }
    for table in state.tables.keys {
      items.append(("warehouse/\(table.schema.name)/\(table.name).sql", .table(table)))
    }
    for view in state.views.keys {
      items.append(("warehouse/\(view.schema.name)/\(view.name).sql", .view(view)))
    }
    for role in state.roles.keys where writer.document(of: role, in: state) != nil {
      items.append(("warehouse/roles/\(role).sql", .role(role)))
    }
    return items
  }

  /// How many files there are.
  package var fileCount: Int { items.count }

  /// The paths of all files, each once, in no order that means anything.
  package var paths: [String] { items.map(\.path) }

  /// The file at this place of `paths`.
  package func file(at index: Int) -> GeneratedFile {
    GeneratedFile(path: items[index].path, text: text(of: items[index].item))
  }

  private func text(of item: Item) -> String {
    let lake = project.desired.lake
    let state = project.desired.warehouse
    switch item {
    case .lakeTable(let address):
      return lake.tables[address].map { SparkTableText.createTable($0) } ?? ""
    case .schema(let address):
      return script(state.schemas[address].flatMap { writer?.document(of: $0) })
    case .table(let address):
      return script(state.tables[address].flatMap { writer?.document(of: $0) })
    case .view(let address):
      return script(state.views[address].flatMap { writer?.document(of: $0) })
    case .role(let role): return script(writer?.document(of: role, in: state))
    case .access(let schema): return accessText(of: schema, state)
    case .pipeline(let index): return PipelineText.text(of: project.tasks[index]) ?? ""
    case .extract(let index): return extractText(project.tasks[index].work)
    case .schedule(let index): return scheduleText(project.bundle.schedules[index])
    }
  }

  private func script(_ statements: [String]?) -> String { writer?.script(statements ?? []) ?? "" }
}

/// `pipelines/<target>.json` of an extract. Its columns are written as they would be encoded, but
/// without an encoder for each: there can be tens of thousands.
private func extractText(_ work: Work) -> String {
  guard case .extract(var extract) = work else {
    preconditionFailure("not an extract: \(work.kindName)")
  }
  let columns = extract.columns.map { column in
    JSONValue.object(
      JSONObject([
        ("name", .string(column.name)), ("type", .string("\(column.type)")),
        ("isRequired", .bool(column.isRequired)),
      ]))
  }
  extract.columns = []
  guard case .object(var whole) = encoded(Work.extract(work: extract)),
    case .object(var inner)? = whole["extract"], case .object(var members)? = inner["work"]
  else { preconditionFailure("an extract is no object") }
  members["columns"] = .array(columns)
  inner["work"] = .object(members)
  whole["extract"] = .object(inner)
  return JSONValue.object(whole).prettyText()
}

/// `schedules/<schedule>.json`: when it runs, and the tasks in an order in which they can. What a task
/// does stands under `pipelines/`; its version says whether that has changed.
private func scheduleText(_ schedule: CompiledSchedule) -> String {
  var withoutTasks = schedule
  withoutTasks.tasks = []
  guard case .object(var members) = encoded(withoutTasks) else {
    preconditionFailure("a schedule is no object")
  }
  members["tasks"] = nil
  let head = JSONValue.object(members)
  // A line a task, so that a change is a line.
  let tasks = schedule.tasks.map { task in
    let line = JSONValue.object(
      JSONObject([
        ("target", .string(task.target.text)), ("kind", .string(task.work.kindName)),
        ("version", .string("\(task.version)")),
        ("inputs", .array(task.inputs.map { .string($0.text) })),
      ]))
    return "    " + String(decoding: line.canonicalBytes(), as: UTF8.self)
  }
  let text = head.prettyText()
  guard let end = text.lastIndex(of: "}") else { return text }
  let opened = text[..<end].trimmingTrailingWhitespace
  return opened + ",\n  \"tasks\": [\n" + tasks.joined(separator: ",\n") + "\n  ]\n}\n"
}

extension Substring {
  fileprivate var trimmingTrailingWhitespace: Substring {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

private func encoded(_ value: some Encodable) -> JSONValue {
  do {
    return try JSONValueEncoder().encode(value)
  } catch {
    preconditionFailure("compiled work cannot be encoded: \(error)")
  }
}
