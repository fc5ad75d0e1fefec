internal import Catalog
internal import Iceberg
package import PlanModel
package import Ports

extension LakeClient: LakeApplying {
  package func perform(_ request: LakeRequest) async throws(PortError) {
    switch request {
    case .createNamespace(let namespace, let properties):
      try await createNamespace(namespace, properties: properties)
    case .updateNamespace(let namespace, let removals, let updates):
      try await updateNamespace(namespace, removals: removals, updates: updates)
    case .createTable(let table, let body): try await create(table, body: body)
    case .commitTable(let table, let body):
      let commit: TableCommit
      do throws(IcebergError) {
        commit = try TableCommit(json: body)
      } catch {
        throw PortError(.refused, error.message).adding("table", table.dotted)
      }
      try await self.commit(commit, to: table)
    case .renameTable(let from, let to): try await rename(from, to: to)
    case .dropTable(let table): try await drop(table)
    }
  }
}
