import Catalog
import Iceberg
import JSON
import Testing

struct TableMetadataTests {
  @Test func unknownMembersAreKept() throws {
    let metadata = try TableMetadata(json: recordedMetadata)
    #expect(metadata.currentSnapshot?.rowCount == 12)
    #expect(metadata.json["from-the-future"] == ["kept": true])
    #expect(metadata.json["snapshots"] == recordedMetadata["snapshots"])
    #expect(metadata.json["statistics"] == recordedMetadata["statistics"])
    #expect(metadata.currentSchema.fields[2].others == ["write-default": "00"])
    #expect(try TableMetadata(json: metadata.json) == metadata)
  }

  @Test(
    arguments: [
      (["total-records": "9"], 9), (["total-records": "9", "total-position-deletes": "2"], 7),
      (["total-records": "9", "total-equality-deletes": "1"], nil), ([:], nil),
    ] as [([String: String], Int64?)])
  func deletedRowsAreNotCounted(summary: [String: String], rows: Int64?) throws {
    var json: JSONObject = ["snapshot-id": 1, "timestamp-ms": 1]
    json["summary"] = .object(JSONObject(summary.map { ($0.key, .string($0.value)) }))
    #expect(try TableSnapshot(json: .object(json)).rowCount == rows)
  }

  @Test(arguments: ["location", "schemas", "last-column-id", "partition-specs", "refs"])
  func wrongMembersAreNamed(key: String) throws {
    var object = try #require(recordedMetadata.objectValue)
    object[key] = 7.5
    let error = #expect(throws: IcebergError.self) { try TableMetadata(json: .object(object)) }
    #expect(error?.kind == .malformed)
  }

  @Test func nestedIDsAreGivenByLevel() throws {
    // Depth first, as DuckDB numbers.
    let request = try CreateTableRequest(json: [
      "name": "t",
      "schema": [
        "type": "struct", "identifier-field-ids": [9],
        "fields": [
          [
            "id": 4, "name": "a", "required": false,
            "type": [
              "type": "struct",
              "fields": [
                ["id": 5, "name": "x", "required": false, "type": "int"],
                ["id": 6, "name": "y", "required": false, "type": "int"],
              ],
            ],
          ],
          ["id": 9, "name": "b", "required": true, "type": "string"],
        ],
      ],
      "partition-spec": [
        "type": "struct", "fields": [["source-id": 5, "name": "x_b", "transform": "bucket[4]"]],
      ],
    ])
    let metadata = try TableMetadata.created(
      from: request, uuid: "u", location: "file:///x/", at: 5)
    #expect(metadata.currentSchema.places.map(\.name) == ["a", "a.x", "a.y", "b"])
    #expect(metadata.currentSchema.places.map(\.id) == [1, 3, 4, 2])
    #expect(metadata.currentSchema.identifierFieldIDs == [2])
    #expect(metadata.defaultSpec.fields.map(\.sourceID) == [3])
    #expect(metadata.defaultSpec.fields.map(\.fieldID) == [1000])
    #expect(metadata.location == "file:///x")
    #expect(metadata.json["current-snapshot-id"] == -1)
  }

  @Test func oneCommitMakesATableFromNothing() throws {
    let table = LakeTable(
      address: TableAddress(.lake, "n", "t"), columns: [Column("id", .long)],
      partitionFields: [PartitionField(column: "id", transform: .bucket(count: 2))])
    let staged = try table.created()
    let updates: [TableUpdate] = [
      .assignUUID("abc"), .upgradeFormatVersion(2), .addSchema(staged.currentSchema),
      .setCurrentSchema(-1), .addSpec(staged.defaultSpec), .setDefaultSpec(-1),
      .addSortOrder(.unsorted), .setDefaultSortOrder(-1), .setLocation("file:///t"),
      .setProperties(["a": "b", "format-version": "2"]),
    ]
    let metadata = try TableMetadata.created(
      by: updates, uuid: "other", location: "file:///else", at: 7)
    #expect(metadata.uuid == "abc")
    #expect(metadata.location == "file:///t")
    #expect(metadata.properties == ["a": "b"])
    #expect(metadata.table([]).columns == table.columns)
    #expect(throws: IcebergError.self) {
      try TableMetadata.created(by: [.assignUUID("x")], uuid: "x", location: "y", at: 1)
    }
  }

  @Test func nothingChangedIsTheSameMetadata() throws {
    let metadata = try TableMetadata(json: recordedMetadata)
    let result = try metadata.applying(
      [.setProperties(["owner": "someone"]), .setCurrentSchema(1)], at: 9, replacing: "f")
    #expect(result == metadata)
  }

  @Test func snapshotsMoveTheBranchAndTheLogs() throws {
    let metadata = try TableMetadata(json: recordedMetadata)
    let parent = try #require(metadata.currentSnapshotID)
    let result = try metadata.applying(
      TableMetadata.append(id: 1, parent: parent, sequence: 35, at: 1_700_000_000_000)
        + TableMetadata.append(id: 2, parent: 1, sequence: 36, at: 1_700_000_000_001),
      at: 1_700_000_000_002, replacing: "s3://a/v2.json")
    #expect(result.currentSnapshotID == 2)
    #expect(result.lastSequenceNumber == 36)
    #expect(result.snapshotLog.map(\.snapshotID).suffix(2) == [parent, 2])
    #expect(result.metadataLog.map(\.file) == ["s3://a/v1.json", "s3://a/v2.json"])
    #expect(result.metadataLog.last?.timestampMilliseconds == metadata.lastUpdatedMilliseconds)
    #expect(result.lastUpdatedMilliseconds == 1_700_000_000_002)
  }

  @Test func anOldSequenceNumberIsAConflict() throws {
    let metadata = try TableMetadata(json: recordedMetadata)
    let error = #expect(throws: IcebergError.self) {
      try metadata.applying(
        TableMetadata.append(id: 1, parent: metadata.currentSnapshotID, sequence: 34, at: 1),
        at: 1, replacing: nil)
    }
    #expect(error?.kind == .conflict)
  }

  @Test func removedSnapshotsLeaveNoTrace() throws {
    let metadata = try TableMetadata(json: recordedMetadata)
    let current = try #require(metadata.currentSnapshotID)
    let result = try metadata.applying([.removeSnapshots([current])], at: 1, replacing: nil)
    #expect(result.currentSnapshotID == nil)
    #expect(result.references.isEmpty && result.snapshotLog.isEmpty)
    #expect(result.json["statistics"] == [])
  }

  @Test func theMetadataLogIsBounded() throws {
    var metadata = try LakeTable(
      address: TableAddress(.lake, "n", "t"), columns: [Column("id", .long)],
      properties: ["write.metadata.previous-versions-max": "2"]
    ).created()
    for number in 0..<4 {
      metadata = try metadata.applying(
        [.setProperties(["n": "\(number)"])], at: Int64(number), replacing: "\(number)")
    }
    #expect(metadata.metadataLog.map(\.file) == ["2", "3"])
  }

  @Test(arguments: [
    TableUpdate.setCurrentSchema(-1), .setCurrentSchema(9), .setDefaultSpec(-1),
    .setDefaultSortOrder(7), .assignUUID("other"), .upgradeFormatVersion(1),
    .upgradeFormatVersion(3), .removeSchemas([1]), .removePartitionSpecs([0]),
    .setReference(name: "main", SnapshotReference(branchAt: 5)),
    .addSpec(
      PartitionSpec(fields: [.init(sourceID: 99, fieldID: nil, name: "q", transform: "day")])),
  ])
  func updatesAgainstTheRulesAreRefused(update: TableUpdate) throws {
    let metadata = try TableMetadata(json: recordedMetadata)
    #expect(throws: IcebergError.self) {
      try metadata.applying([update], at: 1, replacing: nil)
    }
    #expect(try TableUpdate(json: update.json) == update)
  }

  @Test func requirementsCompareWithTheTable() throws {
    let metadata = try TableMetadata(json: recordedMetadata)
    for requirement in metadata.structuralRequirements + [
      .reference(name: "main", snapshotID: metadata.currentSnapshotID),
      .reference(name: "audit", snapshotID: nil),
    ] {
      try requirement.check(against: metadata)
      #expect(try TableRequirement(json: requirement.json) == requirement)
    }
    for requirement in [
      TableRequirement.create, .uuid("x"), .currentSchemaID(0), .lastAssignedFieldID(1),
      .defaultSpecID(1), .lastAssignedPartitionID(0), .defaultSortOrderID(0),
      .reference(name: "main", snapshotID: nil), .reference(name: "audit", snapshotID: 1),
    ] {
      let error = #expect(throws: IcebergError.self) { try requirement.check(against: metadata) }
      #expect(error?.kind == .conflict)
    }
    try TableRequirement.create.check(against: nil)
    #expect(throws: IcebergError.self) { try TableRequirement.uuid("x").check(against: nil) }
  }

  @Test func unknownUpdatesAndRequirementsAreMalformed() {
    #expect(throws: IcebergError.self) { try TableUpdate(json: ["action": "explode"]) }
    #expect(throws: IcebergError.self) { try TableRequirement(json: ["type": "assert-joy"]) }
  }
}
