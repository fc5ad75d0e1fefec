extension TableMetadata {
  /// How many former metadata files are remembered where the table does not say.
  private static let defaultMetadataLogLimit = 100

  /// The metadata after the updates; equal to this one when they change nothing, in which case no
  /// file is to be written.
  ///
  /// - Parameters:
  ///   - milliseconds: the time of the commit, since 1970, UTC.
  ///   - file: where this metadata stands; it goes into the metadata log.
  /// - Throws: when an update is against the rules, or the table is not of format version 2.
  package func applying(
    _ updates: [TableUpdate], at milliseconds: Int64, replacing file: String?
  ) throws(IcebergError) -> TableMetadata {
    var editor = try MetadataEditor(self, at: milliseconds)
    for update in updates { try editor.apply(update) }
    guard editor.metadata != self else { return self }
    try editor.finish()
    var result = editor.metadata
    if let file {
      result.metadataLog.append(
        .init(timestampMilliseconds: lastUpdatedMilliseconds, file: file))
      let limit = properties["write.metadata.previous-versions-max"].flatMap { Int($0) }
      let kept = max(1, limit ?? Self.defaultMetadataLogLimit)
      result.metadataLog = result.metadataLog.suffix(kept)
    }
    result.lastUpdatedMilliseconds = max(
      milliseconds, lastUpdatedMilliseconds,
      result.snapshotLog.last?.timestampMilliseconds ?? milliseconds)
    return result
  }

  /// The spec with an ID for each field: that of a field with the same source and transform in any
  /// former spec, else a new one. IDs that a request brings are kept.
  func givingFieldIDs(to spec: PartitionSpec) -> PartitionSpec {
    var last = max(lastPartitionID, spec.highestFieldID)
    let former = partitionSpecs.flatMap(\.fields)
    var copy = spec
    for (place, field) in spec.fields.enumerated() where field.fieldID == nil {
      let same = former.first {
        $0.sourceID == field.sourceID && $0.transform == field.transform
      }
      if let id = same?.fieldID {
        copy.fields[place].fieldID = id
      } else {
        last += 1
        copy.fields[place].fieldID = last
      }
    }
    return copy
  }
}
