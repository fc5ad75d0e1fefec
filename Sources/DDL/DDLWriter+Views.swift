package import Catalog

extension DDLWriter {
  /// The view, its comments, its owner.
  package func createView(_ view: WarehouseView) -> [String] {
    let options =
      view.isSecurityBarrier && rules.hasSecurityBarrier ? " WITH (security_barrier = true)" : ""
    var statements = ["CREATE VIEW \(quoted(view.address))\(options) AS\n\(view.body)"]
    if let comment = view.comment { statements.append(commentOnView(view.address, comment)) }
    statements += commentsOnColumns(view.columns, of: view.address)
    if let owner = view.owner { statements.append(changeOwner(ofView: view.address, to: owner)) }
    return statements
  }

  package func commentOnView(_ view: TableAddress, _ comment: String?) -> String {
    "COMMENT ON VIEW \(quoted(view)) IS \(commentLiteral(comment))"
  }

  package func changeOwner(ofView view: TableAddress, to owner: RoleName) -> String {
    "ALTER VIEW \(quoted(view)) OWNER TO \(quoted(owner))"
  }

  package func dropView(_ view: TableAddress) -> String { "DROP VIEW \(quoted(view))" }
}
