internal import Catalog
internal import ScheduleModel

/// The SQL of one task as reviewers read it: `pipelines/<target>.sql`.
struct PipelineText {
  private var out = ""

  /// Whether there is SQL to read in the task's work.
  static func hasText(_ task: TaskNode) -> Bool {
    switch task.work {
    case .extract: false
    case .load(let work): !work.checks.isEmpty
    case .transform, .star: true
    }
  }

  /// The file's text; nil for work without SQL.
  static func text(of task: TaskNode) -> String? {
    var writer = PipelineText()
    writer.header(task)
    switch task.work {
    case .extract: return nil
    case .load(let work):
      guard !work.checks.isEmpty else { return nil }
      writer.checks(work.checks, title: "Checks on the loaded rows")
    case .transform(let work):
      writer.section("Rows of \(work.table.dotted), \(writer.replaced(work.mode))")
      writer.statement(work.query)
      writer.checks(work.checks, title: "Checks, before anything is published")
    case .star(let work): writer.star(work)
    }
    return writer.out
  }

  private mutating func header(_ task: TaskNode) {
    out += "-- \(task.target): \(task.work.kindName)\n"
    if !task.inputs.isEmpty {
      out += "-- reads \(task.inputs.map(\.text).joined(separator: ", "))\n"
    }
  }

  private mutating func star(_ work: StarWork) {
    if let staging = work.staging {
      section("Staged from the lake, by the engine")
      statement(staging.query)
    }
    checks(work.checks, title: "Checks on the staged rows, before anything is published")
    section("Published in one transaction, \(replaced(work.mode))")
    for text in work.publish { statement(text) }
    checks(work.publishChecks, title: "Checks inside the transaction; a broken one rolls it back")
  }

  private mutating func section(_ title: String) {
    out += "\n-- \(title)\n"
  }

  private mutating func statement(_ text: String) {
    out += text + ";\n\n"
  }

  private mutating func checks(_ checks: [CompiledCheck], title: String) {
    guard !checks.isEmpty else { return }
    section(title)
    for check in checks {
      out += "-- \(check.name) (\(check.severity.rawValue)): \(check.meaning)\n"
      statement(check.query)
    }
  }

  private func replaced(_ mode: ReplaceMode) -> String {
    switch mode {
    case .full: "all rows replaced"
    case .range(let column): "rows of \(column.name) in [{{lower}}, {{upper}}) replaced"
    }
  }
}
