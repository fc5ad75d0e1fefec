extension ObjectAddress {
  /// Which half of the platform it lives in; nil for the bundle.
  package var side: Side? {
    switch self {
    case .schema(let schema): schema.side
    case .table(let table): table.side
    case .column(let column): column.table.side
    case .policy(let table, _), .constraint(let table, _), .index(let table, _): table.side
    case .role, .grant, .membership: .warehouse
    case .bundle: nil
    }
  }
}
