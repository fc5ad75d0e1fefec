internal import ArgumentParser
internal import Files
internal import JSON
internal import Reference

/// `weir schema`
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of specs, for editors.",
    discussion: """
      An editor that knows it completes keys and words, shows what they mean, and marks what Weir \
      would refuse. 'weir schema --write' puts it into specs/weir.schema.json; a spec file names it \
      in its first line:

        # yaml-language-server: $schema=weir.schema.json
      """)

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Write specs/weir.schema.json instead of printing.")
  var write = false

  @Flag(help: "Print the reference of the language instead, in Markdown.")
  var reference = false

  @Flag(help: "Print the functions that queries may use instead, in Markdown.")
  var functions = false

  func validate() throws {
    if [write, reference, functions].count(where: \.self) > 1 {
      throw ValidationError("'--write', '--reference' and '--functions' exclude each other.")
    }
  }

  func run() async throws {
    let console = Console.standard
    try await console.run {
      if reference {
        console.print(specReferencePage())
      } else if functions {
        console.print(functionReferencePage())
      } else if write {
        let path = "specs/\(schemaFileName)"
        let outcome = try FileSystem.write(
          specSchema().prettyBytes(), to: "\(try project.root())/\(path)", .atomic)
        console.note(outcome == .written ? "\(path): written." : "\(path): up to date.")
      } else {
        console.print(specSchema().prettyText())
      }
      return .done
    }
  }
}

/// Where the schema stands in a project, below `specs`.
let schemaFileName = "weir.schema.json"
