import Files
import Testing

/// Killed at an instant and started again: the end is that of an undisturbed run.
///
/// One instant of each kind; `make drill` goes through all of them on the example platform.
@Suite(.servers) struct CrashTests {
  @Test func aKilledApplyLeavesARestThatThePlanNames() async throws {
    try await Shop.open { shop in
      var counts: [Int] = []
      for point in [
        "apply.prepared", "apply.step.2.after", "apply.transaction.before-commit",
        "apply.transaction.after-commit", "apply.finished",
      ] {
        let killed = try await shop.weir("apply", crashingAt: point)
        #expect(killed.status == -9, "\(point): \(killed.errorText)")
        let plan = try await shop.weir("plan", "--summary", expecting: 0)
        counts.append(plan.outputText.split(separator: "\n").count)
      }
      #expect(counts == counts.sorted(by: >) && counts[0] > counts[4], "\(counts)")
      try await shop.weir("apply", expecting: 0)
      try await shop.weir("plan", "--detailed-exitcode", expecting: 0)
    }
  }

  @Test func aKilledRunIsMadeGoodByTheNext() async throws {
    try await Shop.open { shop in
      try await shop.weir("apply", expecting: 0)
      #expect(try await shop.load().status == 0)
      let undisturbed = try await shop.rows()
      let targets = [
        "landing:shop.sales", "lake:raw.sales", "wh:shop.dim_product", "wh:shop.fct_sale",
        "wh:shop.agg_country",
      ]
      for target in targets {
        for point in ["staged", "checked", "published"] {
          let killed = try await shop.load("--rebuild", crashingAt: "task.\(target).\(point)")
          #expect(killed.status == -9, "\(target) \(point): \(killed.errorText)")
          let again = try await shop.load("--rebuild")
          #expect(again.status == 0, "\(target) \(point): \(again.errorText)")
          #expect(try await shop.rows() == undisturbed, "\(target) \(point)")
        }
      }
      #expect(try await shop.load().status == 0)
      #expect(try await shop.rows() == undisturbed)
    }
  }
}
