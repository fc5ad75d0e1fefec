/// Names objects by what they have in common: the one language by which schedules, roles and the
/// command line choose.
///
/// ```
/// selector = ["+"] base ["+"]
/// base     = "*" | [side] name ".*" | [side] name | "tag:" word | "source:" word | "kind:" word
/// side     = "lake:" | "wh:"
/// ```
/// A `+` before adds all that is needed to make the objects, a `+` behind all that is made from them.
package struct Selector: Hashable, Sendable {
  /// What is named before anything is added.
  package enum Base: Hashable, Sendable {
    /// `*`
    case everything
    /// `ops.*`, `wh:ops.*`: all that stands in a schema, a namespace or a source.
    case members(of: DottedName)
    /// `ops.fct_flight`, `ops.fct_flight.tailnum`: one object.
    case object(DottedName)
    /// `tag:finance`
    case tag(String)
    /// `source:flight_api`: the streams of a source.
    case source(String)
    /// `kind:fact`
    case kind(SpecKind)
  }

  package let base: Base
  /// Whether all that the objects are made from is chosen too.
  package let includesUpstream: Bool
  /// Whether all that is made from the objects is chosen too.
  package let includesDownstream: Bool

  package init(_ base: Base, includesUpstream: Bool = false, includesDownstream: Bool = false) {
    self.base = base
    self.includesUpstream = includesUpstream
    self.includesDownstream = includesDownstream
  }
}
