import Ports

/// The port error that `work` throws; nil when it throws none, or another.
func failure<R>(_ work: () async throws -> R) async -> PortError? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error as? PortError
  }
}
