internal import ArgumentParser
internal import Diagnostics

/// `weir explain`
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a diagnostic's code means, and how to mend it.",
    discussion: "Without a code, lists all of them.")

  @Argument(help: "As a diagnostic shows it: WR0102.")
  var code: String?

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let page = DiagnosticPage()
      guard let code else {
        for section in page.sections { console.print("\(section.code)  \(section.title)\n") }
        return .done
      }
      guard let section = DiagnosticCode(text: code).flatMap(page.section) else {
        console.report(
          [.unknownCode(code, similar: page.similar(to: code))], in: SourceMap())
        return .failed
      }
      let heading = console.outputStyle.bold("\(section.code): \(section.title)")
      console.print("\(heading)\n\n\(section.body)")
      return .done
    }
  }
}

extension DiagnosticCode {
  static let unknownCode = DiagnosticCode(620)
}

extension Diagnostic {
  fileprivate static func unknownCode(_ code: String, similar: String?) -> Self {
    .error(
      .unknownCode, summary: "Unknown code", detail: "No diagnostic has the code '\(code)'.",
      at: nil,
      help: similar.map { "Did you mean '\($0)'?" } ?? "'weir explain' without a code lists them.")
  }
}
