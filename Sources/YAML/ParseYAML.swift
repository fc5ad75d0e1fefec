package import Diagnostics

/// Reads the documents of a YAML file, one node each, in order.
///
/// After a mistake in the syntax the documents before it are returned; duplicate keys, unknown
/// anchors and the like are reported and the tree goes on without them. Reports WR0001 to WR0011.
package func parseYAML(_ file: SourceFile, sink: inout DiagnosticSink) -> [YAMLNode] {
  guard file.bytes.count <= YAMLLimits.fileSize else {
    sink.report(.fileTooLarge(file))
    return []
  }
  let map: CharacterMap
  do throws(CharacterMap.Flaw) {
    map = try CharacterMap(of: file.bytes)
  } catch {
    sink.report(.unreadableBytes(error, in: file))
    return []
  }
  return EventReader.read(file.bytes, from: map.start) { reader in
    var builder = NodeBuilder(file: file, map: map)
    let documents = builder.documents(from: reader)
    sink.absorb(builder.sink)
    return documents
  }
}
