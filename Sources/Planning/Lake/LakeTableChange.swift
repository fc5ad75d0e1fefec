internal import Catalog
internal import PlanModel

/// What one commit changes of a lake table, told as one change.
struct LakeTableChange {
  let from: LakeTable
  let to: LakeTable
  /// Old names by new names.
  let renames: [String: String]
  let cautions: [String]
  let readers: DeclaredReaders
  /// Whether nothing was ever written to the table.
  let isEmpty: Bool

  /// One part of the commit.
  private struct Part {
    var kind: Change.Kind
    var column: String?
    var before: String?
    var after: String?
    var words: String
    var risk: Risk?
  }

  /// The change of the only part, or one on the table that names all parts; its kind is that of the
  /// part that weighs most.
  var described: Change {
    let parts = allParts
    let risks = (parts.compactMap(\.risk) + cautions.map { Risk(.breaks, $0) })
      .sorted { $0.kind > $1.kind }
    let told = risks.isEmpty ? [Risk(.safe, "data files stay as they are")] : risks
    let address = ObjectAddress.table(to.address)
    if parts.count == 1, let part = parts.first {
      let place = part.column.map { ObjectAddress.column(ColumnAddress(to.address, $0)) } ?? address
      return Change(
        part.kind, place, before: part.before, after: part.after, reason: "the spec says so",
        risks: told)
    }
    let heaviest = parts.max { ($0.risk?.kind ?? .safe) < ($1.risk?.kind ?? .safe) }
    return Change(
      heaviest?.kind ?? .alterProperties, address,
      after: parts.map(\.words).joined(separator: "; "),
      reason: "the spec says so; one commit", risks: told)
  }

  private var allParts: [Part] {
    let parts = columnParts + tableParts
    guard parts.isEmpty else { return parts }
    return [Part(kind: .moveColumn, words: "puts the columns in another order")]
  }

  private var columnParts: [Part] {
    var parts: [Part] = []
    var matched = Set<String>()
    for column in to.columns {
      let oldName = renames[column.name].flatMap { name in
        from.columns.contains { $0.name == name } ? name : nil
      }
      guard let old = from.columns.first(where: { $0.name == (oldName ?? column.name) }) else {
        parts.append(
          Part(
            kind: .addColumn, column: column.name, after: column.type.description,
            words: "adds '\(column.name)' \(column.type)"))
        continue
      }
      matched.insert(old.name)
      parts += changes(of: old, to: column)
    }
    for old in from.columns where !matched.contains(old.name) {
      let risk = Risk(.destroys, "the values of '\(old.name)' can no longer be read")
      parts.append(
        Part(
          kind: .dropColumn, column: old.name, before: old.type.description,
          words: "drops '\(old.name)'", risk: isEmpty ? nil : risk))
    }
    return parts
  }

  private func changes(of old: Column, to new: Column) -> [Part] {
    var parts: [Part] = []
    if old.name != new.name {
      parts.append(
        Part(
          kind: .renameColumn, column: new.name, before: old.name, after: new.name,
          words: "renames '\(old.name)' to '\(new.name)'",
          risk: Risk(.breaks, "queries that still say '\(old.name)' fail" + phrase(new.name))))
    }
    if old.type != new.type {
      parts.append(
        Part(
          kind: .alterColumnType, column: new.name, before: old.type.description,
          after: new.type.description, words: "changes '\(new.name)' to \(new.type)"))
    }
    if old.isRequired != new.isRequired {
      let words = new.isRequired ? ("optional", "required") : ("required", "optional")
      parts.append(
        Part(
          kind: .alterColumnNullability, column: new.name, before: words.0, after: words.1,
          words: "makes '\(new.name)' \(words.1)"))
    }
    if old.comment != new.comment {
      parts.append(
        Part(
          kind: .alterComment, column: new.name, before: old.comment, after: new.comment,
          words: "documents '\(new.name)'"))
    }
    return parts
  }

  private var tableParts: [Part] {
    var parts: [Part] = []
    if from.partitionFields != to.partitionFields {
      let text = to.partitionFields.map { "\($0.transform)(\($0.column))" }.joined(separator: ", ")
      parts.append(
        Part(
          kind: .replacePartitionSpec, after: text, words: "partitions new files by \(text)"))
    }
    if from.sortFields != to.sortFields {
      let text = to.sortFields.map(\.column).joined(separator: ", ")
      parts.append(Part(kind: .replaceSortOrder, after: text, words: "sorts new files by \(text)"))
    }
    if from.key != to.key {
      let text = to.key.joined(separator: ", ")
      parts.append(
        Part(
          kind: .alterKey, before: from.key.joined(separator: ", "), after: text,
          words: "makes (\(text)) the key"))
    }
    let set = to.properties.filter { from.properties[$0.key] != $0.value }.keys.sorted()
    if !set.isEmpty {
      let text = set.joined(separator: ", ")
      parts.append(Part(kind: .alterProperties, after: text, words: "sets \(text)"))
    }
    return parts
  }

  /// Who reads a column, after a semicolon; empty when nobody does.
  private func phrase(_ column: String) -> String {
    let names = readers.columns[ColumnAddress(to.address, column)] ?? []
    return names.isEmpty ? "" : "; it is read by \(names.joined(separator: ", "))"
  }
}
