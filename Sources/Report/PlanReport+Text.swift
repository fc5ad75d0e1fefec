internal import Catalog
package import Diagnostics
internal import PlanModel

extension PlanReport {
  /// How much of each step is printed.
  package enum Detail: Sendable {
    /// One line for what is made, with what and why for everything else.
    case summary
    /// With the statements and requests that carry it out.
    case statements
  }

  /// The plan for a terminal, or for a log when `style` is plain. Ends in a line break.
  package func text(style: TextStyle, detail: Detail) -> String {
    var out = ""
    for group in groups {
      out += style.bold(group.title) + "\n"
      for step in group.steps { out += text(of: step, style: style, detail: detail) }
      out += "\n"
    }
    out += list("Not carried out", held, style: style)
    out += list("Refused by policy", refused, style: style)
    out += addresses("Retired: made by Weir, no longer in specs, data kept", retired, style: style)
    out += addresses("Unmanaged: live, but in no spec; never touched", unmanaged, style: style)
    out += parts(unknown, style: style)
    if !unproven.isEmpty {
      out +=
        style.bold("Not proven on this warehouse: 'weir doctor --conformance' tries them") + "\n"
      for kind in unproven { out += "    \(words(kind))\n" }
      out += "\n"
    }
    return out + summary(style: style) + "\n"
  }

  private func parts(_ parts: [UnknownPart], style: TextStyle) -> String {
    if parts.isEmpty { return "" }
    let lines = parts.map { "    \($0.address): \($0.what)\n" }.joined()
    return style.bold("Not modelled: parts that stay as they are") + "\n" + lines + "\n"
  }

  private func text(of step: Step, style: TextStyle, detail: Detail) -> String {
    let change = step.change
    let sign = Self.sign(of: change.kind)
    var out = "  \(style.colored(sign.rawValue, color(of: sign))) \(words(change.kind)) "
    out += style.bold(change.address.description) + "\n"
    // What is new says all in its first line.
    if detail == .statements || sign != .create {
      switch (change.before, change.after) {
      case (let before?, let after?): out += "      \(before) -> \(after)\n"
      case (let before?, nil): out += "      was: \(before)\n"
      case (nil, let after?): out += "      \(after)\n"
      case (nil, nil): break
      }
      out += "      \(change.reason)\n"
    }
    for risk in change.risks where risk.kind != .safe {
      out += "      " + style.colored("\(risk.kind.rawValue)", .yellow) + ": \(risk.reason)\n"
    }
    if case .warehouse(_, let rule) = step.action, rule != .shared {
      out += "      stands alone: it stays when a later step fails\n"
    }
    if detail == .statements { out += statements(of: step, style: style) }
    return out
  }

  private func statements(of step: Step, style: TextStyle) -> String {
    let lines: [String]
    switch step.action {
    case .warehouse(let statements, _):
      lines = ((step.locks ?? []) + statements).flatMap {
        ($0 + ";").split(separator: "\n").map(String.init)
      }
    case .lake(let request): lines = request.lines
    case .publishBundle: lines = ["publish the compiled schedules"]
    }
    return lines.map { "        " + style.dim($0) + "\n" }.joined()
  }

  private func list(_ title: String, _ changes: [HeldChange], style: TextStyle) -> String {
    guard !changes.isEmpty else { return "" }
    var out = style.bold(title) + "\n"
    for held in changes {
      out += "  \(style.colored("!", .yellow)) \(words(held.change.kind)) "
      out += style.bold(held.change.address.description) + "\n      \(held.why)\n"
    }
    return out + "\n"
  }

  private func addresses(_ title: String, _ list: [ObjectAddress], style: TextStyle) -> String {
    guard !list.isEmpty else { return "" }
    return style.bold(title) + "\n" + list.map { "    \($0)\n" }.joined() + "\n"
  }

  private func summary(style: TextStyle) -> String {
    guard !isEmpty else {
      return held.isEmpty
        ? "No changes: \(environment) is what the specs say."
        : "No changes but those that are not carried out."
    }
    var out = "\(counts.create) to create, \(counts.change) to change, \(counts.remove) to remove."
    if !risks.isEmpty {
      out += " Risks: " + risks.map { "\($0.count) \($0.risk.rawValue)" }.joined(separator: ", ")
      out += "."
    }
    return style.bold(out)
  }

  private func color(of sign: Sign) -> TextStyle.Color {
    switch sign {
    case .create: .green
    case .change: .yellow
    case .remove: .red
    }
  }

  /// `alterColumnType` as `alter column type`.
  private func words(_ kind: Change.Kind) -> String {
    var out = ""
    for character in kind.rawValue {
      if character.isUppercase { out += " " }
      out += character.lowercased()
    }
    return out
  }
}
