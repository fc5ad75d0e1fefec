/// A text with parts that are filled in when a task runs. Secrets are named here, never held.
package struct Template: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case literal(text: String)
    /// Resolved only when a connection is opened.
    case secret(name: String)
    /// `${interval.start}`: the lower bound of the range, in it.
    case intervalStart
    /// `${interval.end}`: the upper bound of the range, not in it.
    case intervalEnd
  }

  /// No two literals stand together, and none is empty.
  package let parts: [Part]

  package init(_ parts: [Part]) {
    var joined: [Part] = []
    for part in parts {
      if case .literal(let text) = part {
        if text.isEmpty { continue }
        if case .literal(let before)? = joined.last {
          joined[joined.count - 1] = .literal(text: before + text)
          continue
        }
      }
      joined.append(part)
    }
    self.parts = joined
  }

  package init(literal: String) { self.init([.literal(text: literal)]) }
}

extension Template: CustomStringConvertible {
  /// As specs write it, but that a `$` of the text itself is doubled.
  package var description: String {
    parts.map { part in
      switch part {
      case .literal(let text): text.replacing("$", with: "$$")
      case .secret(let name): "${secret.\(name)}"
      case .intervalStart: "${interval.start}"
      case .intervalEnd: "${interval.end}"
      }
    }.joined()
  }

  /// Reads what `description` writes; nil for a placeholder that is unknown or unfinished, and for a
  /// `$` that is neither doubled nor begins one.
  package init?(parsing text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      parts.append(.literal(text: String(rest[..<dollar])))
      let next = rest.index(after: dollar)
      guard next < rest.endIndex else { return nil }
      if rest[next] == "$" {
        parts.append(.literal(text: "$"))
        rest = rest[rest.index(after: next)...]
        continue
      }
      guard rest[next] == "{", let end = rest[next...].firstIndex(of: "}"),
        let part = Part(placeholder: rest[rest.index(after: next)..<end])
      else { return nil }
      parts.append(part)
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.literal(text: String(rest)))
    self.init(parts)
  }
}

extension Template.Part {
  fileprivate init?(placeholder: Substring) {
    switch placeholder {
    case "interval.start": self = .intervalStart
    case "interval.end": self = .intervalEnd
    default:
      guard placeholder.hasPrefix("secret."), placeholder.count > 7 else { return nil }
      self = .secret(name: String(placeholder.dropFirst(7)))
    }
  }
}

extension Template: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let template = Template(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a placeholder is unknown or unfinished")
    }
    self = template
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
