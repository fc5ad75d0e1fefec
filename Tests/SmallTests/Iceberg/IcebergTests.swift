import Catalog
import Iceberg
import JSON
import Testing

extension DataType {
  static func random(depth: Int, using random: inout SeededGenerator) -> DataType {
    switch Int.random(in: 0..<(depth > 0 ? 13 : 10), using: &random) {
    case 0: .boolean
    case 1: .int
    case 2: .long
    case 3: .float
    case 4: .double
    case 5:
      .decimal(precision: Int.random(in: 5...38, using: &random), scale: 2)
    case 6: .string
    case 7: .date
    case 8: .timestamptz
    case 9: [.varchar(20), .json, .uuid, .binary, .time, .timestamp].randomElement(using: &random)!
    case 10: .list(.random(depth: depth - 1, using: &random))
    case 11: .map(key: .string, value: .random(depth: depth - 1, using: &random))
    default:
      .structure(
        ["x", "y", "z"].prefix(Int.random(in: 1...3, using: &random)).map {
          Field($0, .random(depth: depth - 1, using: &random))
        })
    }
  }
}

extension LakeTable {
  /// A table of up to six columns, some partitioned or sorted by, some keys.
  static func random(using random: inout SeededGenerator) -> LakeTable {
    let names = ["a", "b", "c", "d", "e", "f"].shuffled(using: &random)
      .prefix(Int.random(in: 1...6, using: &random))
    var table = LakeTable(
      address: TableAddress(.lake, "bronze", "t"),
      columns: names.map {
        Column(
          $0, .random(depth: 2, using: &random), isRequired: .random(using: &random),
          comment: Bool.random(using: &random) ? "about \($0)" : nil)
      })
    let simple = table.columns.filter { [.int, .long, .string, .date].contains($0.type) }
    table.partitionFields = simple.filter { _ in Bool.random(using: &random) }.map {
      PartitionField(
        column: $0.name, transform: $0.type == .date ? .month : .bucket(count: 4))
    }
    table.sortFields = simple.filter { _ in Bool.random(using: &random) }.map {
      LakeSortField(column: $0.name, isDescending: .random(using: &random))
    }
    table.key = simple.filter { $0.isRequired && Bool.random(using: &random) }.map(\.name)
    if Bool.random(using: &random) { table.properties["p"] = "\(random.next())" }
    return table.storedInLake
  }

  func created() throws -> TableMetadata {
    try .created(
      from: CreateTableRequest(self), uuid: "u", location: "file:///lake/bronze/t/", at: 1000)
  }
}

extension TableMetadata {
  func table(_ keys: Set<String> = ["p"]) -> LakeTable {
    lakeTable(at: TableAddress(.lake, "bronze", "t"), properties: .only(keys)).table
  }

  /// With a first snapshot on `main`.
  func written(id: Int64 = 1, parent: Int64? = nil, at milliseconds: Int64 = 2000) throws
    -> TableMetadata
  {
    let updates = try Self.append(
      id: id, parent: parent, sequence: lastSequenceNumber + 1, at: milliseconds)
    return try applying(updates, at: milliseconds, replacing: "old.json")
  }

  static func append(
    id: Int64, parent: Int64?, sequence: Int64, at milliseconds: Int64
  ) throws -> [TableUpdate] {
    var json: JSONObject = [
      "snapshot-id": .integer(id), "sequence-number": .integer(sequence),
      "timestamp-ms": .integer(milliseconds), "manifest-list": "file:///m",
      "summary": ["operation": "append", "total-records": "7"], "future": [1],
    ]
    json["parent-snapshot-id"] = parent.map { .integer($0) }
    return [
      .addSnapshot(try TableSnapshot(json: .object(json))),
      .setReference(name: "main", SnapshotReference(branchAt: id)),
    ]
  }
}

struct TableEvolutionTests {
  @Test(arguments: UInt64(0)..<300)
  func creatingGivesBackTheTable(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let table = LakeTable.random(using: &random)
    let metadata = try table.created()
    #expect(metadata.table() == table, "seed \(seed)")
    #expect(metadata.evolution(to: table) == .unchanged, "seed \(seed)")
    #expect(try TableMetadata(json: metadata.json) == metadata, "seed \(seed)")
    let request = try CreateTableRequest(table)
    #expect(try CreateTableRequest(json: request.json) == request, "seed \(seed)")
    #expect(metadata.schemas[0].fields == request.schema.fields, "seed \(seed)")
  }

  @Test(arguments: UInt64(0)..<300)
  func applyingAnEvolutionReachesWhatIsDesired(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var live = try LakeTable.random(using: &random).created()
    if Bool.random(using: &random) { live = try live.written() }
    let desired = LakeTable.random(using: &random)
    switch live.evolution(to: desired, ownedProperties: ["p"]) {
    case .unchanged: #expect(live.table() == desired, "seed \(seed)")
    case .impossible(let problems):
      #expect(!problems.isEmpty && !live.snapshots.isEmpty, "seed \(seed): \(problems)")
    case .commit(let commit, _):
      try commit.checkRequirements(against: live)
      #expect(try TableCommit(json: commit.json) == commit, "seed \(seed)")
      let result = try live.applying(commit.updates, at: 3000, replacing: "00001-x.metadata.json")
      #expect(result.table() == desired, "seed \(seed)")
      #expect(result.evolution(to: desired, ownedProperties: ["p"]) == .unchanged, "seed \(seed)")
      #expect(try TableMetadata(json: result.json) == result, "seed \(seed)")
    }
  }

  private static func table(_ columns: Column..., partition: [PartitionField] = []) -> LakeTable {
    LakeTable(
      address: TableAddress(.lake, "bronze", "t"), columns: columns, partitionFields: partition)
  }

  @Test func renamesKeepTheIDAndWideningKeepsTheData() throws {
    let live = try Self.table(
      Column("id", .int), Column("amount", .decimal(precision: 9, scale: 2)),
      Column("items", .list(.structure([.init("x", .float)])))
    ).created().written()
    let desired = Self.table(
      Column("key", .long), Column("amount", .decimal(precision: 12, scale: 2)),
      Column("items", .list(.structure([.init("x", .double), .init("y", .int)]))))
    guard case .commit(let commit, _) = live.evolution(to: desired, renames: ["key": "id"]) else {
      Issue.record("no commit")
      return
    }
    let result = try live.applying(commit.updates, at: 3000, replacing: nil)
    #expect(result.currentSchema.fields.map(\.id) == [1, 2, 3])
    #expect(result.currentSchema.id(of: "items.element.x") == 5)
    #expect(result.currentSchema.id(of: "items.element.y") == 6)
    #expect(result.lastColumnID == 6)
    #expect(result.schemas.count == 2)
  }

  @Test func whatIcebergForbidsIsExplained() throws {
    let live = try Self.table(Column("id", .long), Column("s", .string)).created().written()
    let desired = Self.table(
      Column("id", .int), Column("s", .string, isRequired: true),
      Column("n", .int, isRequired: true), Column("S", .string))
    guard case .impossible(let problems) = live.evolution(to: desired) else {
      Issue.record("possible")
      return
    }
    #expect(problems.map(\.column) == ["s", "id", "s", "n"])
  }

  @Test func formerPartitionFieldsKeepTheirIDs() throws {
    let day = PartitionField(column: "at", transform: .day)
    let month = PartitionField(column: "at", transform: .month)
    let columns = [Column("at", .timestamptz)]
    var live = try Self.table(columns[0], partition: [day]).created().written()
    for fields in [[month], [day], []] {
      let desired = Self.table(columns[0], partition: fields)
      guard case .commit(let commit, _) = live.evolution(to: desired) else {
        Issue.record("no commit")
        return
      }
      live = try live.applying(commit.updates, at: 3000, replacing: nil)
    }
    #expect(live.partitionSpecs.map { $0.fields.map(\.fieldID) } == [[1000], [1001], []])
    #expect(live.partitionSpecs.map { $0.fields.map(\.name) } == [["at_day"], ["at_month"], []])
    #expect(live.lastPartitionID == 1001)
  }

  @Test func droppingTheColumnOfAnOldSpecIsCautionedAgainst() throws {
    let live = try Self.table(
      Column("a", .int), Column("b", .int),
      partition: [PartitionField(column: "b", transform: .identity)]
    ).created().written()
    guard case .commit(_, let cautions) = live.evolution(to: Self.table(Column("a", .int))) else {
      Issue.record("no commit")
      return
    }
    #expect(cautions.count == 2)
  }

  @Test func propertiesFollowRenamedAndDroppedColumns() throws {
    var table = Self.table(Column("a", .int), Column("b", .int))
    table.properties = [
      "write.metadata.metrics.column.a": "full", "write.metadata.metrics.column.b": "none",
      "schema.name-mapping.default":
        #"[{"field-id":1,"names":["a"]},{"field-id":2,"names":["b"]}]"#,
    ]
    let live = try table.created().written()
    let desired = Self.table(Column("z", .int), Column("n", .int))
    guard case .commit(let commit, _) = live.evolution(to: desired, renames: ["z": "a"]) else {
      Issue.record("no commit")
      return
    }
    let result = try live.applying(commit.updates, at: 3000, replacing: nil).properties
    #expect(result["write.metadata.metrics.column.z"] == "full")
    #expect(result.keys.filter { $0.hasPrefix("write.metadata") }.count == 1)
    #expect(
      result["schema.name-mapping.default"]
        == #"[{"field-id":1,"names":["a","z"]},{"field-id":2,"names":["b"]},{"field-id":3,"names":["n"]}]"#
    )
  }

  @Test func lossesAreNamed() throws {
    let table = Self.table(Column("a", .varchar(5)), Column("b", .json), Column("c", .int))
    #expect(table.lakeTypeLosses.map(\.column) == ["a", "b"])
    #expect(table.storedInLake.columns.map(\.type) == [.string, .string, .int])
    let metadata = try TableMetadata(json: recordedMetadata)
    let reading = metadata.lakeTable(at: table.address, properties: .all)
    #expect(reading.losses.contains("The column 'fixed' loses the fixed length of 4 bytes."))
  }
}

/// Shaped as the metadata example of the Iceberg specification's appendix C, with members that this
/// version does not know.
let recordedMetadata: JSONValue = [
  "format-version": 2, "table-uuid": "9c12d441-03fe-4693-9a96-a0705ddf69c1",
  "location": "s3://bucket/test/location", "last-sequence-number": 34,
  "last-updated-ms": 1_602_638_573_590, "last-column-id": 5, "current-schema-id": 1,
  "schemas": [
    [
      "type": "struct", "schema-id": 0,
      "fields": [["id": 1, "name": "x", "required": true, "type": "long"]],
    ],
    [
      "type": "struct", "schema-id": 1, "identifier-field-ids": [1, 2],
      "fields": [
        ["id": 1, "name": "x", "required": true, "type": "long"],
        ["id": 2, "name": "y", "required": true, "type": "long", "doc": "comment"],
        ["id": 3, "name": "fixed", "required": false, "type": "fixed[4]", "write-default": "00"],
        [
          "id": 4, "name": "price", "required": false,
          "type": "decimal(9,2)",
        ],
        ["id": 5, "name": "new", "required": false, "type": "variant"],
      ],
    ],
  ],
  "default-spec-id": 0,
  "partition-specs": [
    [
      "spec-id": 0,
      "fields": [["name": "x", "transform": "identity", "source-id": 1, "field-id": 1000]],
    ]
  ],
  "last-partition-id": 1000, "default-sort-order-id": 3,
  "sort-orders": [
    [
      "order-id": 3,
      "fields": [
        [
          "transform": "identity", "source-id": 2, "direction": "asc", "null-order": "nulls-first",
        ],
        [
          "transform": "bucket[4]", "source-id": 3, "direction": "desc",
          "null-order": "nulls-last",
        ],
      ],
    ]
  ],
  "properties": ["owner": "someone"], "current-snapshot-id": 3_055_729_675_574_597_004,
  "snapshots": [
    [
      "snapshot-id": 3_051_729_675_574_597_004, "timestamp-ms": 1_515_100_955_770,
      "sequence-number": 0, "summary": ["operation": "append"], "manifest-list": "s3://a/b/1.avro",
    ],
    [
      "snapshot-id": 3_055_729_675_574_597_004,
      "parent-snapshot-id": 3_051_729_675_574_597_004,
      "timestamp-ms": 1_555_100_955_770, "sequence-number": 1,
      "summary": ["operation": "append", "total-records": "12"],
      "manifest-list": "s3://a/b/2.avro", "schema-id": 1, "new-member": [1, 2],
    ],
  ],
  "snapshot-log": [
    ["snapshot-id": 3_051_729_675_574_597_004, "timestamp-ms": 1_515_100_955_770],
    ["snapshot-id": 3_055_729_675_574_597_004, "timestamp-ms": 1_555_100_955_770],
  ],
  "metadata-log": [["timestamp-ms": 1, "metadata-file": "s3://a/v1.json"]],
  "refs": ["main": ["snapshot-id": 3_055_729_675_574_597_004, "type": "branch"]],
  "statistics": [["snapshot-id": 3_055_729_675_574_597_004, "statistics-path": "s3://a/s"]],
  "from-the-future": ["kept": true],
]
