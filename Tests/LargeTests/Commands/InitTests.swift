import Files
import Testing

/// Commands that need no servers, in a project that `weir init` begins.
struct InitTests {
  /// Begins a project in a fresh folder, and removes it after `body`.
  private func withProject(_ body: (String) async throws -> Void) async throws {
    let folder = "/tmp/weir-init-\(UInt64.random(in: 0...UInt64.max))/my-shop 2"
    let result: Result<Void, any Error>
    do {
      let begun = try await Shop.run(["init", folder])
      try #require(begun.isSuccess, "\(begun.errorText)")
      try await body(folder)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    try FileSystem.removeTree(try #require(FileSystem.parent(of: folder)))
    try result.get()
  }

  private func weir(
    _ arguments: String..., in folder: String, expecting status: Int32 = 0
  ) async throws -> ChildProcess.Outcome {
    let outcome = try await Shop.run(arguments + ["--project", folder])
    #expect(outcome.status == status, "\(arguments): \(outcome.errorText)")
    return outcome
  }

  @Test func aNewProjectValidatesAndCompiles() async throws {
    try await withProject { folder in
      let platform = try FileSystem.read("\(folder)/specs/platform.yaml")
      #expect(String(decoding: platform, as: UTF8.self).contains("name: my_shop_2\n"))
      let validated = try await weir("validate", in: folder)
      #expect(validated.errorText.hasPrefix("All is well"), "\(validated.errorText)")
      _ = try await weir("compile", in: folder)
      #expect(
        FileSystem.kind(of: "\(folder)/generated/local/warehouse/sales/fct_order.sql") == .file)
      let python = "\(projectFolder)/.venv/bin/python"
      if FileSystem.kind(of: python) == .file {
        let checked = try await ChildProcess(
          python, ["\(projectFolder)/scripts/check_schema.py", folder]
        ).run()
        #expect(checked.isSuccess, "\(checked.outputText)")
      }
      // The schema that was written is the one that the program has.
      let schema = try await weir("schema", "--write", in: folder)
      #expect(schema.errorText == "specs/weir.schema.json: up to date.\n")
    }
  }

  @Test func nothingIsWrittenOver() async throws {
    try await withProject { folder in
      let before = try FileSystem.walk(folder)
      let again = try await Shop.run(["init", folder])
      #expect(again.status == 1 && again.errorText.contains("WR0621"), "\(again.errorText)")
      #expect(try FileSystem.walk(folder) == before)
    }
    let misnamed = try await Shop.run(["init", "/tmp/weir-init-never", "--name", "my shop"])
    #expect(misnamed.status == 1 && FileSystem.kind(of: "/tmp/weir-init-never") == nil)
  }

  @Test func selectorsFindWhatTheyShould() async throws {
    try await withProject { folder in
      func names(_ selectors: String...) async throws -> [String] {
        let options = selectors.flatMap { ["--select", $0] }
        let listed = try await Shop.run(
          ["ls", "--format", "csv", "--project", folder] + options)
        #expect(listed.isSuccess, "\(listed.errorText)")
        return listed.outputText.split(whereSeparator: \.isNewline).dropFirst().map { line in
          String(line.split(separator: ",", omittingEmptySubsequences: false)[1])
        }
      }
      #expect(try await names().count == 17)
      #expect(try await names("kind:role") == ["sales_analyst"])
      #expect(try await names("source:shop") == ["shop.orders", "shop.customers"])
      #expect(try await names("silver.*") == ["lake:silver.orders", "lake:silver.orders"])
      #expect(try await names("silver.orders+").suffix(1) == ["wh:sales.fct_order"])
      #expect(
        try await names("+sales.dim_customer") == [
          "shop.customers", "lake:bronze.customers", "wh:sales.dim_customer",
        ])
      #expect(
        try await names("+sales.fct_order", "kind:schedule").count == 10,
        "streams, lake tables, transform, dimensions, fact and schedule")
      let unknown = try await weir("ls", "--select", "tag:nothing", in: folder, expecting: 1)
      #expect(unknown.errorText.contains("WR0284"), "\(unknown.errorText)")
      let malformed = try await weir("ls", "--select", "a*b", in: folder, expecting: 1)
      #expect(malformed.errorText.contains("--select:1:2"), "\(malformed.errorText)")
    }
  }
}
