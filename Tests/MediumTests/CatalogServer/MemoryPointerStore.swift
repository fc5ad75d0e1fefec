import CatalogServer
import Ports
import Synchronization

/// Pointers in memory, with the same rules as in PostgreSQL.
final class MemoryPointerStore: PointerStore {
  private struct State {
    var namespaces: [NamespaceName: [String: String]] = [:]
    var pointers: [TableName: String] = [:]
  }

  private let state = Mutex(State())

  /// Typed throws do not pass through `withLock` by themselves.
  private func change<Value: Sendable>(
    _ body: (inout State) throws(PortError) -> Value
  ) throws(PortError) -> Value {
    try state.withLock { state -> Result<Value, PortError> in
      var copy = state
      do throws(PortError) {
        let value = try body(&copy)
        state = copy
        return .success(value)
      } catch {
        return .failure(error)
      }
    }.get()
  }

  func prepare() async throws(PortError) {}

  func namespaces() async throws(PortError) -> [NamespaceName] {
    try change { $0.namespaces.keys.sorted() }
  }

  func properties(of namespace: NamespaceName) async throws(PortError) -> [String: String]? {
    try change { $0.namespaces[namespace] }
  }

  func createNamespace(
    _ namespace: NamespaceName, properties: [String: String]
  ) async throws(PortError) {
    try change { state throws(PortError) in
      guard state.namespaces[namespace] == nil else { throw PortError(.conflict, "exists") }
      if let parent = namespace.parent, state.namespaces[parent] == nil {
        throw PortError(.missing, "no parent")
      }
      state.namespaces[namespace] = properties
    }
  }

  func updateNamespace(
    _ namespace: NamespaceName, _ update: @Sendable ([String: String]) -> [String: String]
  ) async throws(PortError) {
    try change { state throws(PortError) in
      guard let properties = state.namespaces[namespace] else {
        throw PortError(.missing, "no namespace")
      }
      state.namespaces[namespace] = update(properties)
    }
  }

  func dropNamespace(_ namespace: NamespaceName) async throws(PortError) {
    try change { state throws(PortError) in
      guard state.namespaces[namespace] != nil else { throw PortError(.missing, "no namespace") }
      guard !state.pointers.keys.contains(where: { $0.namespace == namespace }),
        !state.namespaces.keys.contains(where: { $0.parent == namespace })
      else { throw PortError(.conflict, "not empty") }
      state.namespaces[namespace] = nil
    }
  }

  func tables(in namespace: NamespaceName) async throws(PortError) -> [TableName]? {
    try change { state in
      guard state.namespaces[namespace] != nil else { return nil }
      return state.pointers.keys.filter { $0.namespace == namespace }.sorted()
    }
  }

  func allPointers() async throws(PortError) -> [TableName: String] {
    try change { $0.pointers }
  }

  func pointer(of table: TableName) async throws(PortError) -> String? {
    try change { $0.pointers[table] }
  }

  func swap(_ swaps: [PointerSwap]) async throws(PortError) {
    try change { state throws(PortError) in
      for swap in swaps {
        guard state.namespaces[swap.table.namespace] != nil else {
          throw PortError(.missing, "no namespace")
        }
        guard state.pointers[swap.table] == swap.expected else {
          throw PortError(.conflict, "moved")
        }
        state.pointers[swap.table] = swap.new
      }
    }
  }

  func rename(_ table: TableName, to name: TableName) async throws(PortError) {
    try change { state throws(PortError) in
      guard let location = state.pointers[table], state.namespaces[name.namespace] != nil else {
        throw PortError(.missing, "no table or namespace")
      }
      guard state.pointers[name] == nil else { throw PortError(.conflict, "taken") }
      state.pointers[table] = nil
      state.pointers[name] = location
    }
  }

  func drop(_ table: TableName) async throws(PortError) -> String {
    try change { state throws(PortError) in
      guard let location = state.pointers.removeValue(forKey: table) else {
        throw PortError(.missing, "no table")
      }
      return location
    }
  }
}
