package import Diagnostics

/// Whether this version of Weir carries out what a kind, a key or a word says.
package enum BuildState: Hashable, Sendable {
  case built
  /// It is read and refused. `help` says what to do instead.
  case notYet(help: String)
  /// It is read and only warned of. `why` completes "this version does not act on it: ...".
  case withoutEffect(why: String)

  /// Whether nothing has to be said where it is written.
  package var isBuilt: Bool { self == .built }
}

/// A place where something is written that this version of Weir does not carry out.
package struct UnbuiltUse: Hashable, Sendable {
  /// What it is, for "reads ..., but does not carry it out yet": a plural or a quoted key.
  package let what: String
  package let state: BuildState
  package let span: SourceSpan
}
