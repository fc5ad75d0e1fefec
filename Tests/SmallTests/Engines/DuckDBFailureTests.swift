import Catalog
import Ports
import Testing

@testable import Engines

struct DuckDBFailureTests {
  @Test func theExcerptOfTheStatementIsLeftOut() {
    let error = DuckDBFailure(
      "Binder Error: Referenced column \"x\" not found!\nCandidate bindings: \"y\"\n\n"
        + "LINE 1: SELECT x FROM t\n               ^\n"
    ).portError
    #expect(
      error.message
        == "The engine reported: Binder Error: Referenced column \"x\" not found! "
        + "Candidate bindings: \"y\"")
    #expect(error.kind == .refused)
  }

  @Test func valuesOfRowsAreLeftOut() {
    let error = DuckDBFailure("Conversion Error: Could not convert string 'it' to INT32\n")
      .portError
    #expect(error.message.contains("string '…' to INT32"))
  }

  @Test(arguments: [
    ("Catalog Error: Table with name x does not exist!", "missing", false),
    ("TransactionContext Error: Failed to commit: ... (Conflict_409)", "conflict", false),
    ("HTTP Error: Request returned HTTP 503 for HTTP GET to 'http://x/v1/t'", "unreachable", true),
    ("IO Error: a non-200 status code (InternalServerError_500)", "unreachable", true),
    ("HTTP Error: Request returned HTTP 404 for HTTP GET to 'http://x/v1/t'", "refused", false),
    ("HTTP Error: Request returned HTTP 403 for HTTP GET to 'http://x/v1/t'", "denied", false),
    ("IO Error: Could not establish connection error for HTTP GET", "unreachable", true),
    ("IO Error: Unable to connect to Postgres: connection to server failed", "unreachable", true),
    ("Conversion Error: Could not convert string 'HTTP 503' to INT32", "refused", false),
    ("Catalog Error: Table with name Orders_500 does not exist!", "missing", false),
    ("IO Error: Cannot open file \"Orders_503\"", "local", false),
    ("Binder Error: no column\n\nLINE 1: SELECT Gate_512", "refused", false),
    ("Out of Memory Error: could not allocate block", "local", false), ("", "refused", false),
  ])
  func kinds(text: String, kind: String, isRetryable: Bool) {
    let error = DuckDBFailure(text).portError
    #expect(error.kind.rawValue == kind)
    #expect(error.isRetryable == isRetryable)
  }

  @Test func changesAreCountedApartFromRows() {
    let output = DuckDBOutput("changes:   3   total_changes: 3\n7\nchanges: 2 total_changes: 5\n")
    #expect(output.changes == 5)
    #expect(output.lines == ["7"])
  }

  @Test func namesOfTypes() {
    let type = DataType.list(
      .structure([.init("a\"b", .map(key: .string, value: .decimal(precision: 5, scale: 1)))]))
    #expect(type.duckDBName == "STRUCT(\"a\"\"b\" MAP(VARCHAR, DECIMAL(5,1)))[]")
  }
}
