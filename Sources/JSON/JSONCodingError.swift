/// A value that could not be turned into JSON, or JSON that does not hold the value expected.
package struct JSONCodingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where: `tables[3].columns[0].type`; empty for the whole value.
  package let path: String
  /// A sentence without the full stop; it may quote the value found.
  package let message: String

  package var description: String { path.isEmpty ? message : "\(path): \(message)" }

  init(path: [any CodingKey], message: String) {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : "." + key.stringValue
      }
    }
    self.path = text
    self.message = message
  }

  init(_ error: any Error) {
    switch error {
    case let error as JSONCodingError: self = error
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      self.init(path: context.codingPath, message: context.debugDescription)
    case DecodingError.keyNotFound(let key, let context):
      self.init(path: context.codingPath, message: "the key '\(key.stringValue)' is missing")
    case EncodingError.invalidValue(_, let context):
      self.init(path: context.codingPath, message: context.debugDescription)
    default: self.init(path: [], message: "\(error)")
    }
  }
}

/// A step in a path: a key of an object or a place in an array.
struct PathKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = String(intValue)
    self.intValue = intValue
  }
}
