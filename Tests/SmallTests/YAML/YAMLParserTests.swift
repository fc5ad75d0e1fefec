import Diagnostics
import Testing
import YAML

/// A tree without places, for comparison.
private indirect enum Shape: Equatable, CustomStringConvertible {
  case value(YAMLValue)
  case list([Shape])
  case map([(String, Shape)])

  init(_ node: YAMLNode) {
    switch node.content {
    case .invalid: self = .value(.null)
    case .scalar(let scalar): self = .value(scalar.value)
    case .sequence(let elements): self = .list(elements.map { Shape($0) })
    case .mapping(let entries): self = .map(entries.map { ($0.key.text, Shape($0.value)) })
    }
  }

  var description: String {
    switch self {
    case .value(.null): "~"
    case .value(.boolean(let value)): "\(value)"
    case .value(.integer(let value)): "\(value)"
    case .value(.float(let value)): "\(value)"
    case .value(.text(let text)): "'\(text)'"
    case .list(let elements): "[" + elements.map(\.description).joined(separator: " ") + "]"
    case .map(let entries): "{" + entries.map { "\($0): \($1)" }.joined(separator: " ") + "}"
    }
  }

  static func == (a: Shape, b: Shape) -> Bool { a.description == b.description }
}

private func read(_ text: String) -> (nodes: [YAMLNode], codes: [String]) {
  var sink = DiagnosticSink()
  let nodes = parseYAML(sourceFile(text), sink: &sink)
  return (nodes, sink.diagnostics.map(\.code.description))
}

struct YAMLParserTests {
  @Test(arguments: [
    ("a: 1\nb: [x, {c: d}]\n", "{a: 1 b: ['x' {c: 'd'}]}"),
    ("- no\n- on\n- yes\n- No\n", "['no' 'on' 'yes' 'No']"),
    ("[true, False, null, ~, '', \"true\"]", "[true false ~ ~ '' 'true']"),
    (
      "[0x1F, 0o17, 017, -5, +5, 1e3, .5, 1., .inf, 1_000, 1:30]",
      "[31 15 17 -5 5 1000.0 0.5 1.0 inf '1_000' '1:30']"
    ),
    (
      "[2013-01-01, 0x, 1e, ., +, '-', 0x-5, 99999999999999999999]",
      "['2013-01-01' '0x' '1e' '.' '+' '-' '0x-5' 1e+20]"
    ),
    ("[!!str 12, ! true, !!int 3]", "['12' 'true' 3]"),
    ("a: |\n  x\n   y\n\nb: >\n  p\n  q\n", "{a: 'x\n y\n' b: 'p q\n'}"),
    ("a: &x {k: 1}\nb: *x\n", "{a: {k: 1} b: {k: 1}}"),
    ("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}\n", "{a: {k: 1 l: 2} b: {l: 3 k: 1}}"),
    (
      "a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc:\n  <<: [*x, *y]\n",
      "{a: {k: 1} b: {k: 2 l: 3} c: {k: 1 l: 3}}"
    ),
    ("a:\r\n  b: c\r\nd: e\r\n", "{a: {b: 'c'} d: 'e'}"),
    ("\u{FEFF}a: é\n", "{a: 'é'}"),
    ("%YAML 1.2\n---\na: 1\n...\n", "{a: 1}"),
  ])
  func readsValues(text: String, expected: String) throws {
    let result = read(text)
    #expect(result.codes == [])
    #expect(result.nodes.map { Shape($0).description } == [expected])
  }

  @Test func readsSeveralDocuments() {
    let result = read("# nothing\n---\na: 1\n---\nb: 2\n")
    #expect(result.nodes.map { Shape($0).description } == ["{a: 1}", "{b: 2}"])
    #expect(read("").nodes.isEmpty)
    #expect(read("# only a comment\n").nodes.isEmpty)
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", "WR0004"), ("a: *x\n", "WR0005"), ("a: &x [*x]\n", "WR0005"),
    ("? [a]\n: b\n", "WR0008"), ("a: !ruby/object x\n", "WR0009"), ("{<<: 5}\n", "WR0010"),
    ("a: b: c\n", "WR0001"), ("a: [1, 2\n", "WR0001"), ("a:\n\t- b\n", "WR0001"),
    ("a: 'x\n", "WR0001"), ("a: @b\n", "WR0001"), ("a: \u{1}\n", "WR0003"),
    ("a: b\n c: d\n", "WR0001"), ("x: *\n", "WR0001"), ("%TAG a\n---\nb\n", "WR0001"),
  ])
  func reportsMistakes(text: String, code: String) {
    #expect(read(text).codes == [code])
  }

  @Test func documentsBeforeABrokenOneAreRead() {
    let result = read("a: 1\n---\nb: [\n")
    #expect(result.nodes.count == 1)
    #expect(result.codes == ["WR0001"])
  }

  @Test func duplicateKeysAreFoundInLongMappings() {
    let keys = (0..<500).map { "k\($0): \($0)\n" }.joined()
    let result = read(keys + "k7: x\nk499: y\n")
    #expect(result.codes == ["WR0004", "WR0004"])
    #expect(result.nodes[0].entries?.count == 500)
  }

  @Test(arguments: [
    [0xFF, 0xFE, 0x61, 0], [0x61, 0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x80],
  ])
  func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
    var sink = DiagnosticSink()
    let file = SourceFile(id: FileID(index: 0), path: "a.yaml", bytes: bytes)
    #expect(parseYAML(file, sink: &sink).isEmpty)
    #expect(sink.diagnostics.map(\.code) == [DiagnosticCode(2)])
  }

  @Test func aliasBombIsRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(alias)]\n"
    }
    #expect(read(text).codes == ["WR0006"])
  }

  @Test func mergeBombIsRefused() {
    var text = "a0: &a0 {\((0..<100).map { "k\($0): 1" }.joined(separator: ", "))}\n"
    for level in 1..<2000 {
      text += "a\(level): &a\(level) {<<: *a\(level - 1), x\(level): 1}\n"
    }
    #expect(read(text).codes == ["WR0006"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "- - - - ", "? "])
  func deepNestingIsRefused(opening: String) {
    #expect(read(String(repeating: opening, count: 100_000)).codes == ["WR0007"])
  }

  @Test func deepNestingThroughAliasesIsRefused() {
    var text = "a0: &a0 [x]\n"
    for level in 1..<100_000 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    let codes = read(text).codes
    #expect(codes == ["WR0007"] || codes == ["WR0006"])
  }

  /// Mutated specs are read or refused, and every place lies in the file and holds its children.
  @Test(arguments: UInt64(0)..<400)
  func mutatedBytesNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sample = Array(
      """
      # é
      kind: lake_table
      name: &n "silver.\\u00e9"
      columns:
        - { name: id, type: string, doc: 'it''s' }
        - <<: &base { required: true }
          name: *n
      sql: |
        SELECT é
          FROM x

      last: >-
        a
        b
      ---
      - 1
      -
        - {}
      """.utf8)
    let file = SourceFile(
      id: FileID(index: 0), path: "a.yaml", bytes: sample.mutated(using: &random))
    var sink = DiagnosticSink()
    for node in parseYAML(file, sink: &sink) { checkPlaces(node, in: file) }
    for span in sink.diagnostics.compactMap(\.span) {
      #expect(span.start >= 0 && span.end <= file.bytes.count, "seed \(seed)")
    }
  }

  private func checkPlaces(_ node: YAMLNode, in file: SourceFile) {
    #expect(node.span.start >= 0 && Int(node.span.end) <= file.bytes.count)
    for child in node.elements ?? node.entries?.map(\.value) ?? [] { checkPlaces(child, in: file) }
    guard let text = node.sourceText(in: file) else { return }
    for index in text.bytes.indices {
      let span = text.span(from: index, to: index + 1)
      #expect(span.start >= 0 && Int(span.end) <= file.bytes.count)
    }
  }
}

struct YAMLPlaceTests {
  private func node(_ text: String) throws -> (YAMLNode, SourceFile) {
    let file = sourceFile(text)
    var sink = DiagnosticSink()
    return (try #require(parseYAML(file, sink: &sink).first), file)
  }

  @Test(arguments: [
    "a: é\nkey:  héllo # x\n", "a: 1\nkey: &x !!str\n  héllo\n", "\u{FEFF}key: héllo\r\nb: 1\r\n",
    "# ünder\nkey: héllo", "{key: héllo}", "? key\n: héllo\n",
  ])
  func scalarsHaveTheirOwnBytes(text: String) throws {
    let (root, file) = try node(text)
    let value = try #require(root["key"])
    #expect(file.text(at: value.span) == "héllo")
    let entry = try #require(root.entries?.first { $0.key.text == "key" })
    #expect(file.text(at: entry.keySpan) == "key")
  }

  @Test func collectionsEndWithTheirLastChild() throws {
    let (root, file) = try node("a:\n  - x\n  - y: 1\n    z:\n\n# end\nb: [1, 2] # c\n")
    #expect(file.text(at: try #require(root["a"]).span) == "- x\n  - y: 1\n    z:")
    #expect(file.text(at: try #require(root["b"]).span) == "[1, 2]")
    #expect(file.text(at: root.span) == "a:\n  - x\n  - y: 1\n    z:\n\n# end\nb: [1, 2]")
  }

  @Test func indentlessListsHaveTheirPlace() throws {
    let (root, file) = try node("a:\n- x\n- y\nb: 1\n")
    #expect(file.text(at: try #require(root["a"]).span) == "- x\n- y")
  }

  /// Every byte of the text that is not a line break stands at the place the text says.
  @Test(arguments: [
    "s: |\n  SELECT é\n    x\n\n  FROM y\n\n\nb: 1\n", "s: |2\n    x\n  y\n", "s: |+\n  x\n\n",
    "s: |-\r\n  x\r\n  y\r\n", "s: |\n\n\n  late\n", "s: plain é text\n", "s: 'it''s ''é'''\n",
    "s: \"quoted é\"\n", "s: &a |\n  x\n  y\n", "- s: |\n    x\n     y", "s: | # comment\n  x\n",
    "s: |+\n  x\n\n\n\n",
  ])
  func exactTextsPointAtTheirBytes(text: String) throws {
    let (root, file) = try node(text)
    let value = try #require(root["s"] ?? root.elements?[0]["s"])
    let source = try #require(value.sourceText(in: file))
    #expect(!source.bytes.isEmpty)
    for (index, byte) in source.bytes.enumerated() where byte != UInt8(ascii: "\n") {
      let span = source.span(from: index, to: index + 1)
      #expect(span.end - span.start == 1)
      #expect(file.bytes[Int(span.start)] == byte, "byte \(index)")
    }
  }

  @Test(arguments: ["s: >\n  a\n  b\n", "s: \"a\\tb\"\n", "s: a\n  b\n", "s: 'a\n  b'\n"])
  func otherTextsPointAtTheWhole(text: String) throws {
    let (root, file) = try node(text)
    let value = try #require(root["s"])
    let source = try #require(value.sourceText(in: file))
    #expect(source.span(from: 1, to: 2) == value.span)
    #expect(!file.text(at: value.span).hasSuffix("\n"))
  }
}
