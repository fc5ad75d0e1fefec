internal import JSON

/// Reads the members of one JSON object, with messages that name it.
struct ObjectReader {
  let object: JSONObject
  /// What the object is: `table metadata`.
  let what: String

  init(_ value: JSONValue?, _ what: String) throws(IcebergError) {
    guard let object = value?.objectValue else {
      throw .malformed("Expected \(what) as a JSON object, found \(Self.kind(of: value)).")
    }
    self.object = object
    self.what = what
  }

  private static func kind(of value: JSONValue?) -> String { value?.kindDescription ?? "nothing" }

  private func wrong(_ key: String, expected: String) -> IcebergError {
    .malformed("'\(key)' of \(what) must be \(expected); found \(Self.kind(of: object[key])).")
  }

  /// The member, or nil when it is missing or null.
  func value(_ key: String) -> JSONValue? {
    guard let value = object[key], !value.isNull else { return nil }
    return value
  }

  func optionalInteger(_ key: String) throws(IcebergError) -> Int64? {
    guard let value = value(key) else { return nil }
    guard let integer = value.integerValue else { throw wrong(key, expected: "an integer") }
    return integer
  }

  func integer(_ key: String) throws(IcebergError) -> Int64 {
    guard let integer = try optionalInteger(key) else { throw wrong(key, expected: "an integer") }
    return integer
  }

  func optionalInt(_ key: String) throws(IcebergError) -> Int? {
    try optionalInteger(key).map(Int.init)
  }

  func int(_ key: String) throws(IcebergError) -> Int { Int(try integer(key)) }

  func optionalString(_ key: String) throws(IcebergError) -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.stringValue else { throw wrong(key, expected: "a string") }
    return text
  }

  func string(_ key: String) throws(IcebergError) -> String {
    guard let text = try optionalString(key) else { throw wrong(key, expected: "a string") }
    return text
  }

  func optionalBool(_ key: String) throws(IcebergError) -> Bool? {
    guard let value = value(key) else { return nil }
    guard let bool = value.boolValue else { throw wrong(key, expected: "a boolean") }
    return bool
  }

  func bool(_ key: String) throws(IcebergError) -> Bool {
    guard let bool = try optionalBool(key) else { throw wrong(key, expected: "a boolean") }
    return bool
  }

  /// The elements; empty when the member is missing or null.
  func optionalArray(_ key: String) throws(IcebergError) -> [JSONValue] {
    guard let value = value(key) else { return [] }
    guard let array = value.arrayValue else { throw wrong(key, expected: "an array") }
    return array
  }

  func array(_ key: String) throws(IcebergError) -> [JSONValue] {
    guard value(key) != nil else { throw wrong(key, expected: "an array") }
    return try optionalArray(key)
  }

  /// An array of integers; empty when the member is missing or null.
  func optionalIntegers(_ key: String) throws(IcebergError) -> [Int64] {
    try optionalArray(key).map { value throws(IcebergError) in
      guard let integer = value.integerValue else {
        throw wrong(key, expected: "an array of integers")
      }
      return integer
    }
  }

  /// An array of strings; empty when the member is missing or null.
  func optionalStrings(_ key: String) throws(IcebergError) -> [String] {
    try optionalArray(key).map { value throws(IcebergError) in
      guard let text = value.stringValue else { throw wrong(key, expected: "an array of strings") }
      return text
    }
  }

  /// An object of strings; empty when the member is missing or null. Numbers and booleans are taken
  /// as their text, since some writers send them so.
  func optionalProperties(_ key: String) throws(IcebergError) -> [String: String] {
    guard let value = value(key) else { return [:] }
    guard let members = value.objectValue else { throw wrong(key, expected: "an object") }
    var result: [String: String] = [:]
    for (name, value) in members {
      switch value {
      case .string(let text): result[name] = text
      case .bool, .integer, .double: result[name] = value.canonicalText()
      case .null, .array, .object: throw wrong("\(key).\(name)", expected: "a string")
      }
    }
    return result
  }

  /// The members whose keys are not among `known`.
  func others(than known: Set<String>) -> JSONObject {
    JSONObject(object.filter { !known.contains($0.key) }.map { ($0.key, $0.value) })
  }
}

extension JSONObject {
  /// Adds the members of another object that are not there yet.
  mutating func appendMissing(_ other: JSONObject) {
    for (key, value) in other { _ = append(value, forKey: key) }
  }

  /// String members, sorted by key.
  init(properties: [String: String]) {
    self.init(properties.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }
}
