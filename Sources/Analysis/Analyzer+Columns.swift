internal import Catalog
internal import Diagnostics
internal import SQL

extension Analyzer {
  /// What a column's name turns out to be.
  enum Lookup {
    case found(Value, keys: [ColumnKey], level: Int)
    case ambiguous(sources: [String])
    /// A mistake that was reported hides it.
    case hidden
    /// The table is there, the column is not.
    case missingInSource(level: Int, source: Int)
    case missing
  }

  /// Looks in the scope of one level only.
  func lookUp(_ qualifier: [Identifier], _ name: Identifier, level: Int) -> Lookup {
    guard level >= 0, level < scopes.count else { return .missing }
    let wanted = key(name.name)
    if qualifier.isEmpty, let merged = scopes[level].merged.first(where: { $0.key == wanted }) {
      return .found(merged.value, keys: merged.members, level: level)
    }
    var found: [ColumnKey] = []
    var isHidden = false
    var matched: Int?
    let wantedSource = qualifier.count == 1 ? key(qualifier[0].name) : nil
    // By their places, as a copy of each would cost more than the search.
    for index in scopes[level].sources.indices {
      if let wantedSource {
        guard scopes[level].sources[index].nameKey == wantedSource else { continue }
      } else if !qualifier.isEmpty {
        guard matches(scopes[level].sources[index], qualifier) else { continue }
      }
      matched = index
      if let column = scopes[level].sources[index].place(of: wanted) {
        found.append(ColumnKey(source: index, column: column))
      } else if scopes[level].sources[index].relation.isOpen {
        isHidden = true
      }
    }
    if found.count > 1 {
      return .ambiguous(sources: found.compactMap { scopes[level].sources[$0.source].name })
    }
    if let column = found.first {
      return .found(value(of: column, in: level), keys: [column], level: level)
    }
    if isHidden { return .hidden }
    if let matched, !qualifier.isEmpty { return .missingInSource(level: level, source: matched) }
    return .missing
  }

  func matches(_ source: Source, _ qualifier: [Identifier]) -> Bool {
    if qualifier.count == 1 {
      return source.nameKey == key(qualifier[0].name)
    }
    guard source.path.count >= qualifier.count else { return false }
    return zip(source.path.suffix(qualifier.count), qualifier).allSatisfy {
      key($0) == key($1.name)
    }
  }

  func value(of column: ColumnKey, in level: Int) -> Value {
    var value = scopes[level].sources[column.source].relation.columns[column.column].value
    if scopes[level].sources[column.source].isNullable { value.isNullable = true }
    if scopes[level].nonNull.contains(column) { value.isNullable = false }
    return value
  }

  /// The value of a column; unknown, after saying why, when there is no such column.
  mutating func resolveColumn(
    _ qualifier: [Identifier], _ name: Identifier, at place: Place
  ) -> Value {
    let alias = qualifier.isEmpty ? scopes.last?.aliases[key(name.name)] : nil
    if let alias, context.aliases == .beforeColumns {
      notes.record(aliasAt: place)
      return alias
    }
    for level in scopes.indices.reversed() {
      switch lookUp(qualifier, name, level: level) {
      case .found(var value, let keys, _):
        checkGrouped(keys, level: level, name: name.name, at: place)
        if let grouping = context.grouping, grouping.areNullable, grouping.depth == level {
          value.isNullable = true
        }
        return value
      case .hidden: return .unknown
      case .ambiguous(let sources):
        report(.ambiguousColumn(name.name, sources: sources, at: span(place)))
        return .unknown
      case .missingInSource(let level, let source):
        reportMissing(name, level: level, source: source, at: place)
        return .unknown
      case .missing:
        if let alias, context.aliases == .afterColumns, level == scopes.count - 1 {
          notes.record(aliasAt: place)
          return alias
        }
      }
    }
    if let value = fieldOfColumn(qualifier, name, at: place) { return value }
    qualifier.isEmpty ? reportUnknown(name, at: place) : reportUnknownQualifier(qualifier)
    return .unknown
  }

  /// The field of a structure that is a column: `address.city`, `t.address.city`. Nil where no such
  /// column is known.
  private mutating func fieldOfColumn(
    _ qualifier: [Identifier], _ name: Identifier, at place: Place
  ) -> Value? {
    guard let column = qualifier.last else { return nil }
    let table = Array(qualifier.dropLast())
    for level in scopes.indices.reversed() {
      guard case .found(let value, let keys, _) = lookUp(table, column, level: level) else {
        continue
      }
      switch value.type {
      case .unknown, .data(.structure), .data(.json): break
      default: continue
      }
      checkGrouped(keys, level: level, name: column.name, at: place)
      return fieldValue(name, of: value, at: place)
    }
    return nil
  }

  // MARK: Reports

  private mutating func reportMissing(
    _ name: Identifier, level: Int, source: Int, at place: Place
  ) {
    let relation = scopes[level].sources[source].relation
    report(
      .unknownColumn(
        name.name, in: "'\(scopes[level].sources[source].name ?? "")'",
        similar: nearMatch(name.name, among: relation.columns.map(\.name)),
        known: relation.columns.map(\.name), declared: relation.span, at: span(place)))
  }

  private mutating func reportUnknown(_ name: Identifier, at place: Place) {
    let isGivenLater = scopes.last?.laterItems.contains { item in
      item.alias.map { key($0.name) } == key(name.name)
    }
    if isGivenLater == true {
      return report(.aliasOfSameSelect(name.name, clause: context.clause, at: span(place)))
    }
    let sources = scopes.last?.sources ?? []
    let similar = nearMatch(
      name.name, among: sources.flatMap { $0.relation.columns.map(\.name) })
    let owner = sources.first { source in
      similar.map { source.place(of: key($0)) != nil } ?? false
    }
    report(
      .unknownColumn(
        name.name, in: sources.count == 1 ? "'\(sources[0].name ?? "the subquery")'" : nil,
        similar: similar,
        known: sources.count == 1 ? sources[0].relation.columns.map(\.name) : [],
        declared: (owner ?? (sources.count == 1 ? sources[0] : nil))?
          .relation.span, at: span(place)))
  }

  mutating func reportUnknownQualifier(_ qualifier: [Identifier]) {
    let written = qualifier.map(\.name).joined(separator: ".")
    let names = scopes.flatMap { $0.sources.compactMap(\.name) }
    report(
      .unknownQualifier(
        written, similar: nearMatch(written, among: names),
        at: span(qualifier[0].place.through(qualifier[qualifier.count - 1].place))))
  }

  // MARK: Nulls

  /// Notes which columns of the innermost scope cannot be null where `condition` holds.
  mutating func narrow(by condition: Expression) {
    switch condition.kind {
    case .chain(.and, let operands):
      for operand in operands { narrow(by: operand) }
    case .isNull(let operand, isNegated: true): markNonNull(operand)
    case .binary(let binary, let left, let right) where binary.isComparison:
      guard binary != .distinct, binary != .notDistinct else { return }
      markNonNull(left)
      markNonNull(right)
    case .between(let operand, _, _, _), .inList(let operand, _, _),
      .inQuery(let operand, _, isNegated: false), .like(let operand, _, _, _, _):
      markNonNull(operand)
    case .isBoolean(let operand, _, isNegated: false): markNonNull(operand)
    case .column: markNonNull(condition)
    default: return
    }
  }

  /// The operand is not null, so neither are the columns that would make it so.
  private mutating func markNonNull(_ operand: Expression) {
    switch operand.kind {
    case .column(let qualifier, let name):
      let level = scopes.count - 1
      if case .found(_, let keys, _) = lookUp(qualifier, name, level: level), keys.count == 1 {
        scopes[level].nonNull.formUnion(keys)
      }
    case .cast(let inner, _, let rules) where !rules.isTrying: markNonNull(inner)
    case .unary(_, let inner): markNonNull(inner)
    case .binary(let binary, let left, let right) where !binary.isComparison:
      markNonNull(left)
      markNonNull(right)
    default: return
    }
  }
}
