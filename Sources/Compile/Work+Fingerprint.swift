internal import Catalog
internal import JSON
internal import ScheduleModel

extension Work {
  /// Version 1: SHA-256 over the canonical JSON of the work.
  var fingerprint: Fingerprint {
    do {
      return Fingerprint(of: try JSONValueEncoder().encode(self).canonicalBytes())
    } catch {
      preconditionFailure("compiled work cannot be encoded: \(error)")
    }
  }

  /// The same work, the documentation of its columns left out.
  var withoutComments: Work {
    func plain(_ columns: [Column]) -> [Column] {
      columns.map { Column($0.name, $0.type, isRequired: $0.isRequired) }
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
