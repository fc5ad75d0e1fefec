internal import SQL

/// What loads write that dialects spell in their own way, beyond what `SQL` knows: a dialect of the
/// warehouse has a row here, or it cannot hold a star.
struct LoadSpelling: Sendable {
  /// The dialect's word.
  let dialect: String
  /// The first 60 bits of a text's MD5 as an integer.
  let hash60: @Sendable (_ text: String) -> String
  /// A date and a number of days after it.
  let dayAfter: @Sendable (_ date: String, _ days: String) -> String
  /// The size of a text in what the length of a `varchar` counts.
  let textSize: @Sendable (_ text: String) -> String

  static let all: [LoadSpelling] = [.postgreSQL, .redshift]

  /// How `dialect` spells loads; nil when no star can be loaded in it.
  static func of(_ dialect: Dialect) -> LoadSpelling? {
    all.first { $0.dialect == dialect.id }
  }
}
