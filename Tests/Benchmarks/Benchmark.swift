// `rounded()` is a call into the mathematics library, which this import links.
internal import Glibc

/// One thing that is measured: its wall time, and what it says of it.
struct Benchmark {
  /// Dotted, the measured part first: `yaml.parse_1000_files.wall`.
  let name: String
  /// Bytes that one repetition goes through; with them a second figure, `….rate`, is printed.
  let bytes: Int?
  let body: () -> Void

  init(_ name: String, bytes: Int? = nil, body: @escaping () -> Void) {
    self.name = name
    self.bytes = bytes
    self.body = body
  }

  /// Repetitions; the first is not counted. The printed value is their median.
  static let repetitions = 7

  /// Runs the benchmark, and returns lines of the form `NAME VALUE UNIT`.
  func measured() -> [String] {
    body()
    let clock = ContinuousClock()
    let times = (0..<Self.repetitions).map { _ in clock.measure(body) }.sorted()
    let seconds = times[times.count / 2] / .seconds(1)
    var lines = ["\(name) \(rounded(seconds)) s"]
    if let bytes {
      let rate = Double(bytes) / 1_000_000 / seconds
      lines.append("\(name.droppingSuffix(".wall")).rate \(rounded(rate)) MB/s")
    }
    return lines
  }
}

/// Four significant digits, which is more than two runs agree on.
private func rounded(_ value: Double) -> Double {
  guard value > 0 else { return 0 }
  var scale = 1.0
  while value * scale < 1000 { scale *= 10 }
  return (value * scale).rounded() / scale
}

extension String {
  fileprivate func droppingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

/// Keeps the optimiser from dropping a result that nothing reads.
@inline(never)
func keep<T>(_ value: T) {}
