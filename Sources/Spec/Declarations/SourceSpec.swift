internal import Diagnostics

/// One system that data comes from.
package final class SourceSpec: SpecDeclaration {
  /// How the system is reached and what is asked of it.
  package enum Origin: Sendable {
    case restAPI(RESTConnectionSpec)
    case postgres(DatabaseConnectionSpec)
    case rdsExport(RDSExportSpec)
    case kafka(KafkaConnectionSpec)
    case files(FilesConnectionSpec)
  }

  package let header: DeclarationHeader
  package let origin: Origin
  /// In the order written; names unique.
  package let streams: [StreamSpec]
  /// What it was called before.
  package let was: Spanned<String>?

  static let shape = Shape(
    .source,
    [
      .declaredName(1...1, "How streams are referred to: 'NAME.STREAM'."),
      .optional("description", .prose, "What the system is."), .owner, .tags,
      .wasName.notYet("Keep the old name: landed files and cursors are kept under it."),
    ],
    variants: Variants(
      "type", "What kind of system it is.",
      [
        .init(
          "rest_api", "A REST API that answers with JSON.",
          fields(connection: RESTConnectionSpec.shape, streams: StreamSpec.restShape)),
        .init(
          "postgres", "A PostgreSQL database, copied from one consistent view.",
          fields(connection: DatabaseConnectionSpec.shape, streams: StreamSpec.tableShape)),
        .init(
          "rds_export", "A database of Amazon RDS, through exports of its snapshots.",
          fields(connection: RDSExportSpec.shape, streams: StreamSpec.exportShape)
        )
        .notYet("Use 'type: postgres'."),
        .init(
          "kafka", "Topics of Kafka, read in windows.",
          fields(connection: KafkaConnectionSpec.shape, streams: StreamSpec.topicShape)
        )
        .notYet("Land the topic in a database or behind an API that Weir reads."),
        .init(
          "files", "Files that somebody else puts somewhere.",
          fields(connection: FilesConnectionSpec.shape, streams: StreamSpec.fileShape)
        )
        .notYet("Load them into a database or behind an API that Weir reads."),
      ]))

  private static func fields(connection: Shape, streams: Shape) -> [Field] {
    [
      .required("connection", .record(connection), "How to reach it."),
      .required(
        "streams", .records(streams, minimum: 1, unique: "name"), "What is read from it."),
    ]
  }

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let connection = record.record("connection"),
      let origin = Self.origin(record.variant?.value, connection)
    else { return nil }
    self.header = header
    self.origin = origin
    streams = record.records("streams", StreamSpec.init)
    was = record.text("was")
  }

  private static func origin(_ type: String?, _ connection: Record) -> Origin? {
    switch type {
    case "rest_api": RESTConnectionSpec(connection).map { .restAPI($0) }
    case "postgres": DatabaseConnectionSpec(connection).map { .postgres($0) }
    case "rds_export": RDSExportSpec(connection).map { .rdsExport($0) }
    case "kafka": KafkaConnectionSpec(connection).map { .kafka($0) }
    case "files": FilesConnectionSpec(connection).map { .files($0) }
    default: nil
    }
  }
}
