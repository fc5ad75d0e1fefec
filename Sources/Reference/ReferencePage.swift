internal import Spec

/// The reference page of the spec language, in Markdown, made from the table of fields.
package func specReferencePage() -> String {
  PageWriter().page()
}

private struct PageWriter {
  private let names = ShapeNames()

  func page() -> String {
    var out = """
      # The spec language

      Every key of every kind of document. `weir schema --reference` writes this page from the table that the compiler
      reads specs by; the JSON Schema for editors comes from the same table (`weir schema --write`).

      A spec file holds one or more documents, separated by `---`. Each has `kind` and `name`. Names have letters, digits
      and `_`, joined by dots where the table says *name of N parts*. A *reference* may begin with `lake:` or `wh:`, and must
      where both sides have the name. A *selector* is `*`, a name, `schema.*`, `tag:WORD`, `source:NAME` or
      `kind:WORD`; a `+` before it adds all that is needed to make what it finds, a `+` behind all that is made from that. A
      *template* is a text that may hold `${var.NAME}`, and where it says so `${secret.NAME}`, `${interval.start}` and
      `${interval.end}`; `$${` stands for `${`. A *duration* is `90s`, `15m`, `1h30m`, `30d` or `2w`.

      What is marked *not yet* is read and then refused with `WR0285`.


      """
    for definition in KindDefinition.all {
      out += section(
        "## \(definition.kind.rawValue)", definition.shape, definition.shape.name, definition.state)
    }
    out += "## Mappings within documents\n\n"
    for entry in names.entries where KindDefinition.named(entry.name) == nil {
      out += section("### \(entry.name)", entry.shape, entry.name, .built)
    }
    while out.hasSuffix("\n\n") { out.removeLast() }
    return out
  }

  private func section(
    _ heading: String, _ shape: Shape, _ name: String, _ state: BuildState
  ) -> String {
    var out = "\(heading)\n\n\(shape.doc)\n\n"
    if case .notYet(let help) = state { out += "*Not yet:* \(help)\n\n" }
    var rows = shape.fields.map(row)
    if let variants = shape.variants {
      let marker = variants.defaultWord == nil ? "yes" : "`\(variants.defaultWord ?? "")`"
      let words = words(variants.choices)
      rows.insert("| `\(variants.key)` | \(words) | \(marker) | \(escaped(variants.doc)) |", at: 0)
    }
    out += table(rows)
    out += notes(shape.rules)
    for variant in shape.variants?.cases ?? [] {
      let key = shape.variants?.key ?? ""
      out += "With `\(key): \(variant.word)`: \(variant.doc)"
      if case .notYet(let help) = variant.state { out += " *Not yet:* \(help)" }
      out += "\n\n"
      out += table(variant.fields.map(row))
      out += notes(variant.rules)
    }
    return out
  }

  private func table(_ rows: [String]) -> String {
    guard !rows.isEmpty else { return "" }
    let head = "| key | value | needed, or default | meaning |\n| --- | --- | --- | --- |\n"
    return head + rows.joined(separator: "\n") + "\n\n"
  }

  private func row(_ field: Field) -> String {
    let needed = field.isRequired ? "yes" : field.defaultText.map { "`\($0)`" } ?? ""
    var doc = escaped(field.doc)
    switch field.state {
    case .built: break
    case .notYet(let help): doc += " *Not yet:* \(escaped(help))"
    case .withoutEffect(let why): doc += " *Without effect yet:* \(escaped(why))."
    }
    return "| `\(field.key)` | \(value(field.type)) | \(needed) | \(doc) |"
  }

  private func notes(_ rules: [ShapeRule]) -> String {
    func list(_ keys: [String]) -> String { keys.map { "`\($0)`" }.joined(separator: ", ") }
    let notes: [String] = rules.map { rule in
      switch rule {
      case .exactlyOne(let keys): "Exactly one of \(list(keys))."
      case .atMostOne(let keys): "At most one of \(list(keys))."
      case .atLeastOne(let keys): "At least one of \(list(keys))."
      case .requires(let key, let other): "`\(key)` needs `\(other)`."
      case .excludes(let key, let others): "`\(key)` excludes \(list(others))."
      case .ascending(let key, let other): "`\(key)` comes before `\(other)`."
      case .sameLength(let key, let other): "`\(key)` and `\(other)` have the same length."
      }
    }
    return notes.isEmpty ? "" : notes.joined(separator: " ") + "\n\n"
  }

  private func value(_ type: FieldType) -> String {
    switch type {
    case .text, .prose: "text"
    case .name: "name"
    case .declaredName(let parts): "name of \(counted(parts))"
    case .reference(let parts): "reference of \(counted(parts))"
    case .selector: "selector"
    case .integer(let range):
      range.upperBound == .max
        ? "whole number from \(range.lowerBound)"
        : "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number: "number"
    case .boolean: "`true` or `false`"
    case .choice(let choices): words(choices)
    case .duration: "duration"
    case .size: "size: `128MB`"
    case .cron: "cron expression"
    case .date: "day: `2013-01-31`"
    case .timeZone: "time zone"
    case .dataType: "type"
    case .warehouseType: "type, or `native(...)` around the name of one of the server's own"
    case .partition: "column, or transform of one"
    case .scalar: "text, number or boolean"
    case .template(let placeholders): template(placeholders)
    case .sql(.query): "SQL query"
    case .sql(.expression): "SQL expression"
    case .sqlFile: "path of an SQL file"
    case .list(let element, _, _): "list of: \(value(element))"
    case .map(let element): "mapping of names to: \(value(element))"
    case .record(let shape): "[\(names[shape])](#\(anchor(names[shape])))"
    case .oneOf(let types): types.map(value).joined(separator: "; or ")
    }
  }

  private func template(_ placeholders: Placeholders) -> String {
    var kinds: [String] = []
    if placeholders.contains(.secret) { kinds.append("secrets") }
    if placeholders.contains(.interval) { kinds.append("intervals") }
    return kinds.isEmpty ? "template" : "template with \(kinds.joined(separator: " and "))"
  }

  private func words(_ choices: [FieldType.Choice]) -> String {
    choices.map { choice in
      choice.state.isBuilt ? "`\(choice.word)`" : "`\(choice.word)` (not yet)"
    }.joined(separator: ", ")
  }

  private func counted(_ parts: ClosedRange<Int>) -> String {
    parts == 1...1
      ? "1 part"
      : parts.lowerBound == parts.upperBound
        ? "\(parts.lowerBound) parts" : "\(parts.lowerBound) to \(parts.upperBound) parts"
  }

  /// As GitLab and GitHub make it from a heading.
  private func anchor(_ heading: String) -> String {
    String(heading.lowercased().filter { $0 != "." })
  }

  private func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
