internal import Catalog
internal import Planning
internal import SQL

/// States of one scratch schema, each of which the warehouse is brought to. Together they need every
/// kind of statement that Weir emits for the dialect.
struct ProofStages {
  private let schema: SchemaAddress
  private let dialect: Dialect
  private let reader: RoleName
  private let group: RoleName

  struct Stage {
    var state: WarehouseState
    var renames = Renames()
    /// Whether what specs no longer name is dropped; else it is retired.
    var drops = true
  }

  private let alterations: AlterationRules

  init(schema: String, dialect: Dialect, alterations: AlterationRules) {
    self.alterations = alterations
    self.schema = SchemaAddress(.warehouse, schema)
    self.dialect = dialect
    reader = RoleName(schema + "_reader")
    group = RoleName(schema + "_group")
  }

  private var isRedshift: Bool { dialect.id == Dialect.redshift.id }

  var roles: [RoleName] { [reader, group, RoleName(schema.name + "_readers")] }

  func address(_ name: String) -> TableAddress { TableAddress(schema, name) }

  private func quoted(_ name: String) -> String {
    dialect.quoted(schema.name) + "." + dialect.quoted(name)
  }

  /// Run after the first stage: the rows that every later one must keep.
  var fill: [String] {
    [
      "INSERT INTO \(quoted("dim")) (code, label) VALUES ('UA', 'United'), ('AA', 'It''s')",
      "INSERT INTO \(quoted("fct")) (code, amount, note, extra) "
        + "VALUES ('UA', 1, 'a', 1), ('UA', 2, 'b', 2), ('AA', 3, NULL, 3)",
    ]
  }

  /// Three, as long as the table is there.
  var count: String { "SELECT count(*) FROM \(quoted("fct"))" }

  // MARK: States

  var all: [Stage] {
    let first = first
    let second = changed(first)
    var renamed = renaming(second)
    renamed.renames.tables = [address("fct_new"): address("fct")]
    renamed.renames.columns = [ColumnAddress(address("fct_new"), "remark"): "note"]
    renamed.renames.roles = [RoleName(schema.name + "_readers"): reader]
    var withoutKey = second
    withoutKey.tables[address("loose")]!.primaryKey = []
    if !isRedshift {
      withoutKey.tables[address("loose")]!.owner = group
      withoutKey.tables[address("loose")]!.checks = [
        CheckConstraint(name: "small", condition: "a < 10")
      ]
      withoutKey.tables[address("fct")]!.hasRowSecurity = false
    }
    let back = Stage(
      state: withoutKey,
      renames: Renames(
        tables: [address("fct"): address("fct_new")],
        columns: [ColumnAddress(address("fct"), "note"): "remark"],
        roles: [reader: RoleName(schema.name + "_readers")]))
    var bare = second
    bare.grants = bare.grants.filter { $0.key.target == .schema(schema) }
    bare.policies = [:]
    bare.roles[reader]!.memberOf = []
    var empty = WarehouseState()
    empty.schemas = second.schemas
    empty.roles = bare.roles
    var gone = empty
    gone.roles = [:]
    return [
      Stage(state: first), Stage(state: second), renamed, back,
      Stage(state: empty, drops: false), Stage(state: bare), Stage(state: empty),
      Stage(state: gone),
    ]
  }

  private var first: WarehouseState {
    var state = WarehouseState()
    state.schemas[schema] = WarehouseSchema(address: schema, comment: "Weir tries statements here.")
    state.roles = [group: Role(name: group), reader: Role(name: reader)]
    let dim = WarehouseTable(
      address: address("dim"),
      columns: [
        Column("code", .varchar(2), isRequired: true), Column("label", .varchar(40)),
      ], primaryKey: ["code"], checks: [], indexes: [], comment: "It's \"quoted\".")
    var fct = WarehouseTable(
      address: address("fct"),
      columns: [
        Column(
          "id", .long, isRequired: true, generation: .identity(Identity(isAlways: false))),
        Column("code", .varchar(2), comment: "Of dim."), Column("amount", .int),
        Column("note", .varchar(10)), Column("extra", .double),
        Column("level", .int, isRequired: true, defaultValue: "1"),
      ],
      primaryKey: ["id"],
      foreignKeys: [
        ForeignKey(columns: ["code"], target: dim.address, targetColumns: ["code"])
      ], checks: [], indexes: [])
    let loose = WarehouseTable(
      address: address("loose"),
      columns: [Column("a", .int, isRequired: true), Column("b", .int)], uniqueKeys: [["b"]],
      checks: [], indexes: [])
    state.tables[loose.address] = loose
    if isRedshift {
      fct.distribution = .key("code")
      fct.sortKey = SortKey(["code"])
      fct.columns[3].encoding = "zstd"
    } else {
      fct.checks = [CheckConstraint(name: "positive", condition: "amount > 0")]
      fct.indexes = [TableIndex(name: "fct_by_code", parts: [IndexPart(.column("code"))])]
      fct.hasRowSecurity = true
      let policy = Policy(
        table: fct.address, name: "ua", roles: [reader], scope: .read, condition: "code = 'UA'")
      state.policies = [policy.key: policy]
      let parts = WarehouseTable(
        address: address("parts"), columns: [Column("n", .int, isRequired: true)], checks: [],
        indexes: [], partitioning: Partitioning(.list, keys: ["n"]),
        partitions: [TablePartition(address("parts_1"), .list(["1"]))])
      state.tables[parts.address] = parts
    }
    state.tables[dim.address] = dim
    state.tables[fct.address] = fct
    addViews(to: &state, type: .long)
    for grant in [
      Grant(role: reader, target: .schema(schema), privileges: [.usage]),
      Grant(role: reader, target: .table(dim.address), columnPrivileges: [.select: ["code"]]),
      Grant(role: reader, target: .table(fct.address), privileges: [.select]),
      Grant(role: group, target: .table(dim.address), privileges: [.select]),
    ] { state.grants[grant.key] = grant }
    return state
  }

  private func addViews(to state: inout WarehouseState, type: DataType) {
    let body = "SELECT code, sum(amount) AS total FROM \(quoted("fct")) GROUP BY code"
    let columns = [Column("code", .varchar(2)), Column("total", type)]
    let kinds: [WarehouseView.Kind] =
      isRedshift ? [.plain, .lateBinding, .materialized] : [.plain, .materialized]
    for kind in kinds {
      let view = WarehouseView(
        address: address("v_\(kind.rawValue.lowercased())"), kind: kind, body: body,
        columns: columns, options: [], indexes: [], comment: kind == .plain ? "Totals." : nil)
      state.views[view.address] = view
    }
  }

  /// Everything that can be changed is.
  private func changed(_ first: WarehouseState) -> WarehouseState {
    var state = first
    state.schemas[schema]!.comment = "Weir tries statements in here."
    state.roles[reader]!.memberOf = [group]
    state.roles[group]!.comment = nil
    var dim = state.tables[address("dim")]!
    dim.columns[1].type = .varchar(80)
    dim.columns.append(Column("country", .varchar(2), comment: "Two letters."))
    dim.uniqueKeys = [["label"]]
    state.tables[address("loose")]!.primaryKey = ["a"]
    state.tables[address("loose")]!.uniqueKeys = []
    state.tables[dim.address] = dim
    var fct = state.tables[address("fct")]!
    fct.columns[2].type = .long
    fct.columns[2].isRequired = true
    fct.columns[5].defaultValue = "2"
    fct.columns.removeAll { $0.name == "extra" }
    if isRedshift {
      // A counter of a table that is made anew begins at its start again.
      fct.columns[0].generation = .identity(Identity(isAlways: false, start: 1000))
      dim.distribution = .all
      dim.sortKey = SortKey(["label"])
      dim.columns[1].encoding = "lzo"
      state.tables[dim.address] = dim
    } else {
      if alterations.copiesCounters {
        fct.columns[0].generation = .identity(Identity(isAlways: true))
      }
      fct.checks = []
      fct.indexes = [
        TableIndex(
          name: "fct_by_code", isUnique: false,
          parts: [IndexPart(.column("code")), IndexPart(.column("amount"))])
      ]
      state.policies = state.policies.mapValues { policy in
        var policy = policy
        policy.condition = "code = 'AA'"
        return policy
      }
      state.tables[address("parts")]!.partitions = [
        TablePartition(address("parts_2"), .list(["2"]))
      ]
    }
    state.tables[fct.address] = fct
    state.views = [:]
    addViews(to: &state, type: .decimal(precision: 38, scale: 0))
    let key = GrantKey(role: reader, target: .table(dim.address))
    state.grants[key] = Grant(role: reader, target: .table(dim.address), privileges: [.select])
    return state
  }

  private func renaming(_ state: WarehouseState) -> Stage {
    var state = state
    var fct = state.tables[address("fct")]!
    state.tables[fct.address] = nil
    fct.address = address("fct_new")
    for place in fct.columns.indices where fct.columns[place].name == "note" {
      fct.columns[place].name = "remark"
    }
    state.tables[fct.address] = fct
    state.views = state.views.mapValues { view in
      var view = view
      view.body = view.body.replacing(quoted("fct"), with: quoted("fct_new"))
      return view
    }
    let readers = RoleName(schema.name + "_readers")
    state.roles[readers] = Role(name: readers, memberOf: [group])
    state.roles[reader] = nil
    var grants: [GrantKey: Grant] = [:]
    for var grant in state.grants.values {
      if grant.role == reader { grant.role = readers }
      if grant.target == .table(address("fct")) { grant.target = .table(fct.address) }
      grants[grant.key] = grant
    }
    state.grants = grants
    var policies: [PolicyKey: Policy] = [:]
    for var policy in state.policies.values {
      policy.roles = [readers]
      policy.table = fct.address
      policies[policy.key] = policy
    }
    state.policies = policies
    return Stage(state: state)
  }
}
