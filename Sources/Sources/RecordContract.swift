internal import Catalog
internal import JSON
internal import ScheduleModel

/// What a record must be to be loaded: the required columns are there, and values are of the kinds
/// that the columns' types are read from. Further fields are welcome.
struct RecordContract {
  /// Why a record is rejected. Holds no values.
  struct Breach: Hashable, Comparable {
    let field: String
    let problem: String

    static func < (a: Breach, b: Breach) -> Bool { (a.field, a.problem) < (b.field, b.problem) }
  }

  private let columns: [Column]

  init(columns: [Column]) { self.columns = columns }

  /// The first breach in the order of the columns; nil when there is none.
  func breach(in record: JSONValue) -> Breach? {
    guard let fields = record.objectValue else {
      return Breach(field: "", problem: "the record is \(record.kindDescription), not an object")
    }
    for column in columns {
      let value = fields[column.name] ?? .null
      if value.isNull {
        guard column.isRequired else { continue }
        let problem = fields[column.name] == nil ? "is missing" : "is null"
        return Breach(field: column.name, problem: "is required, and \(problem)")
      }
      if !Self.fits(value, column.type) {
        return Breach(
          field: column.name, problem: "is \(value.kindDescription) that is no \(column.type)")
      }
    }
    return nil
  }

  private static func fits(_ value: JSONValue, _ type: DataType) -> Bool {
    switch type {
    case .boolean: value.boolValue != nil
    case .int: value.integerValue.map { Int32(exactly: $0) != nil } ?? false
    case .long: value.integerValue != nil
    case .float, .double: value.doubleValue != nil
    case .decimal: value.doubleValue != nil || value.stringValue.flatMap(Double.init) != nil
    case .varchar(let length): value.stringValue.map { $0.unicodeScalars.count <= length } ?? false
    case .date: value.stringValue.flatMap(TimePoint.init(parsing:))?.isMidnight ?? false
    case .string, .time, .timestamp, .timestamptz, .uuid, .binary: value.stringValue != nil
    case .json, .native: true
    case .list: value.arrayValue != nil
    case .map, .structure: value.objectValue != nil
    }
  }
}
