import Analysis
import Catalog
import Diagnostics
import SQL

// A libFuzzer target: whatever a query says, it is read or reported, every place that is reported lies
// in the text, and it has one normal form. What is printed is read again; a dialect may spell a function
// with what Weir does not read, such as EXTRACT(ISODOW), so that has to end well only.
// `make fuzz FUZZ=sql` builds and runs it.

/// libFuzzer's own way to be called from a program that has a `main` (LLVM, FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

let flights = DeclaredTable(
  address: TableAddress(.lake, "s", "t"),
  columns: [
    Column("a", .int, isRequired: true), Column("b", .string),
    Column("c", .decimal(precision: 10, scale: 2)), Column("d", .date), Column("e", .timestamptz),
    Column("f", .list(.int)), Column("g", .map(key: .string, value: .long)),
    Column("h", .structure([.init("x", .int)])),
  ])
let tables = DeclaredTables(
  table: { $0.name == "t" ? flights : nil }, names: { ["s.t"] })

/// The first byte chooses the dialect.
func check(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let dialect = Dialect.all[Int(first) % Dialect.all.count]
  var sources = SourceMap()
  let file = sources.add(path: "q.sql", bytes: Array(bytes.dropFirst()))
  let text = SourceText(file: file)
  var sink = DiagnosticSink()
  let query = parseQuery(text, dialect: dialect, sink: &sink)
  let isWell = !sink.hasErrors
  let analyzed = analyze(query, in: text, dialect: dialect, tables: tables, sink: &sink)
  for span in sink.diagnostics.flatMap({ [$0.span] + $0.notes.map(\.span) }) {
    guard let span else { continue }
    precondition(
      span.start >= 0 && Int(span.end) <= file.bytes.count, "a place outside of the text")
  }
  for other in Dialect.all { _ = query.printed(for: other, notes: analyzed.notes) }
  guard isWell else { return }
  precondition(query.normalForm.normalForm == query.normalForm, "two normal forms")
  let printed = query.printed(for: dialect)
  guard printed.problems.isEmpty else { return }
  _ = parseQuery(generated: printed.text, dialect: dialect)
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = runDriver(&count, &arguments) { data, size in
  check(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
_ = status
