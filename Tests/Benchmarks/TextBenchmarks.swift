import Diagnostics
import JSON
import YAML

/// Text to trees: what every command does first.
func textBenchmarks() -> [Benchmark] { [parsingYAML(), parsingJSON()] }

private func parsingYAML() -> Benchmark {
  let texts = (0..<1000).map { Array(table(number: $0).utf8) }
  return Benchmark(
    "yaml.parse_1000_files.wall", bytes: texts.reduce(0) { $0 + $1.count }
  ) {
    var sink = DiagnosticSink()
    var map = SourceMap()
    for (number, text) in texts.enumerated() {
      keep(parseYAML(map.add(path: "\(number).yaml", bytes: text), sink: &sink))
    }
  }
}

private func parsingJSON() -> Benchmark {
  let rows = (0..<10_000).map {
    #"{"id":"2013-1-\#($0)-UA-\#($0)-EWR-515","dep_delay":\#($0 % 90 - 10),"temp":39.02,"gate":null}"#
  }
  let text = Array("{\"data\":[\(rows.joined(separator: ","))]}".utf8)
  return Benchmark("json.parse_10000_rows.wall", bytes: text.count) {
    keep(try? JSONValue(parsing: text))
  }
}

/// A spec of the usual size: a lake table of thirty documented columns.
private func table(number: Int) -> String {
  var text = "kind: lake_table\nname: bronze.table_\(number)\npartition_by: [month(loaded_on)]\n"
  text += "key: [column_0]\ncolumns:\n"
  for column in 0..<30 {
    text += "  - { name: column_\(column), type: \"decimal(18,2)\", doc: The column \(column). }\n"
  }
  return text
}
