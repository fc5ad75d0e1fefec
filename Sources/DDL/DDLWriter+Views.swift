package import Catalog

extension DDLWriter {
  /// The view, its comments, its owner; without the indexes of a materialized one. `strangers` are those
  /// whom the server gives rights on new views by itself, and who are to have none.
  package func createView(_ view: WarehouseView, strangers: [RoleName] = []) -> [String] {
    var statements = [createStatement(view)]
    statements += strangers.map { takeAll(on: view.address, from: $0) }
    if let comment = view.comment {
      statements.append(commentOnView(view.address, view.kind, comment))
    }
    statements += commentsOnColumns(view.columns, of: view.address)
    if let owner = view.owner {
      statements.append(changeOwner(ofView: view.address, view.kind, to: owner))
    }
    return statements
  }

  private func createStatement(_ view: WarehouseView) -> String {
    var options = view.options ?? []
    if view.isSecurityBarrier && rules.hasSecurityBarrier {
      options.append("security_barrier = true")
    }
    var text = "CREATE \(noun(view.kind)) \(quoted(view.address))"
    if !options.isEmpty { text += " WITH (\(options.joined(separator: ", ")))" }
    text += " AS\n\(view.body)"
    if view.kind == .lateBinding { text += "\nWITH NO SCHEMA BINDING" }
    return text
  }

  private func noun(_ kind: WarehouseView.Kind) -> String {
    kind == .materialized ? "MATERIALIZED VIEW" : "VIEW"
  }

  package func commentOnView(
    _ view: TableAddress, _ kind: WarehouseView.Kind, _ comment: String?
  ) -> String {
    "COMMENT ON \(noun(kind)) \(quoted(view)) IS \(commentLiteral(comment))"
  }

  package func changeOwner(
    ofView view: TableAddress, _ kind: WarehouseView.Kind, to owner: RoleName
  ) -> String {
    "ALTER \(noun(kind)) \(quoted(view)) OWNER TO \(quoted(owner))"
  }

  package func dropView(_ view: TableAddress, _ kind: WarehouseView.Kind) -> String {
    "DROP \(noun(kind)) \(quoted(view))"
  }
}
