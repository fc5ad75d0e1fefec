internal import Catalog
internal import Compression
internal import JSON
internal import Ports

/// Sends the records of pages that keep the contract to the landing files, as the source said them,
/// and the others to `rejected.jsonl.gz`, with the reason.
final class RecordSorter {
  private let contract: RecordContract
  private let folder: String
  private let writer: LandingWriter
  /// How many rejected records are accepted.
  private let threshold: Int
  private var breaches: [RecordContract.Breach: Int] = [:]
  private var rejected: GzipCompressor?
  private var rejectedBytes: [UInt8] = []

  init(columns: [Column], folder: String, writer: LandingWriter, threshold: Int = 0) {
    contract = RecordContract(columns: columns)
    self.folder = folder
    self.writer = writer
    self.threshold = threshold
  }

  /// - Parameters:
  ///   - records: the values of a page.
  ///   - texts: where each of them stands in `page`.
  func take(_ records: [JSONValue], _ texts: [Range<Int>], of page: [UInt8]) throws(PortError) {
    var lines: [UInt8] = []
    lines.reserveCapacity(page.count)
    var rows: Int64 = 0
    for (record, text) in zip(records, texts) {
      if let breach = contract.breach(in: record) {
        reject(record, breach)
        continue
      }
      // A line break in valid JSON stands between values only: a space is as good there.
      lines.append(
        contentsOf: page[text].lazy.map { $0 == 0x0A || $0 == 0x0D ? UInt8(ascii: " ") : $0 })
      lines.append(0x0A)
      rows += 1
    }
    try writer.append(lines: lines, rows: rows)
  }

  /// After the last page.
  ///
  /// - Throws: `.refused` when more records were rejected than the threshold accepts.
  func finish() throws(PortError) {
    guard let open = rejected.take() else { return }
    let path = "\(folder)/rejected.jsonl.gz"
    try writing(path, rejectedBytes + open.finish())
    let count = breaches.values.reduce(0, +)
    guard count > threshold else { return }
    let kinds = breaches.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map {
      breach, count in
      breach.field.isEmpty
        ? "\(breach.problem) (\(count))" : "'\(breach.field)' \(breach.problem) (\(count))"
    }
    throw PortError(
      .refused,
      "\(count) \(count == 1 ? "record does" : "records do") not keep the stream's contract: "
        + kinds.joined(separator: "; ") + "."
    ).adding("rejected", path)
  }

  private func reject(_ record: JSONValue, _ breach: RecordContract.Breach) {
    breaches[breach, default: 0] += 1
    if rejected == nil { rejected = GzipCompressor() }
    let line: JSONValue = [
      "field": .string(breach.field), "problem": .string(breach.problem), "record": record,
    ]
    rejectedBytes += rejected?.append(line.canonicalBytes() + [0x0A]) ?? []
  }
}
