internal import Files
internal import JSON
internal import Ports
internal import Proving

/// Where the report of what a warehouse does as meant is kept: `conformance/<environment>.json`, beside
/// the specs, so that it is reviewed and shared like them.
struct ProofFile {
  let path: String
  private let environment: String

  init(root: String, environment: String) {
    self.environment = environment
    path = "\(root)/conformance/\(environment).json"
  }

  /// Nil when there is none.
  ///
  /// - Throws: `.local` when it cannot be read, or is of another version.
  func read() throws(PortError) -> ProofReport? {
    do {
      guard let bytes = try FileSystem.readIfPresent(path) else { return nil }
      let report = try JSONValueDecoder().decode(
        ProofReport.self, from: try JSONValue(parsing: bytes))
      if report.formatVersion == ProofReport.currentFormatVersion { return report }
      throw unusable("it is of version \(report.formatVersion)")
    } catch { throw error as? PortError ?? unusable("\(error)") }
  }

  private func unusable(_ why: String) -> PortError {
    PortError(
      .local,
      "The report '\(path)' cannot be used: \(why). "
        + "'weir doctor --conformance --env \(environment)' makes a new one.")
  }

  func write(_ report: ProofReport) throws {
    let json = try JSONValueEncoder().encode(report)
    try FileSystem.write(json.prettyBytes(), to: path, .atomic)
  }
}
