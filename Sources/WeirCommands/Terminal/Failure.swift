internal import Diagnostics
internal import Files
internal import Ports

extension DiagnosticCode {
  static let fileFailed = DiagnosticCode(600)
  static let unreachable = DiagnosticCode(601)
  static let denied = DiagnosticCode(602)
  static let missing = DiagnosticCode(603)
  static let conflict = DiagnosticCode(604)
  static let locked = DiagnosticCode(605)
  static let refused = DiagnosticCode(606)
  static let localFailure = DiagnosticCode(607)
  static let cancelled = DiagnosticCode(608)
}

extension Diagnostic {
  /// A failure of the world, told once, at the command boundary.
  static func failure(_ error: PortError, help: String? = nil) -> Self {
    let (code, summary): (DiagnosticCode, String) =
      switch error.kind {
      case .unreachable: (.unreachable, "Nothing answers")
      case .denied: (.denied, "Not allowed")
      case .missing: (.missing, "Not there")
      case .conflict: (.conflict, "Somebody else was faster")
      case .locked: (.locked, "Locked")
      case .refused: (.refused, "Refused by the other side")
      case .local: (.localFailure, "This machine failed")
      case .cancelled: (.cancelled, "Cancelled")
      }
    return .error(code, summary: summary, detail: error.description, at: nil, help: help)
  }

  static func failure(_ error: FileError, help: String? = nil) -> Self {
    .error(
      .fileFailed, summary: "File cannot be used", detail: error.description, at: nil, help: help)
  }
}

extension Console {
  /// Runs a command's work. A failure of the world becomes a diagnostic and an exit code.
  func run(_ work: () async throws -> Outcome) async throws {
    do {
      try await work().exit()
    } catch let error as PortError {
      report([.failure(error)], in: SourceMap())
      try (error.kind == .locked ? Outcome.locked : .failed).exit()
    } catch let error as FileError {
      report([.failure(error, help: help(for: error))], in: SourceMap())
      try Outcome.failed.exit()
    }
  }

  private func help(for error: FileError) -> String? {
    error.path.hasSuffix("/specs")
      ? "Run weir in the folder that holds specs/, or name it with '--project'." : nil
  }
}
