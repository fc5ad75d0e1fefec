extension FieldType {
  /// What is written as a value of this type, in a sentence for people; nil where the description of
  /// the key says enough.
  var formInWords: String? {
    switch self {
    case .choice(let choices):
      return "Write \(choices.count == 1 ? "" : "one of ")\(choices.map(\.word).quotedList)."
    case .record(let shape): return shape.keysInWords
    case .list(.record(let shape), _, _): return "A list. " + shape.keysInWords(of: "Each item")
    case .list(.name, _, _): return "A list of names: [a, b]."
    case .list(.selector, _, _): return "A list, such as ['ops.*', 'tag:finance']."
    case .list: return "A list: [a, b]."
    case .boolean: return "Write true or false."
    case .duration: return "Such as '15m', '1h' or '30d'."
    case .oneOf(let types): return types.first?.formInWords
    default: return nil
    }
  }
}

extension Shape {
  /// The keys that a mapping takes, in a sentence for people.
  var keysInWords: String { keysInWords(of: "A mapping") }

  fileprivate func keysInWords(of what: String) -> String {
    let needed = layout.required.map(\.key) + (variants.map { [$0.key] } ?? [])
    let rest = layout.fields.filter { !$0.isRequired }.map(\.key)
    let optional = rest.count > 8 ? Array(rest.prefix(8)) + ["..."] : rest
    switch (needed.isEmpty, optional.isEmpty) {
    case (false, false):
      return "\(what) has \(needed.quotedList), and may have \(optional.quotedList)."
    case (false, true): return "\(what) has \(needed.quotedList)."
    case (true, _): return "\(what) may have \(optional.quotedList)."
    }
  }
}
