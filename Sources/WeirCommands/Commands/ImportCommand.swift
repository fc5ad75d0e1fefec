internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Connect
internal import Diagnostics
internal import Files
internal import Importing
internal import Ports
internal import Warehouse

extension DiagnosticCode {
  static let nothingToImport = DiagnosticCode(623)
  static let wouldOverwrite = DiagnosticCode(624)
}

extension Diagnostic {
  fileprivate static func nothingToImport(_ why: String, _ help: String) -> Self {
    .error(
      .nothingToImport, summary: "Nothing to import", detail: why, at: nil, help: help)
  }

  fileprivate static func wouldOverwrite(_ path: String) -> Self {
    .error(
      .wouldOverwrite, summary: "File exists",
      detail: "'\(path)' is there already, and an import writes over nothing. Nothing was written.",
      at: nil, help: "Move the file away, or import another schema.")
  }
}

/// `weir import`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write specs of what is live.",
    discussion: """
      Reads schemas of the live warehouse, and writes a folder under specs/ for each: a file for each \
      table and view. Planning right after shows no change. The warehouse is not touched, and no file \
      is written over.

      What specs cannot say is listed: it stays as it is, and no plan touches it.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Flag(help: "Import from the warehouse.")
  var warehouse = false

  @Option(
    name: .customLong("schema"),
    help: ArgumentHelp(
      "A schema to import. Repeatable; all that no spec declares when not given.",
      valueName: "name"))
  var schemas: [String] = []

  @Option(help: "How far Weir is to go with them: observe, additive or authoritative.")
  var manage: ManageMode = .observe

  func validate() throws {
    if !warehouse { throw ValidationError("Say what to import: --warehouse.") }
  }

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let compiled = await session.compile(for: target.environment) else { return .failed }
      let access = try await session.access(to: compiled)
      let connection = try await access.warehouse()
      let inspector = access.inspector(connection)
      let declared = Set(compiled.inspectedSchemas)
      let live = try await inspector.schemaNames()
      let wanted = schemas.isEmpty ? live.filter { !declared.contains($0) } : schemas
      if let problem = problem(wanted, live: live, declared: declared) {
        console.report([problem])
        return .failed
      }
      let inspection = try await inspector.inspect(schemas: wanted, roles: [])
      await connection.close()
      let specs = importWarehouse(
        inspection.state, schemas: wanted.map { SchemaAddress(.warehouse, $0) }, manage: manage,
        dialect: access.environment.dialect)
      return try write(specs, inspection, to: session.files.root, console)
    }
  }

  private func problem(_ wanted: [String], live: [String], declared: Set<String>) -> Diagnostic? {
    if let known = wanted.first(where: { declared.contains($0) }) {
      return .nothingToImport(
        "The schema '\(known)' is declared already.", "Import one that no spec declares.")
    }
    if let missing = wanted.first(where: { !live.contains($0) }) {
      let similar = nearMatch(missing, among: live)
      return .nothingToImport(
        "The warehouse has no schema '\(missing)'.",
        similar.map { "Did you mean '\($0)'?" } ?? "There are: \(live.joined(separator: ", ")).")
    }
    return wanted.isEmpty
      ? .nothingToImport(
        "Every schema of the warehouse is declared already.", "Look at 'weir plan'.") : nil
  }

  private func write(
    _ specs: ImportedSpecs, _ inspection: WarehouseInspection, to root: String, _ console: Console
  ) throws -> Outcome {
    if let taken = specs.files.first(where: { FileSystem.kind(of: "\(root)/\($0.path)") != nil }) {
      console.report([.wouldOverwrite(taken.path)])
      return .failed
    }
    var written: [String] = []
    do {
      for file in specs.files {
        let path = "\(root)/\(file.path)"
        try FileSystem.makeFolder(FileSystem.parent(of: path) ?? root)
        written.append(path)
        _ = try FileSystem.write(Array(file.text.utf8), to: path, .plain)
      }
    } catch {
      // Half an import would be in the way of the next one.
      for path in written { try? FileSystem.remove(path) }
      throw error
    }
    let files = specs.files.count
    console.note("\(files) file\(files == 1 ? "" : "s") written under specs/.")
    let unknown = inspection.facts.unknown.map { ($0.address, $0.what) }
    let all = specs.leftOut.map { ($0.address, $0.why) } + unknown
    if !all.isEmpty {
      console.print("Left as it is: in no spec, and no plan touches it\n")
      for (address, why) in all.sorted(by: { $0.0 < $1.0 }) {
        console.print("  \(address)\n      \(why)\n")
      }
    }
    console.note("Next: weir plan, which shows no change.")
    return .done
  }
}

extension ManageMode: ExpressibleByArgument {}
