internal import CYAML

/// One event of libyaml, copied into Swift values. Marks are counted in characters.
struct Event {
  enum Kind {
    case documentStart, documentEnd, streamEnd
    case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
    /// Says nothing to a reader of trees.
    case other
  }

  var kind: Kind
  var start: Int
  var end: Int
  /// The text of a scalar, or the anchor that an alias names.
  var text = ""
  var style = YAMLScalar.Style.plain
  /// Nil for most nodes.
  var properties: Properties?

  /// What can stand before a node (YAML 1.2.2, 6.9).
  final class Properties {
    let anchor: String?
    let tag: String?

    init(anchor: String?, tag: String?) {
      self.anchor = anchor
      self.tag = tag
    }
  }

  var anchor: String? { properties?.anchor }
  var tag: String? { properties?.tag }
}

/// What libyaml says is wrong. Marks are counted in characters.
struct SyntaxProblem {
  let message: String
  let mark: Int
  /// Where what libyaml was reading begins.
  let contextMark: Int?
}

/// The only owner of one libyaml parser; freed exactly once. It borrows the text it reads, so it
/// lives only inside `read`.
@safe struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Runs `body` with a reader of the UTF-8 text that begins at byte `start` of `bytes`.
  static func read<Result>(
    _ bytes: [UInt8], from start: Int, _ body: (borrowing EventReader) -> Result
  ) -> Result {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let reader = unsafe EventReader(borrowing: UnsafeBufferPointer(rebasing: buffer[start...]))
      return body(reader)
    }
  }

  private init(borrowing text: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      preconditionFailure("libyaml has no memory for a parser")
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// The next event, or nil when the text is not YAML; `problem` then says why.
  func next() -> Event? {
    var raw = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &raw) == 1 else { return nil }
    defer { unsafe yaml_event_delete(&raw) }
    return unsafe Self.copy(raw)
  }

  /// Why `next` gave nothing.
  var problem: SyntaxProblem {
    let message = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? ""
    return SyntaxProblem(
      message: message, mark: Int(unsafe parser.pointee.problem_mark.index),
      contextMark: unsafe parser.pointee.context == nil
        ? nil : Int(parser.pointee.context_mark.index))
  }

  private static func copy(_ raw: yaml_event_t) -> Event {
    var event = unsafe Event(
      kind: .other, start: Int(raw.start_mark.index), end: Int(raw.end_mark.index))
    switch unsafe raw.type {
    case YAML_DOCUMENT_START_EVENT: event.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: event.kind = .documentEnd
    case YAML_STREAM_END_EVENT: event.kind = .streamEnd
    case YAML_SEQUENCE_END_EVENT: event.kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: event.kind = .mappingEnd
    case YAML_ALIAS_EVENT:
      event.kind = .alias
      event.text = unsafe string(raw.data.alias.anchor) ?? ""
    case YAML_SEQUENCE_START_EVENT:
      event.kind = .sequenceStart
      event.properties = unsafe properties(
        raw.data.sequence_start.anchor, raw.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      event.kind = .mappingStart
      event.properties = unsafe properties(
        raw.data.mapping_start.anchor, raw.data.mapping_start.tag)
    case YAML_SCALAR_EVENT:
      unsafe copyScalar(raw, into: &event)
    default: break
    }
    return event
  }

  private static func copyScalar(_ raw: yaml_event_t, into event: inout Event) {
    let scalar = unsafe raw.data.scalar
    event.kind = .scalar
    event.properties = unsafe properties(scalar.anchor, scalar.tag)
    event.text = unsafe String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    event.style =
      switch unsafe scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
  }

  private static func properties(
    _ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?
  ) -> Event.Properties? {
    guard unsafe anchor != nil || tag != nil else { return nil }
    return unsafe Event.Properties(anchor: string(anchor), tag: string(tag))
  }

  private static func string(_ text: UnsafeMutablePointer<UInt8>?) -> String? {
    unsafe text.map { unsafe String(cString: $0) }
  }
}
