internal import Catalog
internal import JSON
internal import ScheduleModel

extension Work {
  /// Version 4: SHA-256 over `Essence`.
  ///
  /// - Parameter query: of the normal form of a transform's query, to which layout, comments and the
  ///   names of common tables mean nothing.
  func fingerprint(query: Fingerprint?) -> Fingerprint {
    var essence = Essence()
    switch self {
    case .extract(let work):
      essence.add("source", work.source)
      essence.add("stream", work.stream)
      essence.add(work.columns)
      essence.add("interval", work.interval.map { "\($0.name) \($0.type)" } ?? "")
      essence.add("origin", encoding: work.origin)
    case .load(let work):
      essence.add("table", work.table.description)
      essence.add("landing", work.landing.text)
      essence.add(work.columns)
      essence.add(work.mode)
      essence.add(work.checks)
    case .transform(let work):
      guard let query else { preconditionFailure("a query without its normal form") }
      essence.add("table", work.table.description)
      essence.add("query", query.description)
      essence.add(work.columns)
      essence.add(work.mode)
      essence.add(work.checks)
    case .star: essence.add("star", encoding: self)
    }
    return essence.fingerprint
  }

  /// All that work means, as a list of named texts. There are tens of thousands of them, so that none
  /// is encoded as a tree where a text will do.
  private struct Essence {
    private var bytes: [UInt8] = []

    var fingerprint: Fingerprint { Fingerprint(of: bytes) }

    /// With the length before the text, so that no two lists give the same bytes.
    mutating func add(_ name: String, _ text: String) {
      bytes.append(contentsOf: "\(name) \(text.utf8.count)\n".utf8)
      bytes.append(contentsOf: text.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }

    mutating func add(_ columns: [Column]) {
      for column in columns {
        add(column.isRequired ? "required" : "column", "\(column.name) \(column.type)")
      }
    }

    mutating func add(_ mode: ReplaceMode) {
      switch mode {
      case .full: add("full", "")
      case .range(let column): add("range", "\(column.name) \(column.type)")
      }
    }

    mutating func add(_ checks: [CompiledCheck]) {
      for check in checks {
        add("check", check.name)
        add("query", check.query)
        add(check.severity.rawValue, String(check.threshold))
        add("meaning", check.meaning)
      }
    }

    /// As canonical JSON.
    mutating func add(_ name: String, encoding value: some Encodable) {
      do {
        let json = try JSONValueEncoder().encode(value).canonicalBytes()
        add(name, String(decoding: json, as: UTF8.self))
      } catch {
        preconditionFailure("compiled work cannot be encoded: \(error)")
      }
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
