internal import Catalog
internal import JSON
internal import PlanModel

extension LakeRequest {
  /// What is asked of the catalog, for people, a line an item.
  var lines: [String] {
    switch self {
    case .createNamespace(let namespace, let properties):
      ["catalog: create namespace \(namespace.name)"] + Self.lines(properties)
    case .updateNamespace(let namespace, let removals, let updates):
      ["catalog: set properties of namespace \(namespace.name)"]
        + removals.sorted().map { "  remove \($0)" } + Self.lines(updates)
    case .createTable(let table, let body):
      ["catalog: create table \(table.dotted)"] + Self.schemaLines(body)
    case .commitTable(let table, let body):
      ["catalog: one commit on \(table.dotted)"] + Self.updateLines(body)
    case .renameTable(let from, let to): ["catalog: rename \(from.dotted) to \(to.dotted)"]
    case .dropTable(let table): ["catalog: drop \(table.dotted); its files stay"]
    }
  }

  private static func lines(_ properties: [String: String]) -> [String] {
    properties.sorted { $0.key < $1.key }.map { "  \($0.key) = \($0.value)" }
  }

  /// The columns and the partitioning of a create request (Iceberg REST, Create table).
  private static func schemaLines(_ body: JSONValue) -> [String] {
    let fields = body["schema"]?["fields"]?.arrayValue ?? []
    var names: [JSONValue: String] = [:]
    var lines: [String] = []
    for field in fields {
      let name = field["name"]?.stringValue ?? ""
      if let id = field["id"] { names[id] = name }
      let type = field["type"]?.stringValue ?? field["type"]?["type"]?.stringValue ?? ""
      lines.append("  \(name) \(type)" + (field["required"] == .bool(true) ? " required" : ""))
    }
    let partitions = (body["partition-spec"]?["fields"]?.arrayValue ?? []).map { field in
      let source = field["source-id"].flatMap { names[$0] } ?? ""
      return "\(field["transform"]?.stringValue ?? "")(\(source))"
    }
    if !partitions.isEmpty {
      lines.append("  partitioned by \(partitions.joined(separator: ", "))")
    }
    return lines
  }

  /// The updates of a commit by their names (Iceberg REST, Commit table).
  private static func updateLines(_ body: JSONValue) -> [String] {
    (body["updates"]?.arrayValue ?? []).compactMap { $0["action"]?.stringValue }.map { "  \($0)" }
  }
}
