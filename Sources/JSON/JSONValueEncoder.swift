/// Turns `Encodable` values into JSON.
///
/// Object keys stand in the order in which they are encoded; absent optionals are left out. Equal
/// values give equal bytes: dictionaries are sorted by key and sets by element. A dictionary whose
/// keys are neither strings nor integers becomes an array of keys and values in turn, which is what
/// the standard library reads back.
package struct JSONValueEncoder: Sendable {
  package init() {}

  /// - Throws: for a double that is not finite and an integer beyond 64 bits with sign.
  package func encode(_ value: some Encodable) throws(JSONCodingError) -> JSONValue {
    do {
      return try Node.encoding(value, path: []).value
    } catch {
      throw JSONCodingError(error)
    }
  }
}

/// A value that is made, or one whose container may still be filled.
private enum Node {
  case done(JSONValue)
  case open(OpenNode)

  static func encoding<T: Encodable>(_ value: T, path: [any CodingKey]) throws -> Node {
    switch value {
    case let value as JSONValue: return .done(value)
    case let value as any OrderedEncoding: return .done(try value.encodedInOrder(path: path))
    default:
      let open = OpenNode()
      try value.encode(to: NodeEncoder(node: open, codingPath: path))
      return .open(open)
    }
  }

  static func number(_ value: some BinaryInteger, path: [any CodingKey]) throws -> Node {
    guard let integer = Int64(exactly: value) else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: path, debugDescription: "the integer does not fit 64 bits"))
    }
    return .done(.integer(integer))
  }

  static func number(_ value: Double, path: [any CodingKey]) throws -> Node {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: path, debugDescription: "JSON has no form for '\(value)'"))
    }
    return .done(.double(value))
  }

  var value: JSONValue {
    switch self {
    case .done(let value): value
    case .open(let node): node.value
    }
  }
}

/// What one `Encoder` fills. An encoder that asks for no container leaves an empty object.
private final class OpenNode {
  enum Content {
    case empty
    case single(Node)
    case members(keys: [String], nodes: [String: Node])
    case elements([Node])
  }

  var content = Content.empty

  var value: JSONValue {
    switch content {
    case .empty: .object(JSONObject())
    case .single(let node): node.value
    case .elements(let nodes): .array(nodes.map(\.value))
    case .members(let keys, let nodes):
      .object(JSONObject(keys.map { ($0, nodes[$0]?.value ?? .null) }))
    }
  }

  func set(_ node: Node, forKey key: String) {
    guard case .members(var keys, var nodes) = content else { return }
    content = .empty
    if nodes.updateValue(node, forKey: key) == nil { keys.append(key) }
    content = .members(keys: keys, nodes: nodes)
  }

  func append(_ node: Node) {
    guard case .elements(var nodes) = content else { return }
    content = .empty
    nodes.append(node)
    content = .elements(nodes)
  }

  var elementCount: Int { if case .elements(let nodes) = content { nodes.count } else { 0 } }
}

private struct NodeEncoder: Encoder {
  let node: OpenNode
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .members = node.content {} else { node.content = .members(keys: [], nodes: [:]) }
    return KeyedEncodingContainer(ObjectEncoding(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .elements = node.content {} else { node.content = .elements([]) }
    return ArrayEncoding(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    ScalarEncoding(codingPath: codingPath) { node.content = .single($0) }
  }
}

private struct ObjectEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: OpenNode
  let codingPath: [any CodingKey]

  func encodeNil(forKey key: Key) { node.set(.done(.null), forKey: key.stringValue) }

  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    node.set(try .encoding(value, path: codingPath + [key]), forKey: key.stringValue)
  }

  private func open(_ key: Key) -> NodeEncoder {
    let child = OpenNode()
    node.set(.open(child), forKey: key.stringValue)
    return NodeEncoder(node: child, codingPath: codingPath + [key])
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { open(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    open(key).unkeyedContainer()
  }

  func superEncoder(forKey key: Key) -> any Encoder { open(key) }

  func superEncoder() -> any Encoder {
    let child = OpenNode()
    node.set(.open(child), forKey: "super")
    return NodeEncoder(node: child, codingPath: codingPath)
  }
}

private struct ArrayEncoding: UnkeyedEncodingContainer {
  let node: OpenNode
  let codingPath: [any CodingKey]

  var count: Int { node.elementCount }
  private var path: [any CodingKey] { codingPath + [PathKey(intValue: count)] }

  func encodeNil() { node.append(.done(.null)) }

  func encode<T: Encodable>(_ value: T) throws {
    node.append(try .encoding(value, path: path))
  }

  private func open() -> NodeEncoder {
    let child = OpenNode()
    let encoder = NodeEncoder(node: child, codingPath: path)
    node.append(.open(child))
    return encoder
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> { open().container(keyedBy: type) }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { open().unkeyedContainer() }

  func superEncoder() -> any Encoder { open() }
}

private struct ScalarEncoding: SingleValueEncodingContainer {
  let codingPath: [any CodingKey]
  let store: (Node) -> Void

  func encodeNil() { store(.done(.null)) }
  func encode(_ value: Bool) { store(.done(.bool(value))) }
  func encode(_ value: String) { store(.done(.string(value))) }
  func encode(_ value: Double) throws { store(try .number(value, path: codingPath)) }
  /// By way of the text, so that 0.1 does not become 0.10000000149011612.
  func encode(_ value: Float) throws {
    store(try .number(Double(value.description) ?? .nan, path: codingPath))
  }
  func encode(_ value: Int) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: Int8) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: Int16) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: Int32) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: Int64) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: UInt) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: UInt8) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: UInt16) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: UInt32) throws { store(try .number(value, path: codingPath)) }
  func encode(_ value: UInt64) throws { store(try .number(value, path: codingPath)) }
  func encode<T: Encodable>(_ value: T) throws {
    store(try .encoding(value, path: codingPath))
  }
}

/// A collection without an order of its own, and how it is encoded in one.
private protocol OrderedEncoding {
  func encodedInOrder(path: [any CodingKey]) throws -> JSONValue
}

extension Dictionary: OrderedEncoding where Key: Encodable, Value: Encodable {
  fileprivate func encodedInOrder(path: [any CodingKey]) throws -> JSONValue {
    let named = try map { key, value in
      let name = Self.name(of: key)
      let step = PathKey(stringValue: name ?? "\(key)")
      return (name, key, try Node.encoding(value, path: path + [step]).value)
    }
    if named.allSatisfy({ $0.0 != nil }), Key.self is any NamedKey.Type {
      let members = named.map { ($0.0 ?? "", $0.2) }
      return .object(
        JSONObject(members.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }))
    }
    let pairs = try named.map { _, key, value in
      let key = try Node.encoding(key, path: path).value
      return (order: key.canonicalBytes(), key: key, value: value)
    }
    return .array(
      pairs.sorted { $0.order.lexicographicallyPrecedes($1.order) }
        .flatMap { [$0.key, $0.value] })
  }

  private static func name(of key: Key) -> String? { (key as? any NamedKey)?.keyName }
}

extension Set: OrderedEncoding where Element: Encodable {
  fileprivate func encodedInOrder(path: [any CodingKey]) throws -> JSONValue {
    let elements = try map { element in
      let value = try Node.encoding(element, path: path).value
      return (order: value.canonicalBytes(), value: value)
    }
    return .array(
      elements.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.value))
  }
}

/// The keys with which the standard library reads a dictionary from an object.
private protocol NamedKey {
  var keyName: String { get }
}

extension String: NamedKey {
  fileprivate var keyName: String { self }
}

extension Int: NamedKey {
  fileprivate var keyName: String { String(self) }
}
