// Prints one line a figure: NAME VALUE UNIT. Arguments choose the benchmarks whose names begin so.

let chosen = CommandLine.arguments.dropFirst()
for benchmark in textBenchmarks() + specBenchmarks()
where chosen.isEmpty || chosen.contains(where: { benchmark.name.hasPrefix($0) }) {
  for line in benchmark.measured() { print(line) }
}
