import Diagnostics
import Spec

/// Specs to declarations, as every command reads them.
func specBenchmarks() -> [Benchmark] { [decodingTransforms()] }

/// Ten thousand files, each with a lake table of twelve columns and the transform that fills it.
private func decodingTransforms() -> Benchmark {
  var map = SourceMap()
  let files = (0..<10_000).map {
    map.add(path: "specs/\($0).yaml", bytes: Array(transform(number: $0).utf8))
  }
  return Benchmark(
    "spec.decode_10000_files.wall", bytes: files.reduce(0) { $0 + $1.bytes.count }
  ) {
    var sink = DiagnosticSink()
    keep(decodeProject(files: files, sqlFiles: [:], sink: &sink))
    precondition(sink.diagnostics.isEmpty)
  }
}

private func transform(number: Int) -> String {
  var text = "kind: lake_table\nname: silver.table_\(number)\nkey: [column_0]\ncolumns:\n"
  for column in 0..<12 {
    text += "  - { name: column_\(column), type: \"decimal(18,2)\", doc: The column \(column). }\n"
  }
  text += """
    ---
    kind: transform
    name: silver.table_\(number)
    target: silver.table_\(number)
    mode: replace_range
    interval: { column: column_1, grain: day }
    sql: |
      WITH recent AS (SELECT * FROM bronze.table_\(number) WHERE column_1 > 0)
      SELECT r.column_0, r.column_1, sum(o.column_2) AS column_2
      FROM recent AS r JOIN bronze.other_\(number % 100) AS o ON r.column_0 = o.column_0
      GROUP BY r.column_0, r.column_1
    checks:
      - { rule: unique, columns: [column_0] }
      - { rule: not_null, columns: [column_0, column_1] }

    """
  return text
}
