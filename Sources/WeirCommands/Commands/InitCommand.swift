internal import ArgumentParser
internal import Diagnostics
internal import Files
internal import JSON
internal import Reference

/// `weir init`
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a project: a small platform that validates, to be changed.",
    discussion: """
      Writes specs for a source, a lake, a star schema, a role and a schedule, into an empty folder or \
      one that holds nothing but hidden files. Never writes over a file.
      """)

  @Argument(help: "The project's folder; made when it is missing.")
  var folder = "."

  @Option(help: "The platform's name: letters, digits and '_'; the folder's when not given.")
  var name: String?

  func validate() throws {
    guard let name, platformName(from: name) != name else { return }
    throw ValidationError("'--name \(name)' is not a name: letters, digits and '_' only.")
  }

  func run() async throws {
    let console = Console.standard
    try await console.run {
      try FileSystem.makeFolder(folder)
      let root = try FileSystem.absolute(folder)
      let present = try FileSystem.entries(of: root).filter { !$0.hasPrefix(".") }.sorted()
      let files = ProjectScaffold(name: name ?? platformName(from: root)).files
      let taken = files.map(\.path).filter { FileSystem.kind(of: "\(root)/\($0)") != nil }
      guard present.isEmpty, taken.isEmpty else {
        console.report([.folderIsNotEmpty((present + taken)[0])], in: SourceMap())
        return .failed
      }
      for file in files {
        try FileSystem.makeFolder(FileSystem.parent(of: "\(root)/\(file.path)") ?? root)
        _ = try FileSystem.write(Array(file.text.utf8), to: "\(root)/\(file.path)", .plain)
        console.note("  \(file.path)")
      }
      console.note("Next: weir validate, weir compile, and an editor that knows YAML schemas.")
      return .done
    }
  }

  /// The last part of a path as a name; `platform` when nothing of it can be one.
  private func platformName(from path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    let bytes = last.lowercased().utf8.map { byte in
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      return isLetter || isDigit ? byte : UInt8(ascii: "_")
    }
    let name = String(decoding: bytes, as: UTF8.self)
    let hasLetter = name.utf8.contains { $0 >= UInt8(ascii: "a") }
    let begins = name.utf8.first.map { $0 > UInt8(ascii: "9") } ?? false
    return hasLetter && begins && name.utf8.count < 100 ? name : "platform"
  }
}

extension DiagnosticCode {
  static let folderIsNotEmpty = DiagnosticCode(621)
}

extension Diagnostic {
  fileprivate static func folderIsNotEmpty(_ found: String) -> Self {
    .error(
      .folderIsNotEmpty, summary: "Folder is not empty",
      detail: "The folder holds '\(found)', and a new project writes over nothing.", at: nil,
      help: "Name an empty folder: weir init FOLDER.")
  }
}
