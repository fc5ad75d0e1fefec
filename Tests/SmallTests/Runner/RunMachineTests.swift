import Catalog
import Ports
import Runner
import ScheduleModel
import Tasks
import Testing

/// What a run does next, event by event.
struct RunMachineTests {
  private let lost = TaskFailure.leaseLost
  private let broken = TaskFailure.inputMissing(
    TargetID("x"), TimeRange(parsing: "2013-01-01/2013-01-02")!)

  @Test func tasksStartWhenTheirInputsAreBuilt() {
    var machine = machine(["a": [], "b": ["a"], "c": ["a", "b"]])
    #expect(words(machine.start()) == ["start a 1"])
    #expect(words(machine.handle(built("a"))) == ["settle a succeeded", "start b 1"])
    #expect(
      words(machine.handle(.ended(TargetID("b"), .success(.covered))))
        == ["settle b covered", "start c 1"])
    #expect(words(machine.handle(built("c"))) == ["settle c succeeded", "finish succeeded"])
  }

  @Test func noMoreThanTheLimitRunAtATime() {
    var machine = machine(["a": [], "b": [], "c": []])
    #expect(words(machine.start()) == ["start a 1", "start b 1"])
    #expect(words(machine.handle(built("b"))) == ["settle b succeeded", "start c 1"])
  }

  @Test func whatNeedsAFailedTaskIsSkippedAndTheRestGoesOn() {
    var machine = machine(["a": [], "b": ["a"], "c": ["b"], "d": []])
    #expect(words(machine.start()) == ["start a 1", "start d 1"])
    #expect(
      words(machine.handle(.ended(TargetID("a"), .failure(broken))))
        == ["settle a failed", "settle b skipped", "settle c skipped"])
    #expect(words(machine.handle(built("d"))) == ["settle d succeeded", "finish failed"])
  }

  @Test func aFailureThatMayPassIsTriedAgainUpToTheLimit() {
    var machine = machine(["a": []], retries: 1)
    _ = machine.start()
    let failed = RunMachine.Event.ended(TargetID("a"), .failure(lost))
    #expect(words(machine.handle(failed)) == ["wait a 1.0 seconds"])
    #expect(words(machine.handle(.retryDue(TargetID("a")))) == ["start a 2"])
    #expect(words(machine.handle(failed)) == ["settle a failed", "finish failed"])
  }

  @Test func anotherTaskMayRunWhileOneWaitsForItsNextAttempt() {
    var machine = machine(["a": [], "b": [], "c": []], parallelism: 1)
    #expect(words(machine.start()) == ["start a 1"])
    #expect(
      words(machine.handle(.ended(TargetID("a"), .failure(lost))))
        == ["wait a 1.0 seconds", "start b 1"])
    #expect(words(machine.handle(.retryDue(TargetID("a")))) == [])
    #expect(words(machine.handle(built("b"))) == ["settle b succeeded", "start a 2"])
  }

  @Test func aStoppedRunStartsNothingMoreAndWaitsForWhatRuns() {
    var machine = machine(["a": [], "b": ["a"]])
    _ = machine.start()
    #expect(words(machine.handle(.stopped)) == ["settle b cancelled"])
    #expect(
      words(machine.handle(.ended(TargetID("a"), .failure(.stopped))))
        == ["settle a cancelled", "finish cancelled"])
    #expect(words(machine.handle(.stopped)) == [])
  }

  @Test func aStoppedRunIsDoneWhenItsLastTaskSucceeds() {
    var machine = machine(["a": []])
    _ = machine.start()
    #expect(words(machine.handle(.stopped)) == [])
    #expect(words(machine.handle(built("a"))) == ["settle a succeeded", "finish succeeded"])
  }

  @Test func aRunWithNothingToDoIsCovered() {
    var machine = machine(["a": []])
    _ = machine.start()
    #expect(
      words(machine.handle(.ended(TargetID("a"), .success(.covered))))
        == ["settle a covered", "finish covered"])
  }

  @Test func aScheduleWithoutTasksFinishesAtOnce() {
    var machine = machine([:])
    #expect(words(machine.start()) == ["finish succeeded"])
  }

  @Test func waitingGrowsToItsLimit() {
    let backoff = Backoff(initial: .seconds(1), limit: .seconds(10))
    #expect((1...6).map { backoff.delay(after: $0) } == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
  }

  /// Whatever happens, every task is settled once, inputs first, and the run finishes.
  @Test(arguments: UInt64(0)..<100) func everyRunEnds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let names = (0..<Int.random(in: 1...8, using: &random)).map { "t\($0)" }
    let nodes = names.enumerated().map { index, name in
      node(name, names[..<index].filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
    }
    var machine = RunMachine(nodes: nodes, parallelism: 2, retries: 1)
    var running: [TargetID] = []
    var waiting: [TargetID] = []
    var settled: [TargetID] = []
    var finished = 0
    func apply(_ actions: [RunMachine.Action]) {
      for action in actions {
        switch action {
        case .start(let target, _): running.append(target)
        case .wait(let target, _, _): waiting.append(target)
        case .settle(let target, _): settled.append(target)
        case .finish: finished += 1
        }
      }
    }
    apply(machine.start())
    for _ in 0..<100 where finished == 0 {
      #expect(running.count <= 2, "seed \(seed)")
      if let target = waiting.popLast() {
        apply(machine.handle(.retryDue(target)))
      } else if Int.random(in: 0..<20, using: &random) == 0 {
        apply(machine.handle(.stopped))
      } else if !running.isEmpty {
        let target = running.remove(at: Int.random(in: 0..<running.count, using: &random))
        let results: [Result<TaskOutcome, TaskFailure>] = [
          .success(.covered), .failure(lost), .failure(broken), .success(.covered),
        ]
        apply(machine.handle(.ended(target, results.randomElement(using: &random)!)))
      }
    }
    #expect(finished == 1, "seed \(seed)")
    #expect(settled.sorted() == nodes.map(\.target).sorted(), "seed \(seed)")
  }

  private func machine(
    _ graph: KeyValuePairs<String, [String]>, parallelism: Int = 2, retries: Int = 2
  ) -> RunMachine {
    RunMachine(
      nodes: graph.map { node($0.key, $0.value) }, parallelism: parallelism, retries: retries)
  }

  private func node(_ name: String, _ inputs: [String]) -> TaskNode {
    TaskNode(
      target: TargetID(name), inputs: inputs.map { TargetID($0) }, version: Fingerprint(of: "1"),
      work: FakePlatform.nodes[0].work)
  }

  private func built(_ name: String) -> RunMachine.Event {
    .ended(
      TargetID(name), .success(.built(BuildSummary(ranges: [], rows: 1, warnings: []))))
  }

  private func words(_ actions: [RunMachine.Action]) -> [String] {
    actions.map { action in
      switch action {
      case .start(let target, let attempt): "start \(target) \(attempt)"
      case .wait(let target, let delay, _): "wait \(target) \(delay)"
      case .settle(let target, let settlement): "settle \(target) \(settlement.state)"
      case .finish(let state): "finish \(state)"
      }
    }
  }
}
