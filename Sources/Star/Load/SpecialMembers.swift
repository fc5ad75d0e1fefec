internal import Catalog
internal import SQL

/// The members that every dimension has, so that each fact refers to one.
enum SpecialMember {
  static let unknownKey = -1
  static let notApplicableKey = -2
  static let unknownLabel = "Unknown"
  static let notApplicableLabel = "Not applicable"

  /// Texts of this type can hold both labels.
  static func isLabelled(_ type: DataType) -> Bool {
    switch type {
    case .string: true
    case .varchar(let length): length >= notApplicableLabel.utf8.count
    default: false
    }
  }
}

extension LoadWriter {
  /// A statement that adds the special members where they are missing. `values` are further columns
  /// and what they hold; columns that nobody names stay null.
  func insertSpecialMembers(
    into address: TableAddress, key: String, labelled: [String], values: [(String, String)]
  ) -> String {
    let columns = [key] + labelled + values.map(\.0)
    let selected = ["m.member_key"] + labelled.map { _ in "m.label" } + values.map(\.1)
    let unknown = dialect.literal(SpecialMember.unknownLabel)
    let notApplicable = dialect.literal(SpecialMember.notApplicableLabel)
    return """
      INSERT INTO \(table(address)) (\(names(columns)))
      SELECT \(selected.joined(separator: ", "))
      FROM (
        SELECT \(SpecialMember.unknownKey) AS member_key, \(unknown) AS label
        UNION ALL
        SELECT \(SpecialMember.notApplicableKey), \(notApplicable)
      ) AS m
      WHERE NOT EXISTS (SELECT 1 FROM \(table(address)) AS d WHERE \(column("d", key)) = m.member_key)
      """
  }
}
