import Catalog
import Compile
import Diagnostics
import Foundation
import Spec

/// The names of the folders in a folder, sorted.
func folders(_ parent: URL) -> [String] {
  let path = parent.path(percentEncoded: false)
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  return names.filter { $0.first != "." }.sorted()
}

extension SpecFolder {
  /// With a platform, and with a laptop for environment, where the files have none themselves.
  func withStandards() -> SpecFolder {
    let text = sources.files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(
      separator: "\n")
    var sources = sources
    func add(_ document: String) {
      let kind = document.prefix { $0 != "\n" }
      guard !text.contains(kind) else { return }
      _ = sources.add(
        path: "specs/standard_\(kind.dropFirst("kind: ".count)).yaml", bytes: Array(document.utf8))
    }
    add("kind: platform\nname: test\n")
    add(
      """
      kind: environment
      name: local
      lake: { catalog: embedded }
      warehouse: { dialect: postgresql, connection: { embedded: warehouse } }
      engine: { type: duckdb }
      state: { connection: { embedded: state } }

      """)
    return SpecFolder(sources)
  }
}

/// Compiles for each declared environment. `secrets` are those that are set; nil looks at none.
func compileAll(
  _ specs: SpecFolder, secrets: [String]? = nil
) -> (projects: [CompiledProject], diagnostics: [Diagnostic]) {
  var sink = DiagnosticSink()
  let spec = decodeProject(files: specs.yaml, sqlFiles: specs.sql, sink: &sink)
  var projects: [CompiledProject] = []
  let digest = specsFingerprint(
    of: specs.sources, contents: specs.sources.files.map { Fingerprint(of: $0.bytes) },
    variables: [:])
  for environment in spec.environments {
    let compiled = compile(
      spec, environment: environment.name.value.text, specs: digest, sink: &sink)
    if let compiled { projects.append(compiled) }
  }
  var diagnostics = sink.diagnostics
  if let secrets {
    for project in projects {
      diagnostics += project.missingSecrets(available: secrets.contains)
    }
  }
  return (projects, diagnostics.sortedForDisplay())
}
