package import Catalog

/// What analysis found out about the expressions of one query and printing has to know, by their
/// places in the text.
package struct TypeNotes: Sendable {
  private var types: [UInt64: DataType] = [:]
  private var casts: [UInt64: DataType] = [:]
  private var aliases: Set<UInt64> = []
  private var dateDifferences: [UInt64: Bool] = [:]
  private var floatTexts: [UInt64: Capabilities.FloatText] = [:]
  private var wideOperands: [UInt64: DataType] = [:]
  private var boundedResults: [UInt64: DataType] = [:]
  private var stars: [UInt64: [ColumnReference]] = [:]
  private var pivots: [UInt64: [String]] = [:]

  /// A column that a star stands for.
  package struct ColumnReference: Hashable, Sendable {
    /// The name of its table in the query; nil when none is needed or there is none.
    package let qualifier: String?
    package let name: String

    package init(qualifier: String?, name: String) {
      self.qualifier = qualifier
      self.name = name
    }
  }

  package init() {}

  /// Records which columns a star stands for, those that it leaves out or replaces among them.
  package mutating func record(_ columns: [ColumnReference], ofStarAt place: Place) {
    stars[Self.key(place)] = columns
  }

  /// Records the columns that a `PIVOT` groups by.
  package mutating func record(groups: [String], ofPivotAt place: Place) {
    pivots[Self.key(place)] = groups
  }

  func columns(ofStarAt place: Place) -> [ColumnReference]? { stars[Self.key(place)] }

  func groups(ofPivotAt place: Place) -> [String]? { pivots[Self.key(place)] }

  /// Records the type of an operand or argument whose type decides how something is spelled.
  package mutating func record(_ type: DataType, of expression: Expression) {
    types[Self.key(expression)] = type
  }

  /// Records that the authoring dialect converts the value to `type` without being told to.
  package mutating func recordCast(of expression: Expression, to type: DataType) {
    casts[Self.key(expression)] = type
  }

  /// Records that the authoring dialect rounds the result at `place` to the digits of `type`, which a
  /// dialect whose decimals have no such bounds has to be told.
  package mutating func record(boundedResult type: DataType, at place: Place) {
    boundedResults[Self.key(place)] = type
  }

  /// Records what the first factor of a product of decimals has to be, for the product to have all of
  /// its digits.
  package mutating func record(wideOperand type: DataType, of expression: Expression) {
    wideOperands[Self.key(expression)] = type
  }

  func wideOperand(_ expression: Expression) -> DataType? {
    wideOperands.isEmpty ? nil : wideOperands[Self.key(expression)]
  }

  /// Records that a name is one of the select list, not of a column.
  package mutating func record(aliasAt place: Place) { aliases.insert(Self.key(place)) }

  func isAlias(_ expression: Expression) -> Bool {
    !aliases.isEmpty && aliases.contains(Self.key(expression))
  }

  /// The word of the dialect that the text is written in; nil when that is not known.
  package var authoringDialect: String?

  func boundedResult(at place: Place) -> DataType? {
    boundedResults.isEmpty ? nil : boundedResults[Self.key(place)]
  }

  /// Records that the difference of two dates is a number of days, or an interval, in the authoring
  /// dialect.
  package mutating func record(dateDifferenceIsDays isDays: Bool, at place: Place) {
    dateDifferences[Self.key(place)] = isDays
  }

  func dateDifferenceIsDays(at place: Place) -> Bool? {
    dateDifferences.isEmpty ? nil : dateDifferences[Self.key(place)]
  }

  /// Records how the authoring dialect writes a floating point number that becomes a text.
  package mutating func record(floatText: Capabilities.FloatText, of expression: Expression) {
    floatTexts[Self.key(expression)] = floatText
  }

  func floatText(of expression: Expression) -> Capabilities.FloatText? {
    floatTexts.isEmpty ? nil : floatTexts[Self.key(expression)]
  }

  func type(of expression: Expression) -> DataType? { types[Self.key(expression)] }

  func cast(of expression: Expression) -> DataType? {
    casts.isEmpty ? nil : casts[Self.key(expression)]
  }

  private static func key(_ expression: Expression) -> UInt64 { key(expression.place) }

  private static func key(_ place: Place) -> UInt64 {
    UInt64(UInt32(bitPattern: place.start)) << 32 | UInt64(UInt32(bitPattern: place.end))
  }
}
