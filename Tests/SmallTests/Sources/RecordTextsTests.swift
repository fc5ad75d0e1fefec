import JSON
import Testing

@testable import Sources

/// Records are kept as the source said them.
struct RecordTextsTests {
  @Test(arguments: [
    (
      #"{"data":[{"a":1.10},{"b":[1,2,{"c":"]}"}]}],"next":null}"#,
      [#"{"a":1.10}"#, #"{"b":[1,2,{"c":"]}"}]}"#]
    ),
    (#"{ "x" : [ 1 , 2 ] , "data" : [ ] }"#, []),
    (
      #"{"x":"\"data\":[9]","data":[ "a\\" , null ,1.0 , true ]}"#,
      [#""a\\""#, "null", "1.0", "true"]
    ),
    (#"{"x":{"data":[1]},"data":[[],{}]}"#, ["[]", "{}"]),
  ])
  func elementsOfAMember(text: String, expected: [String]) {
    #expect(texts(text, "data") == expected)
  }

  @Test func elementsOfTheTextItself() {
    #expect(texts(" [ {\n\"a\": 1} , 2 ]\n", nil) == ["{\n\"a\": 1}", "2"])
  }

  @Test(arguments: [#"{"data":{}}"#, #"{"other":[1]}"#, "[]", "1", "{}"])
  func noArrayThere(text: String) { #expect(texts(text, "data") == nil) }

  /// Each text reads as the value that the parser found at its place.
  @Test(arguments: UInt64(0)..<100) func textsReadAsTheirValues(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let records = (0..<5).map { _ in value(depth: 3, &random) }
    let page: JSONValue = ["before": value(depth: 2, &random), "data": .array(records)]
    for bytes in [page.canonicalBytes(), page.prettyBytes()] {
      let ranges = try #require(RecordTexts.ranges(in: bytes, member: "data"))
      #expect(
        try ranges.map { try JSONValue(parsing: Array(bytes[$0])) } == records, "seed \(seed)")
    }
  }

  /// No bytes crash it, valid or not.
  @Test(arguments: UInt64(0)..<200) func anythingIsWalked(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = Array(#"{"x":[1,"\"",{"y":2}],"data":[{"a":"b\\"},null]}"#.utf8)
    _ = RecordTexts.ranges(in: bytes.mutated(using: &random), member: "data")
  }

  private func texts(_ text: String, _ member: String?) -> [String]? {
    let bytes = Array(text.utf8)
    return RecordTexts.ranges(in: bytes, member: member)?.map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  private func value(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
    case 0: return .null
    case 1: return .integer(.random(in: -9...9, using: &random))
    case 2: return .string(["", "a,b", "]}", "\"\\", "ü\n"].randomElement(using: &random)!)
    case 3: return .bool(.random(using: &random))
    case 4: return .array((0..<3).map { _ in value(depth: depth - 1, &random) })
    default:
      return ["data": value(depth: depth - 1, &random), "k": value(depth: depth - 1, &random)]
    }
  }
}
