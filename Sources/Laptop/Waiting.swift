internal import Ports

/// Asks again and again, first after 10 ms and then ever more slowly up to 200 ms, until the answer
/// is yes or the time is up.
///
/// - Returns: false when the time is up.
/// - Throws: `.cancelled`, or what `isDone` throws.
func wait(
  upTo limit: Duration, until isDone: () async throws(PortError) -> Bool
) async throws(PortError) -> Bool {
  let deadline = ContinuousClock.now.advanced(by: limit)
  var pause = Duration.milliseconds(10)
  while true {
    if try await isDone() { return true }
    guard ContinuousClock.now < deadline else { return false }
    do {
      try await Task.sleep(for: pause)
    } catch {
      throw PortError(.cancelled, "Waiting was cancelled.")
    }
    pause = min(pause * 2, .milliseconds(200))
  }
}
