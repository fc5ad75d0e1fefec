/// The results of `body` for 0 up to `count`, in order, worked out on all cores.
///
/// For work that does not wait: each task takes a share of neighbouring numbers.
func concurrently<Result: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) -> Result
) async -> [Result] {
  // Shares are small enough that no core idles long at the end, and large enough to cost nothing.
  let share = max(1, min(256, count / 16))
  guard count > share else { return (0..<count).map(body) }
  return await withTaskGroup(of: (start: Int, results: [Result]).self) { group in
    for start in stride(from: 0, to: count, by: share) {
      group.addTask { (start, (start..<min(start + share, count)).map(body)) }
    }
    var shares: [(start: Int, results: [Result])] = []
    shares.reserveCapacity(count / share + 1)
    for await share in group { shares.append(share) }
    shares.sort { $0.start < $1.start }
    return shares.flatMap(\.results)
  }
}
