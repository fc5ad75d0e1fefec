import Files
import Testing

/// Specs change; plan says what that means, apply converges, and no row is lost.
@Suite(.servers) struct EvolutionTests {
  @Test func columnsAreChangedAddedRenamedAndDropped() async throws {
    try await Shop.open { shop in
      try await shop.weir("apply", expecting: 0)
      #expect(try await shop.load().status == 0)
      let amounts = "SELECT sum(amount)::text || ' ' || count(*) FROM shop.fct_sale"
      let before = try #require(try await shop.value(amounts))

      try shop.edit("star.yaml", "type: varchar(80)", "type: varchar(120)")
      try shop.edit(
        "star.yaml", "  - { name: country, type: varchar(2) }\n",
        "  - { name: country, type: varchar(2) }\n  - { name: sku, type: varchar(20) }\n")
      try shop.edit(
        "star.yaml",
        "- { name: amount, type: \"decimal(12,2)\", additivity: additive, doc: Euros. }",
        "- { name: revenue, was: amount, from: amount, type: \"decimal(12,2)\", additivity: additive }"
      )
      try shop.edit("star.yaml", "sql: sum(amount)", "sql: sum(revenue)")
      let plan = try await shop.weir("plan", expecting: 3)
      for text in [
        "ALTER COLUMN title TYPE varchar(120)", "ADD COLUMN sku varchar(20)",
        "RENAME COLUMN amount TO revenue",
      ] {
        #expect(plan.outputText.contains(text), "\(plan.outputText)")
      }
      #expect(plan.outputText.contains("breaks: "), "\(plan.outputText)")
      try await shop.weir(
        "apply", "--allow", "breaks:wh:shop.fct_sale.revenue", expecting: 0)
      try await shop.weir("plan", "--detailed-exitcode", expecting: 0)
      #expect(try await shop.value(amounts.replacing("amount", with: "revenue")) == before)
      #expect(try await shop.load().status == 0)
      #expect(try await shop.value("SELECT count(sku) FROM shop.fct_sale") == "75")

      try shop.edit("star.yaml", "  - { name: sku, type: varchar(20) }\n", "")
      try await shop.weir("apply", expecting: 3)
      #expect(try await shop.value("SELECT count(sku) FROM shop.fct_sale") == "75")
      try await shop.weir("apply", "--allow", "destroys:wh:shop.fct_sale.sku", expecting: 0)
      try await shop.weir("plan", "--detailed-exitcode", expecting: 0)
      #expect(try await shop.value(amounts.replacing("amount", with: "revenue")) == before)
    }
  }
}
