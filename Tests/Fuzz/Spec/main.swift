import Diagnostics
import Spec

// A libFuzzer target: whatever bytes a spec file holds, they are decoded or reported, and every place
// that is reported lies in the file. `make fuzz FUZZ=spec` builds and runs it.

/// libFuzzer's own way to be called from a program that has a `main` (LLVM, FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

func decode(_ bytes: [UInt8]) {
  var sources = SourceMap()
  let file = sources.add(path: "specs/a.yaml", bytes: bytes)
  let sql = sources.add(path: "specs/a.sql", bytes: Array("SELECT 1".utf8))
  var sink = DiagnosticSink()
  _ = decodeProject(files: [file], sqlFiles: [sql.path: sql], sink: &sink)
  for diagnostic in sink.diagnostics {
    for span in [diagnostic.span] + diagnostic.notes.map(\.span) {
      guard let span else { continue }
      precondition(
        span.start >= 0 && Int(span.end) <= sources[span.file].bytes.count,
        "\(diagnostic.code) lies outside of its file")
    }
    for edit in diagnostic.fix?.edits ?? [] {
      precondition(edit.span.start >= 0 && Int(edit.span.end) <= bytes.count, "a fix lies outside")
    }
  }
  let text = DiagnosticRenderer(sources: sources, style: .plain).render(sink.diagnostics)
  precondition(text.isEmpty == sink.diagnostics.isEmpty)
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = runDriver(&count, &arguments) { data, size in
  decode(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
_ = status
