/// Collects diagnostics in the order they are found. Passed `inout` through the pure rooms.
package struct DiagnosticSink: Sendable {
  package private(set) var diagnostics: [Diagnostic] = []

  package init() {}

  package mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Takes over everything that another sink collected, after what is already here.
  package mutating func absorb(_ other: DiagnosticSink) {
    diagnostics.append(contentsOf: other.diagnostics)
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension [Diagnostic] {
  /// Without repetitions, sorted by file, place, code and text; those without a place come last.
  package func sortedForDisplay() -> [Diagnostic] {
    var seen = Set<Diagnostic>()
    let unique = filter { seen.insert($0).inserted }
    return unique.sorted { a, b in
      switch (a.span, b.span) {
      case (let x?, let y?):
        (x.file, x.start, x.end, a.code, a.detail) < (y.file, y.start, y.end, b.code, b.detail)
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): (a.code, a.detail) < (b.code, b.detail)
      }
    }
  }
}
