/// The members of a JSON object: keys that differ, in the order in which they were added.
///
/// Two objects are equal when they have equal members, in whatever order.
package struct JSONObject: Sendable {
  /// Above this many members lookups go through `index`.
  private static let linearLimit = 12

  private var members: [(key: String, value: JSONValue)] = []
  /// The positions of the keys; nil while there are few members.
  private var index: [String: Int]?

  /// No members.
  package init() {}

  /// The given members; the keys must differ.
  package init(_ members: some Sequence<(String, JSONValue)>) {
    for (key, value) in members {
      let isNew = append(value, forKey: key)
      precondition(isNew, "duplicate key '\(key)'")
    }
  }

  /// The keys, in order.
  package var keys: [String] { members.map(\.key) }

  package var count: Int { members.count }
  package var isEmpty: Bool { members.isEmpty }

  /// Adds a member at the end; false, and nothing is changed, when the key is already there.
  package mutating func append(_ value: JSONValue, forKey key: String) -> Bool {
    guard position(of: key) == nil else { return false }
    members.append((key, value))
    if index != nil {
      index?[key] = members.count - 1
    } else if members.count > Self.linearLimit {
      rebuildIndex()
    }
    return true
  }

  /// The value of a key. Setting keeps the key's place, adds a new key at the end, and removes the
  /// member when the new value is nil (linear in the number of members).
  package subscript(key: String) -> JSONValue? {
    get { position(of: key).map { members[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil):
        members.remove(at: place)
        rebuildIndex()
      case (nil, let value?): _ = append(value, forKey: key)
      case (nil, nil): break
      }
    }
  }

  private func position(of key: String) -> Int? {
    if let index { return index[key] }
    return members.firstIndex { $0.key == key }
  }

  private mutating func rebuildIndex() {
    guard members.count > Self.linearLimit else {
      index = nil
      return
    }
    var positions: [String: Int] = [:]
    positions.reserveCapacity(members.count * 2)
    for (place, member) in members.enumerated() { positions[member.key] = place }
    index = positions
  }
}

extension JSONObject: Sequence {
  package func makeIterator() -> IndexingIterator<[(key: String, value: JSONValue)]> {
    members.makeIterator()
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONObject: Hashable {
  package static func == (a: JSONObject, b: JSONObject) -> Bool {
    a.members.count == b.members.count && a.members.allSatisfy { b[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    // A sum, because the order of the members must not matter.
    var sum = 0
    for member in members {
      var one = Hasher()
      one.combine(member.key)
      one.combine(member.value)
      sum &+= one.finalize()
    }
    hasher.combine(sum)
  }
}
