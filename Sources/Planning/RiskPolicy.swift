package import Catalog
package import PlanModel

/// Which risks an environment takes, and which single ones somebody has taken with `--allow`.
package struct RiskPolicy: Hashable, Sendable {
  /// One `--allow RISK:ADDRESS`.
  package struct Allowance: Hashable, Sendable {
    package let risk: Risk.Kind
    /// The address of the object, with or without `wh:` or `lake:`; it also covers the columns,
    /// grants and policies of a table.
    package let address: String

    package init(risk: Risk.Kind, address: String) {
      self.risk = risk
      self.address = address
    }

    /// Reads `destroys:ops.old_table`; nil for everything else.
    package init?(text: String) {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let risk = Risk.Kind(rawValue: String(parts[0])) else { return nil }
      self.init(risk: risk, address: String(parts[1]))
    }
  }

  package var allowed: Set<Risk.Kind>
  package var allowances: [Allowance]
  /// The kinds of statements that the warehouse takes; nil where it takes all.
  package var proven: Set<Change.Kind>?

  package init(
    allowed: Set<Risk.Kind> = Set(Risk.Kind.allCases), allowances: [Allowance] = [],
    proven: Set<Change.Kind>? = nil
  ) {
    self.proven = proven
    self.allowed = allowed
    self.allowances = allowances
  }

  /// Whether somebody took this risk of the object by name.
  package func isNamed(_ risk: Risk.Kind, _ address: ObjectAddress) -> Bool {
    let names = Self.names(of: address)
    return allowances.contains { $0.risk == risk && names.contains($0.address) }
  }

  /// Whether somebody named the object at all.
  func isNamed(_ address: ObjectAddress) -> Bool {
    let names = Self.names(of: address)
    return allowances.contains { names.contains($0.address) }
  }

  /// Why the step is not taken whatever its risk; nil when it is.
  func objection(to step: Step) -> String? {
    guard let proven, case .warehouse(let statements, _) = step.action, !statements.isEmpty,
      !proven.contains(step.change.kind)
    else {
      return nil
    }
    return "the policy asks for proof, and no report shows that this warehouse does it as meant; "
      + "'weir doctor --conformance' tries it"
  }

  func allows(_ risk: Risk, of address: ObjectAddress) -> Bool {
    risk.kind == .safe || allowed.contains(risk.kind) || isNamed(risk.kind, address)
      || address.table.map { isNamed(risk.kind, .table($0)) } == true
  }

  private static func names(of address: ObjectAddress) -> Set<String> {
    let text = address.description
    var names: Set = [text]
    for prefix in ["wh:", "lake:"] where text.hasPrefix(prefix) {
      names.insert(String(text.dropFirst(prefix.utf8.count)))
    }
    return names
  }
}
