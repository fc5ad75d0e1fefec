import JSON
import Reference
import Spec
import Testing

/// What is made from the table of fields and committed.
struct ReferenceTests {
  /// `weir schema --write` mends it.
  @Test func theSchemaIsFresh() throws {
    try expectFile(specSchema().prettyText(), "specs/weir.schema.json")
  }

  /// `weir schema --reference` prints it.
  @Test func thePageIsFresh() throws {
    try expectFile(specReferencePage(), "Sources/WeirCommands/Weir.docc/SpecReference.md")
  }

  /// `weir schema --functions` prints it.
  @Test func thePageOfFunctionsIsFresh() throws {
    try expectFile(
      functionReferencePage(), "Sources/WeirCommands/Weir.docc/FunctionReference.md")
  }

  @Test func everyReferenceHasItsDefinition() throws {
    let schema = specSchema()
    let definitions = try #require(schema["definitions"]?.objectValue)
    var named: Set<String> = []
    collect(schema, &named)
    #expect(named.count == definitions.count, "each definition is used")
    for name in named { #expect(definitions[name] != nil, "\(name)") }
    #expect(named.count > 60)
  }

  private func collect(_ value: JSONValue, _ named: inout Set<String>) {
    switch value {
    case .array(let elements): for element in elements { collect(element, &named) }
    case .object(let members):
      for (key, value) in members {
        if key == "$ref", let text = value.stringValue {
          named.insert(String(text.dropFirst("#/definitions/".count)))
        }
        collect(value, &named)
      }
    default: break
    }
  }
}
