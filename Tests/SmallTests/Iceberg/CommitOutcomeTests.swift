import Catalog
import Iceberg
import Testing

struct CommitOutcomeTests {
  private static func live() throws -> TableMetadata {
    try LakeTable(
      address: TableAddress(.lake, "n", "t"), columns: [Column("id", .long)]
    ).created()
  }

  @Test func changesAreSeenOnlyWhereTheyWereMade() throws {
    let live = try Self.live()
    let desired = LakeTable(
      address: TableAddress(.lake, "n", "t"), columns: [Column("id", .long), Column("n", .int)],
      properties: ["p": "1"])
    guard case .commit(let commit, _) = live.evolution(to: desired) else {
      Issue.record("no commit")
      return
    }
    #expect(commit.isReflected(in: live) == false)
    let after = try live.applying(commit.updates, at: 2000, replacing: nil)
    #expect(commit.isReflected(in: after) == true)
    #expect(commit.isReflected(in: try after.written()) == true)
  }

  @Test func snapshotsDecideAlone() throws {
    let live = try Self.live()
    let commit = TableCommit(
      requirements: [.reference(name: "main", snapshotID: nil)],
      updates: try TableMetadata.append(id: 5, parent: nil, sequence: 1, at: 2000))
    #expect(commit.isReflected(in: live) == false)
    let after = try live.applying(commit.updates, at: 2000, replacing: nil)
    let later = try after.written(id: 6, parent: 5, at: 3000)
    #expect(commit.isReflected(in: later) == true)
  }
}
