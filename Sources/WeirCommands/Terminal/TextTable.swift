/// Columns of text, aligned for a terminal.
struct TextTable: Sendable {
  enum Alignment: Sendable {
    case left
    case right
  }

  private let headers: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// `alignments` has one entry for each header.
  init(headers: [String], alignments: [Alignment]) {
    precondition(headers.count == alignments.count, "one alignment a column")
    self.headers = headers
    self.alignments = alignments
  }

  /// Adds a row with one cell for each header.
  mutating func append(_ row: [String]) {
    precondition(row.count == headers.count, "a row has \(row.count) of \(headers.count) cells")
    rows.append(row)
  }

  /// Headers, a rule and the rows, two spaces apart, each line ending in a line break.
  func render() -> String {
    var widths = headers.map(\.count)
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) }
    }
    var out = line(headers, widths) + line(widths.map { String(repeating: "-", count: $0) }, widths)
    for row in rows { out += line(row, widths) }
    return out
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var out = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - cell.count)
      out += alignments[index] == .right ? padding + cell : cell + padding
      out += "  "
    }
    while out.last == " " { out.removeLast() }
    return out + "\n"
  }
}
