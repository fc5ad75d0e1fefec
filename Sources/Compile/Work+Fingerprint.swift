internal import Catalog
internal import JSON
internal import SQL
internal import ScheduleModel

extension Work {
  /// Version 2: SHA-256 over the canonical JSON of the work, the query of a transform in normal form.
  /// Layout, comments and the names of common tables mean nothing.
  ///
  /// - Parameter engine: in which the query of a transform is written.
  func fingerprint(engine: Dialect) -> Fingerprint {
    var work = self
    if case .transform(var transform) = self,
      let query = parseQuery(generated: transform.query, dialect: engine)
    {
      transform.query = query.normalText
      work = .transform(work: transform)
    }
    do {
      return Fingerprint(of: try JSONValueEncoder().encode(work).canonicalBytes())
    } catch {
      preconditionFailure("compiled work cannot be encoded: \(error)")
    }
  }

  /// The same work, the documentation of its columns left out.
  var withoutComments: Work {
    func plain(_ columns: [Column]) -> [Column] {
      guard columns.contains(where: { $0.comment != nil || $0.defaultValue != nil }) else {
        return columns
      }
      return columns.map { Column($0.name, $0.type, isRequired: $0.isRequired) }
    }
    switch self {
    case .extract(var work):
      work.columns = plain(work.columns)
      return .extract(work: work)
    case .load(var work):
      work.columns = plain(work.columns)
      return .load(work: work)
    case .transform(var work):
      work.columns = plain(work.columns)
      return .transform(work: work)
    case .star(var work):
      if let staging = work.staging {
        work.staging = .init(query: staging.query, columns: plain(staging.columns))
      }
      return .star(work: work)
    }
  }
}
