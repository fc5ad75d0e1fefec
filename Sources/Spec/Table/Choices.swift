package import Catalog

/// A closed set of words that a field takes. The raw value is what is written.
package protocol SpecChoice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// What the word means, for the reference page and for editors.
  var doc: String { get }
  /// Whether it is carried out.
  var state: BuildState { get }
}

extension SpecChoice {
  /// Words are carried out unless they say otherwise.
  package var state: BuildState { .built }
}

extension ManageMode: SpecChoice {
  /// From least to most.
  package static let allCases: [ManageMode] = [.observe, .additive, .authoritative]

  /// What the word means.
  package var doc: String {
    switch self {
    case .observe: "Looks only: nothing is ever changed."
    case .additive: "Creates and extends, never drops or revokes."
    case .authoritative: "Makes it what specs say."
    }
  }
}

/// How long the ranges are into which a table is cut.
package enum GrainChoice: String, SpecChoice {
  case hour
  case day
  case month
  case year

  /// What the word means.
  package var doc: String { "One range for each \(rawValue)." }

  /// Whether it is carried out.
  package var state: BuildState {
    switch self {
    case .hour, .day: .built
    case .month, .year:
      .notYet(help: "Write 'grain: day', and run the schedule over whole \(rawValue)s.")
    }
  }
}

/// What a change to a platform may do; the words of a plan.
package enum RiskChoice: String, SpecChoice {
  case safe
  case locks
  case rewrites
  case breaks
  case revokes
  case restates
  case destroys

  /// What the word means.
  package var doc: String {
    switch self {
    case .safe: "Harms nobody."
    case .locks: "Keeps others waiting."
    case .rewrites: "Writes a table's data again."
    case .breaks: "Breaks something downstream."
    case .revokes: "Takes access away."
    case .restates: "Computes published ranges again."
    case .destroys: "Deletes data."
    }
  }
}

/// How bad a failed check is.
package enum SeverityChoice: String, SpecChoice {
  case error
  case warning

  /// What the word means.
  package var doc: String {
    switch self {
    case .error: "Nothing is published."
    case .warning: "It is published, and reported."
    }
  }
}
