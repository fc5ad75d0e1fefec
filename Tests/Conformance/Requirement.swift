internal import Ports

/// What a port promises and an adapter does not keep.
package struct BrokenPromise: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// - Throws: ``BrokenPromise`` with the sentence when the claim is false.
func require(_ claim: Bool, _ sentence: String) throws(BrokenPromise) {
  if !claim { throw BrokenPromise(sentence) }
}

/// - Throws: ``BrokenPromise`` when `work` throws no port error of the kind.
func requireFailure<T>(
  _ kind: PortError.Kind, _ sentence: String, _ work: () async throws(PortError) -> T
) async throws(BrokenPromise) {
  do throws(PortError) {
    _ = try await work()
  } catch {
    try require(error.kind == kind, "\(sentence); it threw \(error.kind) instead of \(kind)")
    return
  }
  throw BrokenPromise("\(sentence); it threw nothing")
}
