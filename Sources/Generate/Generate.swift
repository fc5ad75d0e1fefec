internal import Catalog
package import Compile
internal import DDL
internal import JSON
internal import SQL
internal import ScheduleModel

/// Everything under `generated/<env>/` of a compiled project: what reviewers read and what runs. The
/// same project gives the same bytes.
package func generate(_ project: CompiledProject) -> GeneratedTree {
  var files: [GeneratedFile] = []
  files += lakeFiles(project)
  files += warehouseFiles(project)
  files += accessFiles(project)
  files += pipelineFiles(project)
  files += scheduleFiles(project)
  return GeneratedTree(files: files)
}

private func lakeFiles(_ project: CompiledProject) -> [GeneratedFile] {
  project.desired.lake.tables.values.map { table in
    GeneratedFile(
      path: "lake/\(table.address.schema.name)/\(table.address.name).sql",
      text: SparkTableText.createTable(table))
  }
}

private func warehouseFiles(_ project: CompiledProject) -> [GeneratedFile] {
  guard let writer = DDLWriter(dialect: project.environment.dialect) else { return [] }
  let state = project.desired.warehouse
  var files: [GeneratedFile] = []
  func add(_ path: String, _ statements: [String]) {
    files.append(GeneratedFile(path: "warehouse/\(path).sql", text: writer.script(statements)))
  }
  for schema in state.schemas.values {
    add("\(schema.address.name)/_schema", writer.document(of: schema))
  }
  for table in state.tables.values {
    add("\(table.address.schema.name)/\(table.address.name)", writer.document(of: table))
  }
  for view in state.views.values {
    add("\(view.address.schema.name)/\(view.address.name)", writer.document(of: view))
  }
  for role in state.roles.keys {
    if let statements = writer.document(of: role, in: state) { add("roles/\(role)", statements) }
  }
  return files
}

private func pipelineFiles(_ project: CompiledProject) -> [GeneratedFile] {
  project.tasks.compactMap { task in
    guard let table = task.table, let text = PipelineText.text(of: task) else { return nil }
    return GeneratedFile(path: "pipelines/\(table.side.prefix).\(table.dotted).sql", text: text)
  }
}

private func scheduleFiles(_ project: CompiledProject) -> [GeneratedFile] {
  project.bundle.schedules.map { schedule in
    GeneratedFile(path: "schedules/\(schedule.name).json", text: encoded(schedule).prettyText())
  }
}

private func encoded(_ schedule: CompiledSchedule) -> JSONValue {
  do {
    return try JSONValueEncoder().encode(schedule)
  } catch {
    preconditionFailure("a compiled schedule cannot be encoded: \(error)")
  }
}
