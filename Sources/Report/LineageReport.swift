internal import JSON

/// Where values come from or go to, as people and programs are told.
package struct LineageReport: Sendable {
  /// Which way is told.
  package enum Direction: String, Sendable {
    case upstream
    case downstream
  }

  package struct Edge: Hashable, Sendable {
    package let from: String
    package let to: String
    /// `value`, `influence` or `reads`.
    package let dependence: String

    package init(from: String, to: String, dependence: String) {
      self.from = from
      self.to = to
      self.dependence = dependence
    }
  }

  package let starts: [String]
  package let direction: Direction
  /// Sorted.
  package let edges: [Edge]

  package init(starts: [String], direction: Direction, edges: [Edge]) {
    self.starts = starts
    self.direction = direction
    self.edges = edges
  }

  // MARK: Text

  /// A tree for each start. What is told already is not told again: `(above)`.
  package var text: String {
    let next = Dictionary(grouping: edges) { direction == .upstream ? $0.to : $0.from }
    var told: Set<String> = []
    var lines: [String] = []
    for start in starts {
      lines.append(start)
      append(start, depth: 1, next, &told, &lines)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func append(
    _ node: String, depth: Int, _ next: [String: [Edge]], _ told: inout Set<String>,
    _ lines: inout [String]
  ) {
    guard told.insert(node).inserted else { return }
    let edges = next[node] ?? []
    let indent = String(repeating: "  ", count: depth)
    for edge in edges where edge.dependence != "influence" {
      let other = direction == .upstream ? edge.from : edge.to
      let isKnown = told.contains(other) && next[other] != nil
      let word = edge.dependence == "reads" ? "read by" : direction == .upstream ? "from" : "to"
      lines.append("\(indent)\(word) \(other)\(isKnown ? " (above)" : "")")
      append(other, depth: depth + 1, next, &told, &lines)
    }
    let influences = edges.filter { $0.dependence == "influence" }
      .map { direction == .upstream ? $0.from : $0.to }
    guard !influences.isEmpty else { return }
    let word = direction == .upstream ? "decided by" : "decides over"
    lines.append("\(indent)\(word) \(influences.joined(separator: ", "))")
  }

  // MARK: For programs

  /// Version 1: `version`, `direction`, `starts`, `nodes`, and `edges` of `from`, `to`, `dependence`.
  package var json: String {
    let nodes = Set(starts + edges.flatMap { [$0.from, $0.to] }).sorted()
    let value = JSONValue.object(
      JSONObject([
        ("version", .integer(1)), ("direction", .string(direction.rawValue)),
        ("starts", .array(starts.map { .string($0) })),
        ("nodes", .array(nodes.map { .string($0) })),
        (
          "edges",
          .array(
            edges.map {
              .object(
                JSONObject([
                  ("from", .string($0.from)), ("to", .string($0.to)),
                  ("dependence", .string($0.dependence)),
                ]))
            })
        ),
      ]))
    return String(decoding: value.prettyBytes(), as: UTF8.self)
  }

  /// For Graphviz.
  package var dot: String {
    var lines = ["digraph lineage {", "  rankdir=LR;", "  node [shape=box];"]
    for edge in edges {
      let style = edge.dependence == "influence" ? " [style=dashed]" : ""
      lines.append("  \(quoted(edge.from)) -> \(quoted(edge.to))\(style);")
    }
    for start in starts { lines.append("  \(quoted(start)) [style=bold];") }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// For Markdown that draws Mermaid, as GitLab's does.
  package var mermaid: String {
    let nodes = Set(starts + edges.flatMap { [$0.from, $0.to] }).sorted()
    let ids = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, "n\($0)") })
    var lines = ["flowchart LR"]
    for node in nodes { lines.append("  \(ids[node] ?? "")[\(quoted(node))]") }
    for edge in edges {
      let arrow = edge.dependence == "influence" ? "-.->" : "-->"
      lines.append("  \(ids[edge.from] ?? "") \(arrow) \(ids[edge.to] ?? "")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "'"))\""
  }
}
