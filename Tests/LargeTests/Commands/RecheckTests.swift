import Files
import Testing

/// `weir validate` of a project that was checked before must say what it says without a memory.
struct RecheckTests {
  private static let count = 500

  /// One edit of the project, and whether the next check may look at changed queries only.
  private struct Edit: Sendable {
    let title: String
    let isQuick: Bool
    let apply: @Sendable (LargeProject) throws -> Void

    init(
      _ title: String, quick isQuick: Bool,
      _ apply: @escaping @Sendable (LargeProject) throws -> Void
    ) {
      self.title = title
      self.isQuick = isQuick
      self.apply = apply
    }
  }

  /// Each on top of the ones before.
  private static let edits: [Edit] = [
    Edit("nothing", quick: true) { _ in },
    Edit("another constant", quick: true) { try $0.replace("> 3", "> 33", in: 3) },
    Edit("another layout", quick: true) { try $0.replace("SELECT ", "SELECT -- all\n    ", in: 4) },
    Edit("the same content", quick: true) { try $0.replace("name", "name", in: 5) },
    Edit("two queries", quick: true) {
      try $0.replace("> 6", "> 66", in: 6)
      try $0.replace("> 7", "> 77", in: 7)
    },
    Edit("a query in a file of its own", quick: true) {
      try $0.replace("SELECT", "SELECT /* by day */", at: "lake/daily_orders.sql")
    },
    Edit("a column that is not there", quick: false) { try $0.replace("> 8", "> nowhere", in: 8) },
    Edit("the same mistake still", quick: false) { _ in },
    Edit("the mistake mended", quick: true) { try $0.replace("> nowhere", "> 8", in: 8) },
    Edit("values from another column", quick: false) {
      try $0.replace("order_id AS a", "customer_id AS a", in: 10)
    },
    Edit("a type that does not fit", quick: false) {
      try $0.replace("customer_id AS a", "'text' AS a", in: 10)
    },
    Edit("a type that fits", quick: false) {
      try $0.replace("'text' AS a", "order_id AS a", in: 10)
    },
    Edit("another type of a column", quick: false) {
      try $0.replace("name: b, type: long", "name: b, type: double", in: 14)
    },
    Edit("another bound of a check", quick: false) { try $0.replace("min: 0", "min: 1", in: 13) },
    Edit("a table that was not read before", quick: false) {
      try $0.replace("silver.t_18", "silver.t_16", in: 19)
    },
    Edit("a circle", quick: false) { try $0.replace("silver.t_15", "silver.t_18", in: 16) },
    Edit("no circle", quick: true) { try $0.replace("silver.t_18", "silver.t_15", in: 16) },
    Edit("a file more", quick: false) {
      try $0.write(LargeProject.text(of: Self.count + 1), Self.count + 1)
    },
    Edit("a file less", quick: false) { try $0.remove(Self.count + 1) },
    Edit("a needed file less", quick: false) { try $0.remove(16) },
    Edit("the needed file again", quick: true) { try $0.write(LargeProject.text(of: 16), 16) },
    Edit("another role", quick: false) {
      try $0.replace("grants: [sales.*]", "grants: [sale.*]", at: "access/roles.yaml")
    },
  ]

  /// Where no role is kept from anything, so that where columns come from does not matter.
  private static let editsWithoutFilters: [Edit] = [
    Edit("without filters", quick: false) {
      try $0.replace("except: [\"tag:personal\"]", "", at: "access/roles.yaml")
    },
    Edit("values from another column", quick: true) {
      try $0.replace("order_id AS a", "customer_id AS a", in: 10)
    },
    Edit("a circle of one", quick: false) { try $0.replace("silver.t_20", "silver.t_21", in: 21) },
    Edit("no circle", quick: true) { try $0.write(LargeProject.text(of: 21), 21) },
    Edit("two that read each other", quick: false) {
      try $0.replace("silver.t_25", "silver.t_27", in: 26)
      try $0.replace("> 27", "> 277", in: 27)
    },
    Edit("two that do not", quick: true) { try $0.replace("silver.t_27", "silver.t_25", in: 26) },
  ]

  @Test func aCheckThatRemembersSaysWhatOneWithoutMemorySays() async throws {
    try await tell(Self.edits)
  }

  @Test func soItDoesWhereLineageDoesNotMatter() async throws {
    try await tell(Self.editsWithoutFilters)
  }

  /// Makes the edits one after the other, and compares what is said with and without a memory.
  private func tell(_ edits: [Edit]) async throws {
    try await LargeProject.open(count: Self.count) { project in
      for edit in edits {
        try edit.apply(project)
        let quick = try await Shop.run(["validate", "--project", project.folder])
        let whole = try await Shop.run(["validate", "--no-cache", "--project", project.folder])
        #expect(quick.status == whole.status, "\(edit.title): \(quick.errorText)")
        let said = quick.errorText.split(separator: ". ").first.map(String.init) ?? ""
        let isQuick = quick.errorText.contains("clean check")
        #expect(isQuick == edit.isQuick, "\(edit.title): \(quick.errorText)")
        let expected = isQuick ? String(whole.errorText.dropLast(2)) : whole.errorText
        #expect((isQuick ? said : quick.errorText) == expected, "\(edit.title)")
      }
    }
  }

  @Test func aRecordThatIsDamagedOrOfAnotherCheckIsOfNoUse() async throws {
    try await LargeProject.open(count: Self.count) { project in
      let path = "\(project.folder)/.weir/check"
      var bytes = try FileSystem.read(path)
      bytes[bytes.count / 2] ^= 1
      try FileSystem.write(bytes, to: path)
      let damaged = try await Shop.run(["validate", "--project", project.folder])
      #expect(damaged.isSuccess && !damaged.errorText.contains("clean check"))
      let again = try await Shop.run(["validate", "--project", project.folder])
      #expect(again.errorText.contains("Nothing has changed"))
      let other = try await Shop.run(["validate", "--var", "a=b", "--project", project.folder])
      #expect(other.isSuccess && !other.errorText.contains("clean check"))
    }
  }
}

/// The project that `weir init` writes, with many tables and transforms more, in a temporary folder.
private struct LargeProject: Sendable {
  let folder: String

  /// Checks the project once, so that there is a record, and removes it after `body`.
  static func open(count: Int, _ body: (LargeProject) async throws -> Void) async throws {
    let project = LargeProject(folder: "/tmp/weir-recheck-\(UInt64.random(in: 0...UInt64.max))")
    let result: Result<Void, any Error>
    do {
      let begun = try await Shop.run(["init", project.folder, "--name", "shop"])
      try #require(begun.isSuccess, "\(begun.errorText)")
      for number in 1...count { try project.write(text(of: number), number) }
      let checked = try await Shop.run(["validate", "--project", project.folder])
      try #require(checked.isSuccess, "\(checked.errorText)")
      try #require(FileSystem.kind(of: "\(project.folder)/.weir/check") == .file)
      try await body(project)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    try FileSystem.removeTree(project.folder)
    try result.get()
  }

  /// Every fifth transform reads the orders, the others the table before.
  static func text(of number: Int) -> String {
    let isFirst = number % 5 == 0 || number == 1
    let columns = isFirst ? "order_id AS a, customer_id AS b" : "a, b"
    let table = isFirst ? "orders" : "t_\(number - 1)"
    return """
      kind: lake_table
      name: silver.t_\(number)
      columns:
        - { name: a, type: long }
        - { name: b, type: long }
      ---
      kind: transform
      name: silver.t_\(number)
      target: silver.t_\(number)
      sql: |
        SELECT \(columns)
        FROM silver.\(table)
        WHERE \(isFirst ? "order_id" : "a") > \(number)
      checks:
        - { rule: range, column: a, min: 0 }

      """
  }

  func write(_ text: String, _ number: Int) throws {
    try FileSystem.write(Array(text.utf8), to: path(number))
  }

  func remove(_ number: Int) throws { try FileSystem.remove(path(number)) }

  func replace(_ old: String, _ new: String, in number: Int) throws {
    try replace(old, new, path: path(number))
  }

  func replace(_ old: String, _ new: String, at file: String) throws {
    try replace(old, new, path: "\(folder)/specs/\(file)")
  }

  /// Writes the file even where nothing in it changes.
  private func replace(_ old: String, _ new: String, path: String) throws {
    let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
    try #require(text.contains(old), "\(path) holds no '\(old)'")
    try FileSystem.remove(path)
    try FileSystem.write(Array(text.replacing(old, with: new).utf8), to: path)
  }

  private func path(_ number: Int) -> String { "\(folder)/specs/more/t_\(number).yaml" }
}
