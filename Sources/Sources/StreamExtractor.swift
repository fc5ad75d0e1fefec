package import Connect
package import Ports
package import ScheduleModel

/// Finds a secret by its name when a connection is opened.
package typealias SecretResolver = @Sendable (String) throws(PortError) -> Secret

/// Says how to reach a database that specs name.
package typealias ConnectionResolver =
  @Sendable (ConnectionReference) throws(PortError) -> ConnectionSettings

/// Reads streams of every kind into landing folders on this machine.
package struct StreamExtractor: Extracting {
  private let landingRoot: String
  private let http: HTTPClient
  private let secrets: SecretResolver
  private let connections: ConnectionResolver
  private let retrying: Retrying

  /// - Parameters:
  ///   - landingRoot: an absolute path; made when it is missing.
  ///   - clock: for waiting before a request is sent again.
  package init(
    landingRoot: String, http: HTTPClient, secrets: @escaping SecretResolver,
    connections: @escaping ConnectionResolver, clock: any Clock<Duration>
  ) {
    self.landingRoot = landingRoot
    self.http = http
    self.secrets = secrets
    self.connections = connections
    retrying = Retrying(clock: clock)
  }

  /// - Throws: `.refused` when an answer or a record has another shape than the stream declares.
  package func extract(_ work: ExtractWork, range: TimeRange, attempt: String)
    async throws(PortError) -> LandedFiles
  {
    do throws(PortError) {
      let folder = LandingFolder(
        root: landingRoot, source: work.source, stream: work.stream, range: range,
        attempt: attempt)
      let writer = LandingWriter(folder: folder.path)
      switch work.origin {
      case .rest(let stream):
        try await RESTReader(
          stream: stream, client: http, retrying: retrying,
          texts: TemplateTexts(range: range, interval: work.interval, secrets: secrets)
        ).read(RecordSorter(columns: work.columns, folder: folder.path, writer: writer))
      case .postgres(let snapshot):
        try await SnapshotReader(snapshot: snapshot, columns: work.columns)
          .read(from: connections(snapshot.connection), into: writer)
      }
      let landed = try folder.complete(parts: writer.finish())
      try folder.removeUnfinishedSiblings()
      return landed
    } catch {
      throw error.adding("stream", "\(work.source).\(work.stream)")
    }
  }

  package func landedFiles(in folder: String) async throws(PortError) -> LandedFiles {
    try LandingFolder.read(folder)
  }
}
