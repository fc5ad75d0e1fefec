internal import ArgumentParser
internal import Files

/// Which project and variables a command works with.
struct ProjectOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("project")],
    help: ArgumentHelp("The project's folder, which holds specs/.", valueName: "folder"))
  var folder = "."

  @Option(
    name: .customLong("var"),
    help: ArgumentHelp(
      "A variable for '${var.NAME}'; wins over the environment's. Repeatable.",
      valueName: "name=value"))
  var variables: [String] = []

  func validate() throws {
    for variable in variables where !variable.dropFirst().contains("=") {
      throw ValidationError("'--var \(variable)' is not of the form NAME=VALUE.")
    }
  }

  /// The variables by name; a later one wins.
  var variableValues: [String: String] {
    var values: [String: String] = [:]
    for variable in variables {
      let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
    return values
  }

  /// The project's folder as an absolute path.
  func root() throws(FileError) -> String { try FileSystem.absolute(folder) }
}

/// Which environment a command works with.
struct EnvironmentOptions: ParsableArguments {
  @Option(
    name: [.customShort("e"), .customLong("env")],
    help: ArgumentHelp("The environment, as a spec names it.", valueName: "name"))
  var environment = "local"
}
