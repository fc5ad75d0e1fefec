internal import Catalog
internal import ScheduleModel

/// What the placeholders of compiled queries stand for in one attempt: `{{lower}}`, `{{upper}}`,
/// `{{effective_at}}`, `{{rows}}` and `{{staging}}`. The only place that fills them in.
struct Placeholders {
  private let values: [(name: String, text: String)]

  /// - Parameters:
  ///   - rows: the staged rows as a table expression; nil where there are none.
  ///   - staging: the quoted name of the staging table; nil where there is none.
  init(range: TimeRange, mode: ReplaceMode, rows: String? = nil, staging: String? = nil) {
    let type: DataType
    switch mode {
    case .full: type = .date
    case .range(let column): type = column.type
    }
    var values = [
      (name: "lower", text: range.lower.sqlLiteral(for: type)),
      (name: "upper", text: range.upper.sqlLiteral(for: type)),
      (name: "effective_at", text: range.upper.sqlLiteral(for: .timestamp)),
    ]
    if let rows { values.append((name: "rows", text: rows)) }
    if let staging { values.append((name: "staging", text: staging)) }
    self.values = values
  }

  /// The text with every known placeholder filled in; other text in double braces stays. What was
  /// filled in is not looked at again.
  func filling(_ template: String) -> String {
    let bytes = Array(template.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), let match = value(at: index, in: bytes) {
        out.append(contentsOf: match.text.utf8)
        index += match.length
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private func value(at index: Int, in bytes: [UInt8]) -> (text: String, length: Int)? {
    for (name, text) in values {
      let placeholder = Array("{{\(name)}}".utf8)
      if bytes[index...].starts(with: placeholder) { return (text, placeholder.count) }
    }
    return nil
  }
}

/// A check whose placeholders are filled in.
extension CompiledCheck {
  func filled(by placeholders: Placeholders) -> CompiledCheck {
    var copy = self
    copy.query = placeholders.filling(query)
    return copy
  }
}
