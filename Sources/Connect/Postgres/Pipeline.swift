internal import CPostgres
internal import Glibc
package import Ports

/// A statement of a pipeline, with its bound parameters.
package struct PipelinedStatement: Hashable, Sendable {
  package let sql: String
  package let parameters: [String?]

  package init(_ sql: String, _ parameters: [String?] = []) {
    self.sql = sql
    self.parameters = parameters
  }
}

/// What became of a pipeline.
package struct PipelineOutcome: Sendable {
  /// Results of the statements that ran, in their order. Undone if there is a failure.
  package let results: [Rows]
  /// The statement that failed, counted from zero; nil when all ran.
  package let failure: (index: Int, error: PortError)?

  /// The results.
  /// - Throws: the failure, with the statement's number (counted from one) as context.
  package func get() throws(PortError) -> [Rows] {
    if let failure { throw failure.error.adding("statement", String(failure.index + 1)) }
    return results
  }
}

extension PostgresHandle {
  /// Sends all statements, then reads all results (PostgreSQL 15, 34.5).
  func runPipeline(_ statements: [PipelinedStatement]) throws(PortError) -> PipelineOutcome {
    for statement in statements {
      try refuseNUL(in: [statement.sql])
      try refuseNUL(in: statement.parameters)
    }
    guard unsafe PQenterPipelineMode(raw) == 1 else { throw lost() }
    // Without this, client and server could wait for each other with full buffers.
    _ = unsafe PQsetnonblocking(raw, 1)
    defer {
      _ = unsafe PQsetnonblocking(raw, 0)
      _ = unsafe PQexitPipelineMode(raw)
    }
    for statement in statements { try send(statement.sql, statement.parameters) }
    guard unsafe PQpipelineSync(raw) == 1 else { throw lost() }
    try flush()
    return try pipelineResults(statements.count)
  }

  /// Sends what is buffered, taking in results meanwhile.
  private func flush() throws(PortError) {
    while true {
      let left = unsafe PQflush(raw)
      if left == 0 { return }
      if left < 0 { throw lost() }
      var entry = pollfd(
        fd: unsafe PQsocket(raw), events: Int16(POLLIN | POLLOUT), revents: 0)
      _ = unsafe poll(&entry, 1, -1)
      if entry.revents & Int16(POLLIN) != 0, unsafe PQconsumeInput(raw) == 0 {
        throw lost()
      }
    }
  }

  private func pipelineResults(_ count: Int) throws(PortError) -> PipelineOutcome {
    var results: [Rows] = []
    var failure: (index: Int, error: PortError)?
    for index in 0..<count {
      // Each statement gives one result and then an end mark; aborted ones give a result too.
      guard let result = nextResult() else { throw lost() }
      switch result.status {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
        results.append(Rows(result))
      case PGRES_PIPELINE_ABORTED:
        break
      default:
        let found = error(of: result)
        if !isOpen { throw found }
        failure = failure ?? (index, found)
      }
      while nextResult() != nil {}
    }
    guard let sync = nextResult() else { throw lost() }
    if sync.status != PGRES_PIPELINE_SYNC { failure = failure ?? (count - 1, error(of: sync)) }
    return PipelineOutcome(results: results, failure: failure)
  }
}
