internal import Catalog
internal import SQL

/// Tells whether a text that the server stored and rewrote says what is desired.
struct StoredText {
  let dialect: Dialect

  /// A policy's condition or a column's default. `entry` is what the ledger says of the object.
  func isSameExpression(_ stored: String, _ desired: String, _ entry: LedgerEntry?) -> Bool {
    if stored == desired || matches(stored, desired, entry) { return true }
    guard let a = parseExpression(generated: stored, dialect: dialect),
      let b = parseExpression(generated: desired, dialect: dialect)
    else { return false }
    return a.withoutTextCasts == b.withoutTextCasts
  }

  func isSameQuery(_ stored: String, _ desired: String, _ entry: LedgerEntry?) -> Bool {
    if stored == desired || matches(stored, desired, entry) { return true }
    guard let a = parseQuery(generated: stored, dialect: dialect),
      let b = parseQuery(generated: desired, dialect: dialect)
    else { return false }
    return a.canonicalText(in: dialect) == b.canonicalText(in: dialect)
  }

  /// What was desired then is desired now, and what was stored then is stored now.
  func matches(_ stored: String, _ desired: String, _ entry: LedgerEntry?) -> Bool {
    guard let entry, let then = entry.desired, let text = entry.stored else { return false }
    return then == Fingerprint(of: desired) && text == Fingerprint(of: stored)
  }
}

extension Expression {
  /// Without the casts to text that PostgreSQL puts around text columns and constants:
  /// `((carrier)::text = 'UA'::text)` for `carrier = 'UA'`.
  fileprivate var withoutTextCasts: Expression {
    func stripped(_ expression: Expression) -> Expression { expression.withoutTextCasts }
    let kind: Kind =
      switch kind {
      case .cast(let operand, let type?, let rules)
      where !rules.isTrying && type.isText && operand.isColumnOrConstant:
        stripped(operand).kind
      case .cast(let operand, let type, let rules): .cast(stripped(operand), type, rules)
      case .unary(let symbol, let operand): .unary(symbol, stripped(operand))
      case .binary(let symbol, let left, let right):
        .binary(symbol, stripped(left), stripped(right))
      case .chain(let symbol, let operands): .chain(symbol, operands.map(stripped))
      case .isNull(let operand, let isNegated): .isNull(stripped(operand), isNegated: isNegated)
      case .inList(let operand, let values, let isNegated):
        .inList(stripped(operand), values.map(stripped), isNegated: isNegated)
      default: kind
      }
    return Expression(kind)
  }

  private var isColumnOrConstant: Bool {
    switch kind {
    case .column, .literal: true
    default: false
    }
  }
}
