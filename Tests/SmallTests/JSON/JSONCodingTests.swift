import Catalog
import JSON
import Testing

struct JSONCodingTests {
  private enum Shape: Codable, Hashable {
    case none
    case circle(radius: Double)
    case named(String)
  }

  private struct Sample: Codable, Hashable {
    var first: Int
    var optional: String?
    var nested: [String: [Int?]]
    var shapes: [Shape]
    var byAddress: [TableAddress: Column]
    var privileges: [Privilege: Set<String>]
    var raw: JSONValue
    var float: Float
    var byNumber: [Int: Bool]
  }

  private static func sample() -> Sample {
    let addresses = ["b", "a", "c"].map { TableAddress(.lake, "bronze", $0) }
    return Sample(
      first: .min, optional: nil, nested: ["z": [1, nil], "a": []],
      shapes: [.none, .circle(radius: 0.1), .named("x")],
      byAddress: Dictionary(
        uniqueKeysWithValues: addresses.map {
          ($0, Column("id", .decimal(precision: 10, scale: 2), isRequired: true))
        }),
      privileges: [.select: ["b", "a", "c"], .insert: []],
      raw: ["z": nil, "a": 1.0], float: 0.1, byNumber: [3: true, 20: false])
  }

  @Test func decodingGivesBackWhatWasEncoded() throws {
    let value = try JSONValueEncoder().encode(Self.sample())
    #expect(try JSONValueDecoder().decode(Sample.self, from: value) == Self.sample())
    let parsed = try JSONValue(parsing: value.prettyBytes())
    #expect(try JSONValueDecoder().decode(Sample.self, from: parsed) == Self.sample())
  }

  @Test func keysStandInTheOrderEncodedAndAbsentOptionalsAreLeftOut() throws {
    let value = try JSONValueEncoder().encode(Self.sample())
    #expect(
      value.objectValue?.keys == [
        "first", "nested", "shapes", "byAddress", "privileges", "raw", "float", "byNumber",
      ])
    #expect(value["float"] == .double(0.1))
    #expect(value["nested"]?.canonicalText() == #"{"a":[],"z":[1,null]}"#)
  }

  @Test func dictionariesAndSetsAreSorted() throws {
    let value = try JSONValueEncoder().encode(Self.sample())
    #expect(
      value["privileges"]?.canonicalText() == #"["INSERT",[],"SELECT",["a","b","c"]]"#)
    let names = value["byAddress"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
    #expect(names == ["a", "id", "b", "id", "c", "id"])
    #expect(value["byNumber"]?.objectValue?.keys == ["20", "3"])
  }

  @Test func errorsCarryThePath() throws {
    var value = try JSONValueEncoder().encode(Self.sample())
    var object = try #require(value.objectValue)
    object["shapes"] = [["circle": ["radius": "wide"]]]
    value = .object(object)
    let error = #expect(throws: JSONCodingError.self) {
      try JSONValueDecoder().decode(Sample.self, from: value)
    }
    #expect(
      error?.description == "shapes[0].circle.radius: expected a number, found a string")
    let missing = #expect(throws: JSONCodingError.self) {
      try JSONValueDecoder().decode(Sample.self, from: [:])
    }
    #expect(missing?.message == "the key 'first' is missing")
  }

  @Test func whatJSONCannotHoldIsRefused() {
    #expect(throws: JSONCodingError.self) { try JSONValueEncoder().encode([Double.nan]) }
    #expect(throws: JSONCodingError.self) { try JSONValueEncoder().encode(UInt64.max) }
    #expect(throws: JSONCodingError.self) {
      try JSONValueDecoder().decode(Int8.self, from: .integer(200))
    }
    #expect(throws: JSONCodingError.self) {
      try JSONValueDecoder().decode(Int.self, from: .double(1.5))
    }
  }
}
