import Catalog
import Connect
import Files
import JSON
import Ports
import ScheduleModel
import Sources
import Testing

/// Extracts from REST APIs over real connections.
struct RESTExtractTests {
  private let folder: TemporaryFolder
  private let range = TimeRange(parsing: "2013-01-01/2013-01-08")!
  private let flightColumns = [
    Column("id", .string, isRequired: true), Column("flight_date", .date, isRequired: true),
    Column("dep_time", .int), Column("time_hour", .timestamptz),
  ]

  init() throws { folder = try TemporaryFolder() }

  @Test func everyPageOfACursorIsReadThroughFailures() async throws {
    let landed = try await extract(
      flights(limit: 700), columns: flightColumns, interval: "flight_date")
    #expect(landed.rows == 6099)
    #expect(landed.files == ["part-00001.jsonl.gz"])
    let records = try landed.records()
    #expect(records.count == 6099)
    #expect(Set(records.compactMap { $0["id"]?.stringValue }).count == 6099)
    let days = Set(records.compactMap { $0["flight_date"]?.stringValue })
    #expect(days.min() == "2013-01-01")
    #expect(days.max() == "2013-01-07")
    #expect(try await extractor.landedFiles(in: landed.folder) == landed)
  }

  @Test func everyNumberedPageIsRead() async throws {
    let stream = RESTStream(
      baseURL: Template(literal: try ExampleAPI.url), path: Template(literal: "/weather"),
      bearerToken: Template([.secret(name: "TOKEN")]),
      parameters: bounds + [parameter("per_page", "100")], records: "data",
      pagination: .page(parameter: "page", field: "pages"))
    let landed = try await extract(
      stream, columns: [Column("origin", .string, isRequired: true), Column("temp", .double)],
      interval: "observed_on")
    let expected = try landed.records().count
    #expect(landed.rows > 400)
    #expect(Int64(expected) == landed.rows)
  }

  @Test func aWrongTokenIsDenied() async throws {
    var stream = try flights(limit: 10)
    stream.bearerToken = Template(literal: "wrong")
    let error = await failure {
      try await extract(stream, columns: flightColumns, interval: "flight_date")
    }
    #expect(error?.kind == .denied)
    #expect(error?.httpStatus == 401)
  }

  @Test func aBusyServerIsAskedAgain() async throws {
    let landed = try await extract(
      scripted("/busy/\(folder.path.hashValue)", #"{"data":[{"id":"a"}]}"#), columns: [])
    #expect(landed.rows == 1)
  }

  @Test func recordsAreKeptAsTheSourceSaidThem() async throws {
    let landed = try await extract(
      scripted("/", #"{"data":[ {"id":"ü\u00e9", "x": 1.10,  "big": 12345678901234567890123}]}"#),
      columns: [])
    #expect(
      try gzippedLines("\(landed.folder)/part-00001.jsonl.gz")
        == [#"{"id":"ü\u00e9", "x": 1.10,  "big": 12345678901234567890123}"#])
  }

  @Test(arguments: [
    (#"{"rows":[]}"#, "There is no field 'data' of the answer."),
    (
      #"{"data":{"id":1}}"#,
      "Records should stand in the field 'data' of the answer, which is an object."
    ),
    (#"[1]"#, "The answer is an array, not an object."),
    (#"<html>"#, "The answer is not JSON"),
  ])
  func anotherShapeIsRefused(body: String, message: String) async throws {
    let error = await failure { try await extract(scripted("/", body), columns: []) }
    #expect(error?.kind == .refused)
    #expect(error?.message.hasPrefix(message) == true, "\(String(describing: error))")
    #expect(error?.context.map(\.name) == ["stream", "request"])
  }

  @Test func recordsThatBreakTheContractAreSetAsideAndFailTheExtract() async throws {
    let body = #"{"data":[{"id":"a"},{"id":null,"secret":"s"},{"secret":"t"},{"id":"b"}]}"#
    let error = await failure {
      try await extract(
        scripted("/", body), columns: [Column("id", .string, isRequired: true)])
    }
    #expect(
      error?.message
        == "2 records do not keep the stream's contract: 'id' is required, and is missing (1); "
        + "'id' is required, and is null (1).")
    let path = try #require(error?.context.first { $0.name == "rejected" }?.value)
    let lines = try gzippedLines(path)
    #expect(lines.count == 2)
    #expect(lines[0].contains(#""record":{"id":null,"secret":"s"}"#))
  }

  @Test func anAttemptThatCompletesTakesUnfinishedOnesAway() async throws {
    let stream = try scripted("/", #"{"data":[{"id":"a"}]}"#)
    _ = await failure { try await extract(scripted("/", "[]"), columns: [], attempt: "1") }
    let first = try await extract(stream, columns: [], attempt: "2")
    let parent = try #require(FileSystem.parent(of: first.folder))
    try FileSystem.write([1], to: "\(parent)/3/part-00001.jsonl.gz")
    _ = try await extract(stream, columns: [], attempt: "4")
    #expect(try FileSystem.entries(of: parent) == ["2", "4"])
    let error = await failure { try await extractor.landedFiles(in: "\(parent)/3") }
    #expect(error?.kind == .missing)
  }

  private var extractor: StreamExtractor {
    StreamExtractor(
      landingRoot: folder.path, http: HTTPClient(),
      secrets: { _ throws(PortError) in Secret(ExampleAPI.token) },
      connections: { _ throws(PortError) in throw PortError(.missing, "There is none.") },
      clock: ContinuousClock())
  }

  private func extract(
    _ stream: RESTStream, columns: [Column], interval: String? = nil, attempt: String = "1"
  ) async throws(PortError) -> LandedFiles {
    let work = ExtractWork(
      source: "api", stream: "s", origin: .rest(request: stream), columns: columns,
      interval: interval.map { IntervalColumn(name: $0, type: .date) })
    return try await extractor.extract(work, range: range, attempt: attempt)
  }

  private var bounds: [RESTStream.Parameter] {
    [
      RESTStream.Parameter(name: "since", value: Template([.intervalStart])),
      RESTStream.Parameter(name: "until", value: Template([.intervalEnd])),
    ]
  }

  private func parameter(_ name: String, _ text: String) -> RESTStream.Parameter {
    RESTStream.Parameter(name: name, value: Template(literal: text))
  }

  private func flights(limit: Int) throws -> RESTStream {
    RESTStream(
      baseURL: Template(literal: try ExampleAPI.url), path: Template(literal: "/flights"),
      bearerToken: Template([.secret(name: "TOKEN")]),
      parameters: bounds + [parameter("limit", String(limit))], records: "data",
      pagination: .cursor(field: "next_cursor", parameter: "cursor"))
  }

  private func scripted(_ path: String, _ body: String) throws -> RESTStream {
    RESTStream(
      baseURL: Template(literal: try ScriptedAPI.url), path: Template(literal: path),
      bearerToken: nil,
      parameters: [parameter("body", body)], records: "data", pagination: .none)
  }
}
