package import JSON
internal import Spec

/// The JSON Schema (draft-07) of one document of a spec file, made from the table of fields.
///
/// It holds what editors can check while one types: keys, words, forms of values. What a name means
/// is for the compiler.
package func specSchema() -> JSONValue {
  var writer = SchemaWriter()
  return writer.root()
}

/// Writes the mappings of the language as definitions that refer to each other.
private struct SchemaWriter {
  private let names = ShapeNames()
  private var definitions: [(String, JSONValue)] = []

  mutating func root() -> JSONValue {
    var choices: [JSONValue] = []
    for definition in KindDefinition.all {
      let kind = JSONValue.string(definition.kind.rawValue)
      choices.append([
        "if": ["properties": ["kind": ["const": kind]], "required": ["kind"]],
        "then": whole(definition.shape),
      ])
    }
    for entry in names.entries {
      definitions.append((entry.name, definition(entry.shape, .whole)))
    }
    let kind = described(words(KindDefinition.choices), "What the document declares.")
    return [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "A document of a Weir spec",
      "type": "object",
      "properties": ["kind": kind],
      "required": ["kind"],
      "allOf": .array(choices),
      "definitions": .object(JSONObject(definitions)),
    ]
  }

  /// What must be there: everything, or only what an overlay changes.
  private enum Extent {
    case whole
    case overlay
  }

  private func name(_ shape: Shape, _ extent: Extent) -> String {
    extent == .whole ? names[shape] : "overlay.\(names[shape])"
  }

  private mutating func reference(_ shape: Shape, _ extent: Extent) -> JSONValue {
    if extent == .overlay { addOverlay(shape) }
    return ["$ref": .string("#/definitions/\(name(shape, extent))")]
  }

  private mutating func addOverlay(_ shape: Shape) {
    let name = name(shape, .overlay)
    guard !definitions.contains(where: { $0.0 == name }) else { return }
    let place = definitions.count
    definitions.append((name, true))
    definitions[place].1 = definition(shape, .overlay)
  }

  /// A kind's document; one that takes over from another needs less.
  private mutating func whole(_ shape: Shape) -> JSONValue {
    guard let key = shape.overlayKey else { return reference(shape, .whole) }
    return [
      "if": ["required": [.string(key)]],
      "then": reference(shape, .overlay),
      "else": reference(shape, .whole),
    ]
  }

  // MARK: Mappings

  private mutating func definition(_ shape: Shape, _ extent: Extent) -> JSONValue {
    var object: JSONObject = ["description": .string(shape.doc), "type": "object"]
    var properties = JSONObject()
    if KindDefinition.named(shape.name)?.shape === shape {
      properties["kind"] = ["const": .string(shape.name)]
    }
    if let variants = shape.variants {
      properties[variants.key] = described(words(variants.choices), variants.doc)
    }
    for field in shape.fields { properties[field.key] = schema(of: field, extent) }
    object["properties"] = .object(properties)
    var required = required(shape.fields, extent)
    if let variants = shape.variants, variants.defaultWord == nil, extent == .whole {
      required.insert(.string(variants.key), at: 0)
    }
    if !required.isEmpty { object["required"] = .array(required) }
    if shape.variants == nil { object["additionalProperties"] = false }
    var conditions = shape.rules.flatMap { schemas(of: $0, extent) }
    if let variants = shape.variants {
      conditions += cases(variants, common: properties.keys, extent)
    }
    if !conditions.isEmpty { object["allOf"] = .array(conditions) }
    return .object(object)
  }

  /// What each word of the deciding key brings.
  private mutating func cases(
    _ variants: Variants, common: [String], _ extent: Extent
  ) -> [JSONValue] {
    variants.cases.map { variant in
      var then = JSONObject()
      var properties = JSONObject()
      for key in common { properties[key] = true }
      for field in variant.fields { properties[field.key] = schema(of: field, extent) }
      then["properties"] = .object(properties)
      let required = required(variant.fields, extent)
      if !required.isEmpty { then["required"] = .array(required) }
      then["additionalProperties"] = false
      let conditions = variant.rules.flatMap { schemas(of: $0, extent) }
      if !conditions.isEmpty { then["allOf"] = .array(conditions) }
      var test: JSONObject = [
        "properties": [variants.key: ["const": .string(variant.word)]]
      ]
      if variants.defaultWord != variant.word { test["required"] = [.string(variants.key)] }
      return ["if": .object(test), "then": .object(then)]
    }
  }

  private func required(_ fields: [Field], _ extent: Extent) -> [JSONValue] {
    fields.filter { $0.isRequired && (extent == .whole || $0.key == "name") }.map {
      .string($0.key)
    }
  }

  private func schemas(of rule: ShapeRule, _ extent: Extent) -> [JSONValue] {
    func has(_ key: String) -> JSONValue { ["required": [.string(key)]] }
    switch rule {
    case .exactlyOne(let keys):
      return extent == .whole ? [["oneOf": .array(keys.map(has))]] : []
    case .atLeastOne(let keys):
      return extent == .whole ? [["anyOf": .array(keys.map(has))]] : []
    case .atMostOne(let keys):
      return keys.indices.flatMap { first in
        keys[(first + 1)...].map { second in
          ["not": ["required": [.string(keys[first]), .string(second)]]]
        }
      }
    case .requires(let key, let other):
      return extent == .whole ? [["dependencies": [key: [.string(other)]]]] : []
    case .excludes(let key, let others):
      return [["dependencies": [key: ["not": ["anyOf": .array(others.map(has))]]]]]
    case .ascending, .sameLength:
      return []
    }
  }

  // MARK: Values

  private mutating func schema(of field: Field, _ extent: Extent) -> JSONValue {
    var doc = field.doc
    if let state = field.state.note { doc += " " + state }
    var value = described(schema(field.type, extent), doc)
    if let text = field.defaultText, case .object(var object) = value {
      object["default"] = parsed(text, as: field.type)
      value = .object(object)
    }
    return value
  }

  private func parsed(_ text: String, as type: FieldType) -> JSONValue {
    switch type {
    case .boolean: .bool(text == "true")
    case .integer, .number: (try? JSONValue(parsing: text)) ?? .string(text)
    default: .string(text)
    }
  }

  private func described(_ schema: JSONValue, _ doc: String) -> JSONValue {
    guard case .object(let object) = schema else { return schema }
    // Beside a reference nothing else is looked at (draft-07, 8.3).
    if object["$ref"] != nil { return ["description": .string(doc), "allOf": [schema]] }
    var described: JSONObject = ["description": .string(doc)]
    for (key, value) in object { described[key] = value }
    return .object(described)
  }

  private func words(_ choices: [FieldType.Choice]) -> JSONValue {
    var words: [JSONValue] = []
    var docs: [JSONValue] = []
    for choice in choices {
      let doc = choice.doc + (choice.state.note.map { " " + $0 } ?? "")
      words.append(.string(choice.word))
      docs.append(.string(doc))
      // YAML reads the word as a number unless it is quoted.
      if let number = Int64(choice.word) {
        words.append(.integer(number))
        docs.append(.string(doc))
      }
    }
    return ["enum": .array(words), "enumDescriptions": .array(docs)]
  }

  private mutating func schema(_ type: FieldType, _ extent: Extent) -> JSONValue {
    switch type {
    case .text, .prose, .sqlFile, .cron, .timeZone, .dataType, .warehouseType, .partition:
      return ["type": "string", "minLength": 1]
    case .scalar, .template, .sql: return ["type": ["string", "number", "boolean"]]
    case .name: return ["type": "string", "pattern": .string("^\(Pattern.name)$")]
    case .declaredName(let parts):
      return ["type": "string", "pattern": .string("^\(Pattern.dotted(parts))$")]
    case .reference(let parts):
      return ["type": "string", "pattern": .string("^\(Pattern.side)\(Pattern.dotted(parts))$")]
    case .selector: return ["type": "string", "pattern": .string(Pattern.selector)]
    case .integer(let range):
      var object: JSONObject = ["type": "integer", "minimum": .integer(Int64(range.lowerBound))]
      if range.upperBound != .max { object["maximum"] = .integer(Int64(range.upperBound)) }
      return .object(object)
    case .number: return ["type": "number", "minimum": 0]
    case .boolean: return ["type": "boolean"]
    case .choice(let choices): return words(choices)
    case .duration: return ["type": "string", "pattern": .string(Pattern.duration)]
    case .size: return ["type": "string", "pattern": "^[0-9]+(KB|MB|GB)$"]
    case .date: return ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
    case .list(let element, let minimum, let unique):
      var object: JSONObject = ["type": "array", "items": schema(element, extent)]
      if minimum > 0 { object["minItems"] = .integer(Int64(minimum)) }
      if case .value? = unique { object["uniqueItems"] = true }
      return .object(object)
    case .map(let element):
      return ["type": "object", "additionalProperties": schema(element, extent)]
    case .record(let shape): return reference(shape, extent)
    case .oneOf(let types): return ["anyOf": .array(types.map { schema($0, extent) })]
    }
  }
}

/// Regular expressions of values (ECMA 262, as JSON Schema has them).
private enum Pattern {
  static let name = "[A-Za-z_][A-Za-z0-9_]{0,126}"
  static let side = "((lake|wh):)?"
  static let duration = "^(?=.)([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$"
  static let selector =
    "^\\+?(\\*|(tag|source|kind):\(name)|\(side)\(name)(\\.\(name))*(\\.\\*)?)\\+?$"

  static func dotted(_ parts: ClosedRange<Int>) -> String {
    "\(name)(\\.\(name)){\(parts.lowerBound - 1),\(parts.upperBound - 1)}"
  }
}

extension BuildState {
  /// What readers are told of what is not carried out; nil for all else.
  var note: String? {
    switch self {
    case .built: nil
    case .notYet(let help): "Not carried out yet, so it is refused (WR0285). \(help)"
    case .withoutEffect(let why): "Without effect yet (WR0291): \(why)."
    }
  }
}
