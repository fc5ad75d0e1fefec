package import JSON

/// The state of a table's rows at one time. Its JSON is kept as it was written.
package struct TableSnapshot: Hashable, Sendable {
  package let json: JSONObject
  package let id: Int64
  package let parentID: Int64?
  package let sequenceNumber: Int64
  /// Since 1970, UTC.
  package let timestampMilliseconds: Int64
  /// `operation` and counters such as `total-records`, all as text.
  package let summary: [String: String]

  /// Reads the form that metadata and requests use.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "a snapshot")
    self.json = reader.object
    id = try reader.integer("snapshot-id")
    parentID = try reader.optionalInteger("parent-snapshot-id")
    sequenceNumber = try reader.optionalInteger("sequence-number") ?? 0
    timestampMilliseconds = try reader.integer("timestamp-ms")
    summary = try reader.optionalProperties("summary")
  }

  /// How many rows the table has, as the writer counted them; nil when it did not. Rows that delete
  /// files take away are counted in `total-records`.
  package var rowCount: Int64? {
    guard let records = summary["total-records"].flatMap({ Int64($0) }),
      summary["total-equality-deletes"].flatMap({ Int64($0) }) ?? 0 == 0
    else { return nil }
    return max(0, records - (summary["total-position-deletes"].flatMap { Int64($0) } ?? 0))
  }

  /// How many bytes the data files have, as the writer counted them; nil when it did not.
  package var byteCount: Int64? { summary["total-files-size"].flatMap { Int64($0) } }
}

/// A branch or tag: a name for a snapshot.
package struct SnapshotReference: Hashable, Sendable {
  /// The branch that readers read.
  package static let main = "main"

  /// Members as written, among them `snapshot-id` and `type`.
  package let json: JSONObject
  package let snapshotID: Int64
  package let isBranch: Bool

  /// Reads the form of metadata's `refs`.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "a snapshot reference")
    snapshotID = try reader.integer("snapshot-id")
    switch try reader.string("type") {
    case "branch": isBranch = true
    case "tag": isBranch = false
    case let text: throw .malformed("A snapshot reference cannot be a '\(text)'.")
    }
    self.json = JSONObject(
      reader.object.filter { !$0.value.isNull }.map { ($0.key, $0.value) })
  }

  /// A branch without retention of its own.
  package init(branchAt snapshotID: Int64) {
    self.snapshotID = snapshotID
    isBranch = true
    json = ["snapshot-id": .integer(snapshotID), "type": "branch"]
  }
}
