package import Catalog

extension DDLWriter {
  /// The schema, its comment, its owner.
  package func createSchema(_ schema: WarehouseSchema) -> [String] {
    var statement = "CREATE SCHEMA \(quoted(schema.address.name))"
    if let owner = schema.owner { statement += " AUTHORIZATION \(quoted(owner))" }
    guard let comment = schema.comment else { return [statement] }
    return [statement, commentOnSchema(schema.address, comment)]
  }

  package func commentOnSchema(_ schema: SchemaAddress, _ comment: String?) -> String {
    "COMMENT ON SCHEMA \(quoted(schema.name)) IS \(commentLiteral(comment))"
  }

  package func changeOwner(of schema: SchemaAddress, to owner: RoleName) -> String {
    "ALTER SCHEMA \(quoted(schema.name)) OWNER TO \(quoted(owner))"
  }
}
