internal import Catalog
package import Ports
internal import ScheduleModel

/// What every ``RunKeeping`` promises.
package func checkRuns(_ runs: any RunKeeping) async throws {
  let range = TimeRange(parsing: "2013-01-01/2013-02-01")!
  let (a, b) = (TargetID("landing:s.a"), TargetID("lake:s.b"))
  let bundle = Fingerprint(of: "bundle")
  let first = try await runs.begin(
    schedule: "nightly", range: range, bundle: bundle, tasks: [a, b])
  var record = try await latest(runs)
  try require(
    record.id == first && record.schedule == "nightly" && record.range == range
      && record.bundle == bundle && record.state == .running && record.finishedAt == nil,
    "A run that began is running.")
  try require(
    Set(record.tasks.map(\.target)) == [a, b] && record.tasks.allSatisfy { $0.state == .waiting },
    "Its tasks are waiting.")

  for _ in 1...2 { try await runs.attemptBegan(a, of: first) }
  try await runs.taskReached(.failed, a, of: first, rows: nil, message: "No answer.")
  try await runs.taskReached(.skipped, b, of: first, rows: nil, message: nil)
  try await runs.finish(first, as: .failed)
  record = try await latest(runs)
  try require(record.state == .failed && record.finishedAt != nil, "A run that ended has ended.")
  let task = record.tasks.first { $0.target == a }
  try require(
    task?.state == .failed && task?.attempts == 2 && task?.message == "No answer.",
    "A task's attempts and its last message are kept.")
  try require(
    record.tasks.first { $0.target == b }?.attempts == 0, "A skipped task was never tried.")

  let second = try await runs.begin(schedule: "other", range: range, bundle: bundle, tasks: [a])
  try await runs.attemptBegan(a, of: second)
  try await runs.taskReached(.succeeded, a, of: second, rows: 31, message: nil)
  try await runs.finish(second, as: .succeeded)
  try require(second > first, "Runs are numbered in their order.")
  let all = try await runs.latestRuns(of: nil, limit: 10)
  try require(all.map(\.id).prefix(2) == [second, first], "The newest run comes first.")
  try require(all.first?.tasks.first?.rows == 31, "Rows are kept.")
  let nightly = try await runs.latestRuns(of: "nightly", limit: 1)
  try require(nightly.map(\.id) == [first], "Runs of one schedule are found, up to the limit.")
}

private func latest(_ runs: any RunKeeping) async throws -> RunRecord {
  guard let record = try await runs.latestRuns(of: nil, limit: 1).first else {
    throw BrokenPromise("A run that began is among the latest.")
  }
  return record
}
