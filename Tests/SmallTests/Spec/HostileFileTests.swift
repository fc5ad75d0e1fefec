import Catalog
import Diagnostics
import Spec
import Testing

/// Files that no editor writes: an answer or a diagnostic, never a crash, and never the memory.
struct HostileFileTests {
  private func decode(_ bytes: [UInt8]) -> (ProjectSpec, [Diagnostic]) {
    let file = SourceFile(id: FileID(index: 0), path: "specs/a.yaml", bytes: bytes)
    var sink = DiagnosticSink()
    let project = decodeProject(files: [file], sqlFiles: [:], sink: &sink)
    return (project, sink.diagnostics)
  }

  private func codes(_ text: String) -> [Int] { decode(Array(text.utf8)).1.map(\.code.number) }

  private let role = "kind: role\nname: analyst\ngrants: [ops.*]\n"

  /// Forms of one file that all mean the same.
  @Test(arguments: [
    "kind: role\nname: analyst\ngrants: [ops.*]\n",
    "\u{FEFF}kind: role\nname: analyst\ngrants: [ops.*]\n",
    "kind: role\r\nname: analyst\r\ngrants:\r\n  - ops.*\r\n",
    "kind: role\rname: analyst\rgrants: [ops.*]\r",
    "kind:\trole\nname: analyst\t# a tab\ngrants: [\tops.*\t]\n",
    "kind: role\nname: analyst\ngrants: [ops.*]",
    "%YAML 1.2\n---\nkind: role\nname: analyst\ngrants: [ops.*]\n...\n",
    "---\n---\nkind: role\nname: analyst\ngrants: [ops.*]\n---\n",
    "{kind: role, name: analyst, grants: [ops.*]}",
    "{\"kind\":\"role\",\"name\":\"analyst\",\"grants\":[\"ops.*\"]}",
    "<<: &role {kind: role, grants: [ops.*]}\nname: analyst\n",
    "kind: &r role\nname: analyst\ngrants: &g [ops.*]\n",
  ])
  func meansTheSame(text: String) throws {
    let (project, diagnostics) = decode(Array(text.utf8))
    #expect(diagnostics.map(\.detail) == [])
    let role = try #require(project.roles.first)
    #expect(role.name.value.text == "analyst")
    #expect(role.grants.map(\.value.base) == [.members(of: DottedName(parts: ["ops"]))])
  }

  /// SQL of a block points at its bytes whatever ends its lines.
  @Test(arguments: ["\n", "\r\n"])
  func placesHoldWithAnyLineEnd(end: String) throws {
    let lines = [
      "\u{FEFF}kind: transform", "name: a", "target: s.a", "sql: |", "  SELECT é", "  FROM x", "",
    ]
    let bytes = Array(lines.joined(separator: end).utf8)
    let (project, diagnostics) = decode(bytes)
    #expect(diagnostics.isEmpty)
    let sql = try #require(project.transforms.first?.sql)
    let offset = try #require(sql.text.bytes.firstIndex(of: UInt8(ascii: "F")))
    let span = sql.text.span(from: offset, to: offset + 4)
    #expect(String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self) == "FROM")
  }

  @Test(arguments: [
    // Indented by a tab.
    ("kind: role\nname: a\ngrants:\n\t- ops.*\n", 1),
    // In the middle of a text, and within a name.
    ("kind: role\nname: a\u{0}b\n", 3), ("kind: role\nname: a\u{FEFF}b\n", 109),
    ("kind: role\nname: analyst\nowner: *nobody\n", 5),
    ("kind: role\nname: a\n<<: 5\n", 10), ("kind: role\nname: a\n? [b]\n: c\n", 8),
    ("kind: role\nname: a\ndoc: 'not closed\n", 1), ("kind: role\nname: !!binary abc\n", 9),
  ])
  func isRefused(text: String, code: Int) {
    #expect(codes(text) == [code])
  }

  @Test func whatYAMLLeftOutIsNotMissedByTheRest() {
    let job = """
      kind: job
      name: on_lambda
      run: { type: lambda, function: *nowhere, region: eu-central-1 }
      lands: drops.parquet

      """
    #expect(codes(job) == [5])
    #expect(codes("kind: transform\nname: a\ntarget: b.c\nsql: *nowhere\n") == [5])
    let environments = """
      kind: environment
      name: base
      lake: { catalog: embedded }
      warehouse: { dialect: postgresql, connection: { embedded: warehouse } }
      engine: { type: duckdb }
      state: { connection: { embedded: state } }
      ---
      kind: environment
      name: top
      extends: base
      lake: { catalog: s3_tables, bucket: *nowhere, region: eu-central-1 }

      """
    #expect(codes(environments) == [5])
  }

  @Test func otherEncodingsAreRefused() {
    let utf16: [UInt8] = [0xFF, 0xFE] + role.utf8.flatMap { [$0, 0] as [UInt8] }
    #expect(decode(utf16).1.map(\.code.number) == [2])
    #expect(decode(Array(role.utf8) + [0xC3]).1.map(\.code.number) == [2])
    #expect(decode([UInt8](repeating: 0, count: 100)).1.map(\.code.number) == [3])
    #expect(decode([]).1.isEmpty)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "!!seq [", "&a ["])
  func deepNestingIsRefused(opening: String) {
    let text = "kind: role\nname: a\ngrants:\n  " + String(repeating: opening, count: 100_000)
    #expect([[7], [1]].contains(codes(text)), "\(codes(text))")
  }

  /// A bomb of aliases ends the file, before its values are looked at; what merge keys bring counts
  /// too, and honest use of both is read.
  @Test func bombsAreRefused() {
    var aliases = "kind: role\nname: a\ngrants: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      aliases += "k\(level): &a\(level) [\(alias)]\n"
    }
    #expect(codes(aliases) == [6])
    var merges =
      "kind: role\nname: a\nm0: &m0 {\((0..<100).map { "k\($0): 1" }.joined(separator: ", "))}\n"
    for level in 1..<2000 { merges += "m\(level): &m\(level) {<<: *m\(level - 1), x\(level): 1}\n" }
    #expect(codes(merges) == [6])
  }

  @Test func honestAliasesAreRead() throws {
    var text =
      "kind: lake_table\nname: s.t\ncolumns:\n  - &c { name: c0, type: string, tags: [a, b] }\n"
    for column in 1..<2000 { text += "  - { <<: *c, name: c\(column) }\n" }
    let (project, diagnostics) = decode(Array(text.utf8))
    #expect(diagnostics.isEmpty)
    guard case .listed(let columns)? = project.lakeTables.first?.columns else {
      Issue.record("no columns")
      return
    }
    #expect(columns.count == 2000 && columns.allSatisfy { $0.tags.count == 2 })
  }

  @Test func hugeFilesAreRefused() {
    let bytes = [UInt8](repeating: UInt8(ascii: "#"), count: 64 << 20 + 1)
    #expect(decode(bytes).1.map(\.code.number) == [11])
  }

  /// Time and memory grow with the size of the file, also where everything is wrong.
  @Test(.timeLimit(.minutes(1)))
  func muchOfEverythingIsRead() {
    let keys = (0..<20_000).map { "key_\($0): 1\n" }.joined()
    #expect(codes("kind: role\nname: a\n" + keys).count == 20_000)
    let anchors = (0..<5_000).map { "a\($0): &x\($0) 1\nb\($0): *y\($0)\n" }.joined()
    #expect(codes("kind: role\nname: a\n" + anchors).count { $0 == 5 } == 5_000)
    let grants = (0..<20_000).map { "  - ops.table_\($0)\n" }.joined()
    #expect(codes("kind: role\nname: a\ngrants:\n" + grants) == [])
    let documents = (0..<5_000).map { "---\nkind: role\nname: r\($0 % 2_500)\n" }.joined()
    #expect(codes(documents).count { $0 == 107 } == 2_500)
    let text = String(repeating: "x", count: 1_000_000)
    #expect(codes("kind: role\nname: a\ndoc: \(text)\n") == [])
    #expect(codes("kind: role\nname: \(text)\n") == [109])
  }
}
