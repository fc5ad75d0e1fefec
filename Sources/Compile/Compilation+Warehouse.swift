internal import Catalog
internal import Diagnostics
internal import SQL
internal import Spec

extension Compilation {
  mutating func lowerWarehouseSchemas() {
    for spec in project.warehouseSchemas {
      let address = SchemaAddress(.warehouse, spec.name.value.text)
      desired.warehouse.schemas[address] = WarehouseSchema(
        address: address, owner: spec.databaseOwner.map { RoleName($0.value) },
        comment: (spec.comment ?? spec.header.doc)?.value)
      scope.schemas[address] = spec.manage.value
      declare(.schema(address), at: spec.name.span)
    }
  }

  /// Adds a table; reports columns whose type the warehouse holds, but not whole. `lengthIsOfWarehouse`
  /// where the table is declared for the warehouse itself: a text's length means what it means there.
  mutating func add(
    _ table: WarehouseTable, declaredAt span: SourceSpan, lengthIsOfWarehouse: Bool = false
  ) {
    desired.warehouse.tables[table.address] = table
    declare(.table(table.address), at: span)
    for column in table.columns {
      let place = provenance[.column(ColumnAddress(table.address, column.name))] ?? span
      guard let mapping = dialect.typeMapping(column.type) else { continue }
      if lengthIsOfWarehouse, case .varchar = column.type { continue }
      if case .lossy(let reason) = mapping.fidelity {
        sink.report(
          .lossyWarehouseType(
            column.type, stored: mapping.name, dialect: dialect.title, why: reason, at: place))
      }
    }
  }
}
