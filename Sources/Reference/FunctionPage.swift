internal import SQL

/// The reference page of the functions of queries, in Markdown, made from the function catalog.
package func functionReferencePage() -> String {
  var out = """
    # The functions of queries

    Every function that Weir knows, by Spark's name; `weir schema --functions` writes this page from the catalog that
    queries are checked and printed by. Whatever is not here is refused with `WR0204`, as neither its type nor its spelling
    elsewhere would be known. Each has a case that compares what it gives on the engines.

    *same* is any type, one for all such arguments; *time* is a date or a timestamp. What can also stand under another
    name follows in parentheses. A dialect in the last column has no such function: printing for it is refused with `WR0310`.

    Read as casts, operators and values made of several:
    \(Dialect.spark.constructorNames.map { "`\($0)`" }.joined(separator: ", ")).

    """
  for (title, kind) in [
    ("Functions of values", Function.Kind.scalar), ("Aggregates", .aggregate),
    ("Functions of windows", .window),
  ] {
    out += "\n## \(title)\n\n| call | gives | not in |\n| --- | --- | --- |\n"
    for name in FunctionCatalog.functions.keys.sorted() {
      guard let function = FunctionCatalog.functions[name], function.kind == kind else { continue }
      out += row(function)
    }
  }
  return out
}

private func row(_ function: Function) -> String {
  let others = Dialect.spark.otherNames(of: function.name)
  let also = others.isEmpty ? "" : " (\(others.map { "`\($0)`" }.joined(separator: ", ")))"
  var result = function.resultWord
  if !function.isDeterministic { result += ", another each time" }
  let lacking = function.lackingDialects.map(\.id).joined(separator: ", ")
  return "| `\(function.signature)`\(also) | \(result) | \(lacking) |\n"
}
