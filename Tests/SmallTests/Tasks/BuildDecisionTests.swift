import Catalog
import Ports
import ScheduleModel
import Tasks
import Testing

/// What is left to be built, from what was built.
struct BuildDecisionTests {
  private let version = Fingerprint(of: "1")
  private let input = TargetID("lake:bronze.a")

  @Test func nothingBuiltMeansTheWholeRangeAsOne() {
    #expect(
      decide("2013-01-01/2013-02-01", built: [], inputs: [entry("2013-01-01/2013-02-01", 7)])
        == .build([piece("2013-01-01/2013-02-01", [7])]))
  }

  @Test func whatWasBuiltFromTheSameInputsIsCovered() {
    #expect(
      decide(
        "2013-01-05/2013-01-20", built: [entry("2013-01-01/2013-02-01", 9, from: [7])],
        inputs: [entry("2013-01-01/2013-02-01", 7)]) == .covered)
  }

  @Test func gapsAreBuiltOneByOne() {
    #expect(
      decide(
        "2013-01-01/2013-01-10",
        built: [
          entry("2013-01-02/2013-01-03", 2, from: [1]),
          entry("2013-01-03/2013-01-08", 3, from: [1]),
        ],
        inputs: [entry("2013-01-01/2013-02-01", 1)])
        == .build([piece("2013-01-01/2013-01-02", [1]), piece("2013-01-08/2013-01-10", [1])]))
  }

  @Test func aNewBuildOfAnInputOutdatesItsPartOnly() {
    #expect(
      decide(
        "2013-01-01/2013-02-01", built: [entry("2013-01-01/2013-02-01", 2, from: [1])],
        inputs: [
          entry("2013-01-01/2013-01-10", 1), entry("2013-01-10/2013-01-11", 5),
          entry("2013-01-11/2013-02-01", 1),
        ]) == .build([piece("2013-01-10/2013-01-11", [5])]))
  }

  @Test func anotherVersionOutdatesEverything() {
    var old = entry("2013-01-01/2013-02-01", 2, from: [1])
    old = CoverageEntry(
      build: 2, target: old.target, range: old.range, version: Fingerprint(of: "0"), inputs: [1],
      run: old.run, output: nil, rows: 0)
    #expect(
      decide(
        "2013-01-01/2013-02-01", built: [old], inputs: [entry("2013-01-01/2013-02-01", 1)])
        == .build([piece("2013-01-01/2013-02-01", [1])]))
  }

  @Test func everythingIsBuiltAgainWhenAskedFor() {
    #expect(
      decide(
        "2013-01-01/2013-01-02", built: [entry("2013-01-01/2013-02-01", 2, from: [1])],
        inputs: [entry("2013-01-01/2013-02-01", 1)], extent: .everything)
        == .build([piece("2013-01-01/2013-01-02", [1])]))
  }

  @Test func anInputThatIsNotBuiltIsNamedWithTheGap() {
    #expect(
      decide(
        "2013-01-01/2013-02-01", built: [], inputs: [entry("2013-01-01/2013-01-20", 1)])
        == .inputMissing(input, TimeRange(parsing: "2013-01-20/2013-02-01")!))
  }

  /// What is built and what was covered make up the wanted range, without overlap.
  @Test(arguments: UInt64(0)..<50) func piecesFillTheGaps(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let first = TimePoint(year: 2013, month: 1, day: 1)
    func day(_ number: Int) -> TimePoint { first.adding(days: number) }
    var built: [CoverageEntry] = []
    var at = 0
    while at < 30 {
      let length = Int.random(in: 1...5, using: &random)
      if Bool.random(using: &random) {
        built.append(entry("\(day(at))/\(day(at + length))", Int64(at + 1), from: []))
      }
      at += length
    }
    let lower = Int.random(in: 0..<20, using: &random)
    let wanted = TimeRange(day(lower), day(lower + Int.random(in: 1...15, using: &random)))!
    let decision = BuildDecision.decide(
      wanted: wanted, version: version, extent: .outdated, entries: built, inputs: [])
    var pieces: [TimeRange] = []
    if case .build(let some) = decision { pieces = some.map(\.range) }
    #expect(wanted.subtracting(pieces + built.map(\.range)) == [], "seed \(seed)")
    for piece in pieces {
      #expect(wanted.contains(piece), "seed \(seed)")
      #expect(!built.contains { $0.range.overlaps(piece) }, "seed \(seed)")
    }
  }

  private func decide(
    _ wanted: String, built: [CoverageEntry], inputs: [CoverageEntry],
    extent: BuildExtent = .outdated
  ) -> BuildDecision {
    .decide(
      wanted: TimeRange(parsing: wanted)!, version: version, extent: extent, entries: built,
      inputs: [(input, inputs)])
  }

  private func piece(_ range: String, _ inputs: [Int64]) -> BuildPiece {
    BuildPiece(range: TimeRange(parsing: range)!, inputs: inputs)
  }

  private func entry(_ range: String, _ build: Int64, from inputs: [Int64] = []) -> CoverageEntry {
    CoverageEntry(
      build: build, target: TargetID("lake:silver.a"), range: TimeRange(parsing: range)!,
      version: version, inputs: inputs, run: RunID(1), output: nil, rows: 0)
  }
}
