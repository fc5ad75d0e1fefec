internal import Catalog

/// An entry of PostgreSQL's access lists in its text form, `anna=ar*w/weir` (PostgreSQL 15, 5.7).
struct AccessItem {
  let role: RoleName
  let privileges: [(privilege: Privilege, isGrantable: Bool)]
  /// Letters that Weir has no privilege for.
  let unknown: [Character]

  /// Nil for what is no such entry.
  init?(_ text: String) {
    guard let (name, rest) = Self.name(in: text), rest.first == "=" else { return nil }
    role = name.isEmpty ? .everybody : RoleName(name)
    var privileges: [(Privilege, Bool)] = []
    var unknown: [Character] = []
    for letter in rest.dropFirst().prefix(while: { $0 != "/" }) {
      if letter == "*" {
        if !privileges.isEmpty { privileges[privileges.count - 1].1 = true }
      } else if let privilege = Self.privilege(letter) {
        privileges.append((privilege, false))
      } else {
        unknown.append(letter)
      }
    }
    self.privileges = privileges
    self.unknown = unknown
  }

  /// A role's name stands in quotes where it needs them, quotes in it doubled.
  private static func name(in text: String) -> (name: String, rest: Substring)? {
    guard text.first == "\"" else {
      let name = text.prefix { $0 != "=" }
      return (String(name), text[name.endIndex...])
    }
    var name = ""
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character != "\"" {
        name.append(character)
      } else if rest.first == "\"" {
        name.append(rest.removeFirst())
      } else {
        return (name, rest)
      }
    }
    return nil
  }

  private static func privilege(_ letter: Character) -> Privilege? {
    switch letter {
    case "r": .select
    case "a": .insert
    case "w": .update
    case "d": .delete
    case "D": .truncate
    case "x": .references
    case "t": .trigger
    case "U": .usage
    case "C": .create
    default: nil
    }
  }
}
