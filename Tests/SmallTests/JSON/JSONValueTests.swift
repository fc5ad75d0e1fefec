import Diagnostics
import JSON
import Testing

extension JSONValue {
  /// Any value: all kinds, odd strings, nesting up to `depth`.
  static func random(depth: Int, using random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64))
    case 3:
      let double = Double(bitPattern: random.next())
      return .double(double.isFinite ? double : 0.1)
    case 4, 5: return .string(randomText(using: &random))
    case 6:
      return .array(
        (0..<Int.random(in: 0..<6, using: &random)).map { _ in
          .random(depth: depth - 1, using: &random)
        })
    default:
      var members = JSONObject()
      for _ in 0..<Int.random(in: 0..<30, using: &random) {
        _ = members.append(
          .random(depth: depth - 1, using: &random), forKey: randomText(using: &random))
      }
      return .object(members)
    }
  }

  private static func randomText(using random: inout SeededGenerator) -> String {
    let pieces = ["a", "ü", "\"", "\\", "\n", "\u{1}", "\u{7F}", "🐟", "/", "key", " "]
    return (0..<Int.random(in: 0..<6, using: &random))
      .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
  }
}

struct JSONValueTests {
  @Test(arguments: UInt64(0)..<200)
  func writtenTextReadsBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let value = JSONValue.random(depth: 1 + Int(seed / 50), using: &random)
    #expect(try JSONValue(parsing: value.canonicalBytes()) == value, "seed \(seed)")
    #expect(try JSONValue(parsing: value.prettyBytes()) == value, "seed \(seed)")
    let again = try JSONValue(parsing: value.prettyBytes()).prettyBytes()
    #expect(again == value.prettyBytes(), "seed \(seed)")
  }

  @Test(arguments: UInt64(0)..<500)
  func mutatedBytesNeverCrash(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = JSONValue.random(depth: 3, using: &random).prettyBytes()
    for _ in 0..<Int.random(in: 1..<6, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
    }
    do {
      let value = try JSONValue(parsing: bytes)
      #expect(try JSONValue(parsing: value.canonicalBytes()) == value, "seed \(seed)")
    } catch {
      #expect((0...bytes.count).contains(error.offset), "seed \(seed)")
    }
  }

  @Test func canonicalFormSortsByBytesAndHasNoSpaces() {
    let value: JSONValue = ["z": 1, "a": [1.0, nil, true], "B": ["ü": "\u{1}\n\"\\"]]
    #expect(
      value.canonicalText() == #"{"B":{"ü":"\u0001\n\"\\"},"a":[1.0,null,true],"z":1}"#)
  }

  @Test func prettyFormKeepsTheOrder() {
    let value: JSONValue = ["z": 1, "a": [], "b": [1, [:]]]
    #expect(
      value.prettyText() == """
        {
          "z": 1,
          "a": [],
          "b": [
            1,
            {}
          ]
        }

        """)
  }

  @Test(arguments: [
    ("9223372036854775807", JSONValue.integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("-0", .integer(0)),
    ("0.1", .double(0.1)), ("1e2", .double(100)), ("5e-324", .double(.leastNonzeroMagnitude)),
  ])
  func numbersKeepTheirValue(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test(arguments: [
    ("", 0), ("[1,]", 3), ("{\"a\":1,\"a\":2}", 7), ("01", 0), ("1.", 2), ("-", 1), ("1e", 2),
    ("1e999", 0), ("tru", 0), ("\"a", 2), ("\"\\x\"", 1), ("\"\\ud800\"", 1), ("[1 2]", 3),
    ("{a:1}", 1), ("1 2", 2), ("\"\n\"", 1), ("// x", 0), ("NaN", 0),
  ])
  func wrongTextIsRefusedAtItsByte(text: String, offset: Int) {
    #expect(throws: JSONParseError.self) { try JSONValue(parsing: text) }
    do {
      _ = try JSONValue(parsing: text)
    } catch {
      #expect(error.offset == offset, "\(text): \(error)")
    }
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: JSONParseError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
  }

  @Test func nestingIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONValue(parsing: nested(JSONValue.maximumDepth))
    #expect(throws: JSONParseError.self) {
      try JSONValue(parsing: nested(JSONValue.maximumDepth + 1))
    }
    #expect(throws: JSONParseError.self) {
      try JSONValue(parsing: String(repeating: "{\"a\":", count: 1_000_000))
    }
  }

  @Test func surrogatePairsBecomeOneCharacter() throws {
    #expect(try JSONValue(parsing: #""\ud83d\udc1f\/""#) == "🐟/")
  }

  @Test func largeObjectsFindChangeAndDropMembers() {
    var object = JSONObject((0..<40).map { ("k\($0)", .integer($0)) })
    object["k7"] = nil
    object["k8"] = "eight"
    object["new"] = true
    #expect(object.count == 40)
    #expect(object["k7"] == nil)
    #expect(object["k8"] == "eight")
    #expect(object["k39"] == 39)
    #expect(object.keys.last == "new")
  }

  @Test func mistakesInSourceFilesAreReportedAtTheirPlace() throws {
    var sources = SourceMap()
    let file = sources.add(path: "live.json", bytes: Array("{\n  \"a\": 1,\n}".utf8))
    var sink = DiagnosticSink()
    #expect(parseJSON(SourceText(file: file), sink: &sink) == nil)
    let diagnostic = try #require(sink.diagnostics.first)
    #expect(diagnostic.code == .malformedJSON)
    let position = sources.position(of: try #require(diagnostic.span))
    #expect(position.line == 3 && position.column == 1)
  }
}
