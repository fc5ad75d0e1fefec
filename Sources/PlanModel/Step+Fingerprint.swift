package import Catalog
internal import JSON

extension Step {
  /// Of exactly what it runs: the statements or the request, in canonical JSON.
  package var actionFingerprint: Fingerprint {
    do {
      return Fingerprint(of: try JSONValueEncoder().encode(action).canonicalBytes())
    } catch {
      preconditionFailure("a step that is no JSON: \(error)")
    }
  }
}
