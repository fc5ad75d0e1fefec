internal import Diagnostics

/// Turns libyaml's events into trees. Recursion is bounded by `YAMLLimits.depth`.
struct NodeBuilder {
  /// A finished node with what an alias to it costs.
  struct Built {
    var node: YAMLNode
    /// How many nodes it holds, itself included.
    var weight = 1
    /// How many collections are nested in it, itself included.
    var height = 0
  }

  let file: SourceFile
  let map: CharacterMap
  var sink = DiagnosticSink()
  private var anchors: [String: Built] = [:]
  private var openAnchors: Set<String> = []
  private var aliasedNodes = 0
  /// How many unknown aliases may still be given advice, which costs a look at all anchors.
  private var adviceLeft = 20

  init(file: SourceFile, map: CharacterMap) {
    self.file = file
    self.map = map
  }

  /// All documents up to the end or the first mistake that leaves no tree.
  mutating func documents(from reader: borrowing EventReader) -> [YAMLNode] {
    var documents: [YAMLNode] = []
    while let event = next(reader), event.kind != .streamEnd {
      guard event.kind == .documentStart else { continue }
      anchors.removeAll()
      guard let first = next(reader), let built = build(first, reader, depth: 0),
        next(reader) != nil
      else { break }
      documents.append(built.node)
    }
    return documents
  }

  private mutating func next(_ reader: borrowing EventReader) -> Event? {
    if let event = reader.next() { return event }
    let problem = reader.problem
    sink.report(
      .invalidSyntax(
        problem.message, at: map.byteOffset(ofCharacter: problem.mark),
        beganAt: problem.contextMark.map { map.byteOffset(ofCharacter: $0) }, in: file))
    return nil
  }

  /// The node that begins with an event; nil when the file cannot be read further.
  private mutating func build(
    _ event: Event, _ reader: borrowing EventReader, depth: Int
  ) -> Built? {
    if event.kind == .alias { return alias(event, depth: depth) }
    guard event.kind == .scalar || depth < YAMLLimits.depth else {
      sink.report(.nestedTooDeeply(at: span(event)))
      return nil
    }
    if let anchor = event.anchor { openAnchors.insert(anchor) }
    let built: Built? =
      switch event.kind {
      case .scalar: scalar(event)
      case .sequenceStart: sequence(event, reader, depth: depth)
      case .mappingStart: mapping(event, reader, depth: depth)
      default: nil
      }
    if let anchor = event.anchor {
      openAnchors.remove(anchor)
      anchors[anchor] = built
    }
    return built
  }

  private mutating func alias(_ event: Event, depth: Int) -> Built? {
    guard let target = anchors[event.text] else {
      sink.report(
        .unknownAnchor(
          event.text, isOpen: openAnchors.contains(event.text), at: span(event),
          known: namesForAdvice()))
      return Built(node: YAMLNode(.invalid, at: span(event)))
    }
    aliasedNodes += target.weight
    guard aliasedNodes <= YAMLLimits.aliasedNodes else {
      sink.report(.tooManyAliases(at: span(event)))
      return nil
    }
    guard depth + target.height <= YAMLLimits.depth else {
      sink.report(.nestedTooDeeply(at: span(event)))
      return nil
    }
    return target
  }

  private mutating func namesForAdvice() -> [String] {
    adviceLeft -= 1
    return adviceLeft < 0 ? [] : anchors.keys.sorted()
  }

  private mutating func scalar(_ event: Event) -> Built {
    checkTag(event)
    let isText = event.tag == "tag:yaml.org,2002:str" || event.tag == "!"
    let scalar = YAMLScalar(event.text, style: event.style, isTaggedText: isText)
    var span = contentSpan(event)
    if event.style == .literal || event.style == .folded { span = trimmed(span) }
    return Built(node: YAMLNode(.scalar(scalar), at: span))
  }

  private mutating func sequence(
    _ event: Event, _ reader: borrowing EventReader, depth: Int
  ) -> Built? {
    checkTag(event)
    var elements: [YAMLNode] = []
    var last: SourceSpan?
    var weight = 1
    var height = 0
    while let inner = next(reader) {
      if inner.kind == .sequenceEnd {
        let span = collectionSpan(event, inner, lastChild: last)
        return Built(
          node: YAMLNode(.sequence(elements), at: span), weight: weight, height: height + 1)
      }
      guard let built = build(inner, reader, depth: depth + 1) else { return nil }
      elements.append(built.node)
      last = inner.kind == .alias ? span(inner) : built.node.span
      weight += built.weight
      height = max(height, built.height)
    }
    return nil
  }

  private mutating func mapping(
    _ event: Event, _ reader: borrowing EventReader, depth: Int
  ) -> Built? {
    checkTag(event)
    var entries = MappingEntries()
    var last: SourceSpan?
    var weight = 1
    var height = 0
    while let inner = next(reader) {
      if inner.kind == .mappingEnd {
        entries.merge(&sink)
        let span = collectionSpan(event, inner, lastChild: last)
        // A merge copies entries that were counted when their alias was read.
        return Built(
          node: YAMLNode(.mapping(entries.entries), at: span), weight: weight, height: height + 1)
      }
      guard let key = build(inner, reader, depth: depth + 1), let second = next(reader),
        let value = build(second, reader, depth: depth + 1)
      else { return nil }
      last = second.kind == .alias ? span(second) : value.node.span
      weight += key.weight + value.weight
      // What is merged stands in this mapping itself, not one level deeper.
      height = max(height, key.height, value.height - (isMergeKey(key.node) ? 1 : 0))
      entries.add(key: key.node, value: value.node, &sink)
    }
    return nil
  }

  private func isMergeKey(_ key: YAMLNode) -> Bool {
    key.scalar.map(MappingEntries.isMergeKey) ?? false
  }

  private mutating func checkTag(_ event: Event) {
    guard let tag = event.tag, tag != "!" else { return }
    let core = "tag:yaml.org,2002:"
    let known = ["str", "int", "float", "bool", "null", "seq", "map"]
    guard !known.contains(where: { tag == core + $0 }) else { return }
    sink.report(.unknownTag(tag, at: span(event)))
  }
}

// MARK: - Places

extension NodeBuilder {
  private func span(_ event: Event) -> SourceSpan {
    SourceSpan(
      file: file.id, start: map.byteOffset(ofCharacter: event.start),
      end: map.byteOffset(ofCharacter: event.end))
  }

  /// The place of an event's value without the anchor and the tag in front of it.
  private func contentSpan(_ event: Event) -> SourceSpan {
    let whole = span(event)
    guard event.anchor != nil || event.tag != nil else { return whole }
    var index = Int(whole.start)
    let end = Int(whole.end)
    while index < end {
      switch file.bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        index += 1
      case UInt8(ascii: "#"):
        while index < end, file.bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        while index < end, file.bytes[index] > UInt8(ascii: " ") { index += 1 }
      default:
        return SourceSpan(file: file.id, start: index, end: end)
      }
    }
    return SourceSpan(file: file.id, start: end, end: end)
  }

  /// A block scalar's place without the blank lines and line breaks behind it.
  private func trimmed(_ span: SourceSpan) -> SourceSpan {
    var end = Int(span.end)
    while end > Int(span.start), file.bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
    return SourceSpan(file: file.id, start: Int(span.start), end: end)
  }

  /// libyaml ends a block collection where the next token begins, so its last child says more; for
  /// an alias that is the place of the alias itself.
  private func collectionSpan(
    _ start: Event, _ end: Event, lastChild: SourceSpan?
  ) -> SourceSpan {
    let first = map.byteOffset(ofCharacter: start.start)
    let last = map.byteOffset(ofCharacter: end.end)
    if end.end > end.start { return SourceSpan(file: file.id, start: first, end: last) }
    return SourceSpan(file: file.id, start: first, end: lastChild.map { Int($0.end) } ?? last)
  }
}
