import Laptop
import Testing

struct ClusterLocationTests {
  private func folder(
    _ root: String, recorded: String? = nil, isReachable: (String) -> Bool = { _ in true }
  ) -> String {
    ClusterLocation(root: root, recorded: recorded, serverUser: nil, isReachable: isReachable)
      .folder
  }

  @Test func itIsInTheProjectWhereThatWorks() {
    #expect(folder("/srv/desk") == "/srv/desk/.weir/postgres")
    var asked: [String] = []
    _ = folder("/srv/desk") {
      asked.append($0)
      return true
    }
    #expect(asked == ["/", "/srv", "/srv/desk", "/srv/desk/.weir"])
  }

  @Test func elseItHasAShortPathOfItsOwn() {
    let closed = folder("/root/desk") { $0 != "/root" }
    #expect(closed.hasPrefix("/var/tmp/weir-"))
    #expect(closed != folder("/root/other") { $0 != "/root" })
    let long = "/srv/" + String(repeating: "x", count: 80)
    #expect(folder(long).hasPrefix("/var/tmp/weir-"))
  }

  @Test func aDecisionStandsUntilTheProjectMoves() {
    let short = folder("/root/desk") { $0 != "/root" }
    #expect(folder("/root/desk", recorded: short) == short)
    #expect(folder("/srv/desk", recorded: short) == "/srv/desk/.weir/postgres")
    #expect(
      folder("/srv/desk", recorded: "/srv/other/.weir/postgres") == "/srv/desk/.weir/postgres")
  }
}
