import Files
import State
import Testing

/// What the program ends with (design: 0 done, 1 error, 2 changes, 3 refused, 4 stale plan,
/// 5 locked), and that nothing is done where it refuses.
@Suite(.servers) struct ExitCodeTests {
  @Test func everyCodeIsGivenForItsReason() async throws {
    try await Shop.open { shop in
      try await shop.weir("validate", expecting: 0)
      try await shop.weir("plan", "--detailed-exitcode", expecting: 2)
      try await shop.weir(
        "run", "nightly", "--since", "2024-02-01", "--until", "2024-02-02", expecting: 1)
      try await shop.weir("apply", expecting: 0)
      try await shop.weir("plan", "--detailed-exitcode", expecting: 0)

      try await staleAndLocked(shop)

      // 3: what stands in the table would be lost.
      try shop.edit("star.yaml", "  - { name: country, type: varchar(2) }\n", "")
      try shop.edit("star.yaml", "by: [{ name: country }]", "by: [{ name: sold_on }]")
      try shop.edit("access.yaml", "where: country = 'DE'", "where: sold_on > DATE '2024-01-01'")
      let plan = "\(shop.folder)/b.plan"
      try await shop.weir("plan", "--out", plan, expecting: 3)
      try await shop.weir("apply", plan, expecting: 3)
      try await shop.weir("apply", expecting: 3)

      try shop.edit("star.yaml", "natural_key: [sku]", "natural_kye: [sku]")
      let wrong = try await shop.weir("validate", expecting: 1)
      #expect(wrong.errorText.contains("Did you mean 'natural_key'?"))
      #expect(wrong.errorText.contains("specs/star.yaml:13:"))
    }
  }

  private func staleAndLocked(_ shop: Shop) async throws {
    let plan = "\(shop.folder)/a.plan"
    try shop.edit("star.yaml", "type: varchar(80)", "type: varchar(120)")
    try await shop.weir("plan", "--out", plan, expecting: 0)
    try await shop.execute(
      "ALTER TABLE shop.dim_product ADD COLUMN by_hand integer", on: "warehouse")
    let stale = try await shop.weir("apply", plan, expecting: 4)
    #expect(stale.errorText.contains("shop.dim_product"))
    let length = """
      SELECT character_maximum_length FROM information_schema.columns
      WHERE table_name = 'dim_product' AND column_name = 'title'
      """
    #expect(try await shop.value(length) == "80")
    try await shop.execute("ALTER TABLE shop.dim_product DROP COLUMN by_hand", on: "warehouse")

    let state = try await shop.state()
    let lease = try await state.acquire(
      "apply", holder: "a colleague", duration: .seconds(600), patience: .zero)
    let locked = try await shop.weir("apply", plan, "--lock-timeout", "0", expecting: 5)
    #expect(locked.errorText.contains("a colleague"))
    try await state.release(lease)
    await state.close()
    try await shop.weir("apply", plan, expecting: 0)
    #expect(try await shop.value(length) == "120")
  }
}
