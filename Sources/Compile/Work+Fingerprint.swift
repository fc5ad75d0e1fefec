internal import Catalog
internal import JSON
internal import SQL
internal import ScheduleModel

extension Work {
  /// Version 2: SHA-256 over canonical JSON. Of extracts and loads of the star it is that of the work;
  /// of transforms and loads of the lake, of which there can be very many, that of `Essence`.
  /// Layout, comments and the names of common tables mean nothing.
  ///
  /// - Parameter engine: in which the query of a transform is written.
  func fingerprint(engine: Dialect) -> Fingerprint {
    switch self {
    case .transform(let work):
      let query = parseQuery(generated: work.query, dialect: engine)
      return Self.fingerprint(
        of: Essence(
          table: work.table, source: query?.normalText ?? work.query, columns: work.columns,
          mode: work.mode, checks: work.checks))
    case .load(let work):
      return Self.fingerprint(
        of: Essence(
          table: work.table, source: work.landing.text, columns: work.columns, mode: work.mode,
          checks: work.checks))
    case .extract, .star: return Self.fingerprint(of: self)
    }
  }

  private static func fingerprint(of value: some Encodable) -> Fingerprint {
    do {
      return Fingerprint(of: try JSONValueEncoder().encode(value).canonicalBytes())
    } catch {
      preconditionFailure("compiled work cannot be encoded: \(error)")
    }
  }

  /// All that work on one table of the lake means, a column a text.
  private struct Essence: Encodable {
    let table: String
    /// The query in normal form, or the landing that is loaded.
    let source: String
    let columns: [String]
    let mode: ReplaceMode
    let checks: [CompiledCheck]

    init(
      table: TableAddress, source: String, columns: [Column], mode: ReplaceMode,
      checks: [CompiledCheck]
    ) {
      self.table = table.description
      self.source = source
      self.columns = columns.map { "\($0.name) \($0.type)\($0.isRequired ? " required" : "")" }
      self.mode = mode
      self.checks = checks
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
