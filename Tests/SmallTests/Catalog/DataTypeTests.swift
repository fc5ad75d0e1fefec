import Catalog
import Testing

struct DataTypeTests {
  @Test(arguments: [
    "boolean", "decimal(38,10)", "varchar(20)", "list<map<string,struct<a:int,b:list<json>>>>",
    "timestamptz",
  ])
  func textFormRoundTrips(text: String) throws {
    #expect(try #require(DataType(parsing: text)).description == text)
  }

  @Test func spacesAndCaseDoNotMatter() {
    #expect(DataType(parsing: " Decimal ( 10 , 2 ) ") == .decimal(precision: 10, scale: 2))
  }

  @Test(arguments: [
    "", "integer", "decimal", "decimal(39,0)", "decimal(5,6)", "varchar(0)", "list<int",
    "struct<>", "struct<a:int,a:int>", "int int",
  ])
  func everythingElseIsRefused(text: String) {
    #expect(DataType(parsing: text) == nil)
  }

  @Test func nestingIsBounded() {
    let text =
      String(repeating: "list<", count: 100_000) + "int" + String(repeating: ">", count: 100_000)
    #expect(DataType(parsing: text) == nil)
  }
}

struct FingerprintTests {
  /// NIST's SHA-256 example for "abc".
  @Test func isSHA256InHexadecimal() {
    #expect(
      Fingerprint(of: "abc").text
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
