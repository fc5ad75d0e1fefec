import Catalog
import Connect
import Ports
import ScheduleModel
import State
import Testing

@Suite(.postgres)
struct CoverageTests {
  private let target = TargetID("wh:ops.fct_flight")

  private func record(
    _ range: TimeRange, version: String = "v", inputs: [Int64] = [], output: String? = nil
  ) -> CoverageRecord {
    CoverageRecord(
      target: target, range: range, version: Fingerprint(of: version), inputs: inputs,
      run: RunID(7), output: output, rows: 12)
  }

  @Test func whatIsRecordedIsReadBack() async throws {
    let state = try await stateDatabase()
    let lease = try await state.acquire(
      target.text, holder: "a", duration: .seconds(60), patience: .zero)
    #expect(try await state.coverage(of: target, overlapping: days(0, 31)).isEmpty)
    let entry = try await state.record(
      record(days(0, 10), inputs: [3, 5], output: "/landing/x"), under: lease)
    #expect(entry.range == days(0, 10))
    #expect(entry.inputs == [3, 5] && entry.output == "/landing/x" && entry.rows == 12)
    #expect(try await state.coverage(of: target, overlapping: days(9, 31)) == [entry])
    #expect(try await state.coverage(of: target, overlapping: days(10, 31)).isEmpty)
    #expect(try await state.coverage(of: TargetID("other"), overlapping: days(0, 31)).isEmpty)
  }

  @Test(arguments: UInt64(0)..<12)
  func theNewestBuildOfEveryDayIsKept(seed: UInt64) async throws {
    let state = try await stateDatabase()
    let lease = try await state.acquire(
      target.text, holder: "a", duration: .seconds(60), patience: .zero)
    var random = SystemRandomNumberGenerator()
    var oracle = [Int64?](repeating: nil, count: 31)
    var last: Int64 = 0
    for _ in 0..<(2 + seed) {
      let lower = Int.random(in: 0..<30, using: &random)
      let upper = Int.random(in: (lower + 1)...31, using: &random)
      let entry = try await state.record(record(days(lower, upper)), under: lease)
      #expect(entry.build > last)
      last = entry.build
      for day in lower..<upper { oracle[day] = entry.build }
      let entries = try await state.coverage(of: target, overlapping: days(0, 31))
      let isDisjoint = zip(entries, entries.dropFirst()).allSatisfy {
        $0.range.upper <= $1.range.lower
      }
      #expect(isDisjoint)
      let built = (0..<31).map { day in
        entries.first { $0.range.contains(days(day, day + 1)) }?.build
      }
      #expect(built == oracle)
    }
  }

  @Test func aLateRecorderIsRefused() async throws {
    let state = try await stateDatabase()
    let late = try await state.acquire(
      target.text, holder: "a", duration: .zero, patience: .zero)
    #expect(
      await failure { try await state.record(record(days(0, 1)), under: late) }?.kind == .conflict)
    let lease = try await state.acquire(
      target.text, holder: "b", duration: .seconds(60), patience: .zero)
    _ = try await state.record(record(days(0, 1)), under: lease)
    #expect(
      await failure { try await state.record(record(days(0, 1)), under: late) }?.kind == .conflict)
    try await state.release(lease)
    #expect(
      await failure { try await state.record(record(days(0, 1)), under: lease) }?.kind == .conflict)
    #expect(try await state.coverage(of: target, overlapping: days(0, 31)).count == 1)
  }
}
