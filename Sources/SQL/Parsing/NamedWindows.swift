// Windows that a `WINDOW` clause names are put where their names stand, so that a finished tree has
// none.

extension Window {
  /// This window with what it builds on, where that is among `windows`.
  func based(on windows: [String: Window]) -> Window {
    guard let base, let found = windows[base.name] else { return self }
    var window = self
    window.base = nil
    if window.partitionBy.isEmpty { window.partitionBy = found.partitionBy }
    if window.orderBy.isEmpty { window.orderBy = found.orderBy }
    if window.frame == nil { window.frame = found.frame }
    return window
  }
}

extension Select {
  /// Puts windows where their names stand in the select list and in `QUALIFY`; gives the names that
  /// are none of them.
  mutating func inlineWindows(_ windows: [String: Window]) -> [Identifier] {
    var unknown: [Identifier] = []
    func inlined(_ expression: Expression) -> Expression {
      expression.rewritten { part in
        guard case .call(var call) = part.kind, let window = call.window, let base = window.base
        else { return nil }
        if windows[base.name] == nil { unknown.append(base) }
        call.window = window.based(on: windows)
        return Expression(.call(call), at: part.place)
      }
    }
    items = items.map { item in
      guard case .expression(let expression, let alias) = item else { return item }
      return .expression(inlined(expression), alias: alias)
    }
    qualify = qualify.map(inlined)
    return unknown
  }
}
