internal import Catalog
internal import JSON
package import PlanModel

extension LiveObjects {
  /// How an object of a plan's basis has moved since, in a few words for people: `it is gone`,
  /// `columns: 'note' is new; comment`. Nil for a plan that does not say how the object was.
  package func difference(from object: BasisObject) -> String? {
    let now = form(of: object.address)
    switch (object.form, now) {
    case (nil, nil): return nil
    case (nil, _?): return object.fingerprint == .ofNothing ? "it is there now" : nil
    case (_?, nil): return "it is gone"
    case (let old?, let new?):
      let keys = Set((old.objectValue?.keys ?? []) + (new.objectValue?.keys ?? [])).sorted()
      let parts = keys.filter { old[$0] != new[$0] }.map { key in
        words(of: key, from: old[key], to: new[key])
      }
      return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
  }
}

private func words(of key: String, from old: JSONValue?, to new: JSONValue?) -> String {
  let title = key.replacing("_", with: " ")
  guard let old = old?.arrayValue, let new = new?.arrayValue,
    (old + new).allSatisfy({ $0["name"]?.stringValue != nil })
  else { return "its \(title)" }
  // What has a name is told by it.
  func named(_ values: [JSONValue]) -> [String: JSONValue] {
    Dictionary(
      values.map { ($0["name"]?.stringValue ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }
  let (before, after) = (named(old), named(new))
  let names = Set(before.keys).union(after.keys).sorted()
  let changes = names.compactMap { name -> String? in
    switch (before[name], after[name]) {
    case (nil, _?): "'\(name)' is new"
    case (_?, nil): "'\(name)' is gone"
    case (let a, let b): a == b ? nil : "'\(name)' is different"
    }
  }
  return "\(title): " + (changes.isEmpty ? "their order" : changes.joined(separator: ", "))
}
