internal import Spec

/// A name for every mapping of the language: that of its kind, then the keys that lead to it.
struct ShapeNames {
  /// A mapping and where it is first met.
  struct Entry {
    let name: String
    let shape: Shape
  }

  /// In the order of the kinds and of their keys, each mapping once.
  private(set) var entries: [Entry] = []
  private var names: [ObjectIdentifier: String] = [:]

  init() {
    for definition in KindDefinition.all {
      add(definition.shape, definition.kind.rawValue)
    }
  }

  /// `environment.warehouse.connection`
  subscript(shape: Shape) -> String { names[ObjectIdentifier(shape)] ?? shape.name }

  private mutating func add(_ shape: Shape, _ name: String) {
    guard names[ObjectIdentifier(shape)] == nil else { return }
    names[ObjectIdentifier(shape)] = name
    entries.append(Entry(name: name, shape: shape))
    for field in shape.fields { add(field.type, "\(name).\(field.key)") }
    for variant in shape.variants?.cases ?? [] {
      for field in variant.fields { add(field.type, "\(name).\(variant.word).\(field.key)") }
    }
  }

  private mutating func add(_ type: FieldType, _ name: String) {
    switch type {
    case .record(let shape): add(shape, name)
    case .list(let element, _, _), .map(let element): add(element, name)
    case .oneOf(let types): for type in types { add(type, name) }
    default: break
    }
  }
}
