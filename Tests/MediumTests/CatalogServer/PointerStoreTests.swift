import CatalogServer
import Connect
import Ports
import Testing

/// The rules of every pointer store.
struct PointerStoreTests {
  enum Kind: String, CaseIterable, Sendable {
    case memory
    case postgres
  }

  private static func store(_ kind: Kind) async throws -> any PointerStore {
    let store: any PointerStore =
      switch kind {
      case .memory: MemoryPointerStore()
      case .postgres: PostgresPointerStore(PostgresPool(try await TestServer.database()))
      }
    try await store.prepare()
    return store
  }

  static let lake = try! NamespaceName(["lake"])
  static let inner = try! NamespaceName(["lake", "inner"])
  static func table(_ name: String, in namespace: NamespaceName = lake) -> TableName {
    try! TableName(namespace, name)
  }

  @Test(.postgres, arguments: Kind.allCases)
  func namespacesFormATree(kind: Kind) async throws {
    let store = try await Self.store(kind)
    #expect(
      await failure { try await store.createNamespace(Self.inner, properties: [:]) }?.kind
        == .missing)
    try await store.createNamespace(Self.lake, properties: ["a": "1", "ü": "\"x\""])
    try await store.createNamespace(Self.inner, properties: [:])
    #expect(
      await failure { try await store.createNamespace(Self.lake, properties: [:]) }?.kind
        == .conflict)
    #expect(try await store.namespaces() == [Self.lake, Self.inner])
    #expect(try await store.properties(of: Self.lake) == ["a": "1", "ü": "\"x\""])
    try await store.updateNamespace(Self.lake) { $0.merging(["b": "2"]) { $1 } }
    #expect(try await store.properties(of: Self.lake)?["b"] == "2")
    #expect(await failure { try await store.dropNamespace(Self.lake) }?.kind == .conflict)
    try await store.dropNamespace(Self.inner)
    try await store.dropNamespace(Self.lake)
    #expect(await failure { try await store.dropNamespace(Self.lake) }?.kind == .missing)
    #expect(await failure { try await store.updateNamespace(Self.lake) { $0 } }?.kind == .missing)
    #expect(try await store.properties(of: Self.lake) == nil)
    #expect(try await store.tables(in: Self.lake) == nil)
  }

  @Test(.postgres, arguments: Kind.allCases)
  func swapsAreAllOrNothing(kind: Kind) async throws {
    let store = try await Self.store(kind)
    let (a, b) = (Self.table("a"), Self.table("b"))
    let create = [
      PointerSwap(a, expected: nil, new: "a0"), PointerSwap(b, expected: nil, new: "b0"),
    ]
    #expect(await failure { try await store.swap(create) }?.kind == .missing)
    try await store.createNamespace(Self.lake, properties: [:])
    #expect(try await store.tables(in: Self.lake) == [])
    try await store.swap(create)
    #expect(await failure { try await store.swap([create[0]]) }?.kind == .conflict)
    let stale = [
      PointerSwap(a, expected: "a0", new: "a1"), PointerSwap(b, expected: "other", new: "b1"),
    ]
    #expect(await failure { try await store.swap(stale) }?.kind == .conflict)
    #expect(try await store.allPointers() == [a: "a0", b: "b0"])
    try await store.swap([stale[0], PointerSwap(b, expected: "b0", new: "b1")])
    #expect(try await store.pointer(of: a) == "a1")
    #expect(try await store.tables(in: Self.lake) == [a, b])
  }

  @Test(.postgres, arguments: Kind.allCases)
  func tablesAreRenamedAndDropped(kind: Kind) async throws {
    let store = try await Self.store(kind)
    let (a, b) = (Self.table("a"), Self.table("b"))
    try await store.createNamespace(Self.lake, properties: [:])
    try await store.swap([PointerSwap(a, expected: nil, new: "x")])
    #expect(
      await failure { try await store.rename(a, to: Self.table("a", in: Self.inner)) }?.kind
        == .missing)
    #expect(await failure { try await store.rename(b, to: a) }?.kind == .missing)
    try await store.rename(a, to: b)
    #expect(try await store.pointer(of: a) == nil)
    try await store.swap([PointerSwap(a, expected: nil, new: "y")])
    #expect(await failure { try await store.rename(a, to: b) }?.kind == .conflict)
    #expect(await failure { try await store.dropNamespace(Self.lake) }?.kind == .conflict)
    #expect(try await store.drop(b) == "x")
    #expect(await failure { try await store.drop(b) }?.kind == .missing)
  }

  @Test(.postgres, arguments: Kind.allCases)
  func concurrentSwapsLoseNone(kind: Kind) async throws {
    let store = try await Self.store(kind)
    let names = ["a", "b"].map { Self.table($0) }
    try await store.createNamespace(Self.lake, properties: [:])
    try await store.swap(names.map { PointerSwap($0, expected: nil, new: "0") })
    try await withThrowingTaskGroup { group in
      for task in 0..<6 {
        group.addTask {
          // Every second task asks for the tables in the other order.
          let order = task.isMultiple(of: 2) ? names : names.reversed()
          var done = 0
          while done < 10 {
            var swaps: [PointerSwap] = []
            for name in order {
              let value = try await store.pointer(of: name) ?? ""
              swaps.append(PointerSwap(name, expected: value, new: "\((Int(value) ?? 0) + 1)"))
            }
            let error = await failure { try await store.swap(swaps) }
            if error == nil { done += 1 } else { #expect(error?.kind == .conflict) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.allPointers() == [names[0]: "60", names[1]: "60"])
  }
}
