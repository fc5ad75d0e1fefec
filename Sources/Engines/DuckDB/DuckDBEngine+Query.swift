internal import JSON
package import Ports

/// The rows of a query.
package struct EngineRows: Sendable {
  package struct Column: Hashable, Sendable {
    package let name: String
    package let isNumber: Bool
  }

  package let columns: [Column]
  /// Every value as text; nil is null.
  package let rows: [[String?]]
}

extension DuckDBEngine {
  /// Runs a query that a person wrote; anything but a query is refused. All rows are held in memory.
  package func query(_ query: String) async throws(PortError) -> EngineRows {
    let statement = query.split(separator: ";", omittingEmptySubsequences: true)
    guard statement.count == 1 else {
      throw PortError(.refused, "One query at a time, please.")
    }
    let wrapped = "SELECT * FROM (\n\(query.replacing(";", with: " "))\n) AS q"
    let described = try await document(of: "DESCRIBE \(wrapped)")
    let columns = described.map { row in
      EngineRows.Column(
        name: row["column_name"]?.stringValue ?? "",
        isNumber: Self.isNumber(row["column_type"]?.stringValue ?? ""))
    }
    let rows = try await document(of: wrapped).map { row in
      columns.map { Self.text(row[$0.name] ?? .null) }
    }
    return EngineRows(columns: columns, rows: rows)
  }

  private func document(of query: String) async throws(PortError) -> [JSONValue] {
    let text = try await json(of: query)
    guard !text.isEmpty else { return [] }
    do throws(JSONParseError) {
      return try JSONValue(parsing: text).arrayValue ?? []
    } catch {
      throw PortError(.refused, "The engine's answer is no JSON: \(error.message).")
    }
  }

  private static func isNumber(_ type: String) -> Bool {
    ["INT", "DOUBLE", "FLOAT", "DECIMAL", "REAL"].contains { type.contains($0) }
      && !type.contains("[") && !type.contains("(\"")
  }

  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .null: nil
    case .string(let text): text
    default: value.canonicalText()
    }
  }
}
