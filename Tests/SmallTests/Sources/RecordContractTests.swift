import Catalog
import JSON
import Testing

@testable import Sources

struct RecordContractTests {
  private let contract = RecordContract(columns: [
    Column("id", .string, isRequired: true), Column("on", .date), Column("n", .int),
    Column("x", .double), Column("code", .varchar(2)), Column("tags", .list(.string)),
  ])

  @Test(arguments: [
    #"{"id":"a"}"#, #"{"id":"a","on":"2013-01-31","n":3,"x":1,"code":"UA","tags":[]}"#,
    #"{"id":"a","on":null,"n":null,"more":{"a":1}}"#, #"{"id":"a","n":3.0,"x":1.5}"#,
  ])
  func kept(text: String) throws {
    #expect(contract.breach(in: try JSONValue(parsing: text)) == nil)
  }

  @Test(arguments: [
    (#"{}"#, "id", "is required, and is missing"),
    (#"{"id":null}"#, "id", "is required, and is null"),
    (#"{"id":1}"#, "id", "is a number that is no string"),
    (#"{"id":"a","on":"2013-02-30"}"#, "on", "is a string that is no date"),
    (#"{"id":"a","n":4294967296}"#, "n", "is a number that is no int"),
    (#"{"id":"a","n":"3"}"#, "n", "is a string that is no int"),
    (#"{"id":"a","x":true}"#, "x", "is a boolean that is no double"),
    (#"{"id":"a","code":"UAL"}"#, "code", "is a string that is no varchar(2)"),
    (#"{"id":"a","tags":"b"}"#, "tags", "is a string that is no list<string>"),
    (#"[1]"#, "", "the record is an array, not an object"),
  ])
  func broken(text: String, field: String, problem: String) throws {
    #expect(
      contract.breach(in: try JSONValue(parsing: text))
        == RecordContract.Breach(field: field, problem: problem))
  }
}
