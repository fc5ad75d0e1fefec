internal import Connect
internal import JSON
internal import Ports
internal import ScheduleModel

/// Reads the pages of a REST stream one after another.
struct RESTReader {
  private let stream: RESTStream
  private let client: HTTPClient
  private let retrying: Retrying
  private let texts: TemplateTexts

  init(stream: RESTStream, client: HTTPClient, retrying: Retrying, texts: TemplateTexts) {
    self.stream = stream
    self.client = client
    self.retrying = retrying
    self.texts = texts
  }

  func read(_ sorter: RecordSorter) async throws(PortError) {
    var pages = PageSequence(stream.pagination)
    let base = try texts.text(stream.baseURL) + texts.text(stream.path)
    var headers = [HTTPHeader("Accept", "application/json")]
    if let token = stream.bearerToken { headers.append(.bearer(Secret(try texts.text(token)))) }
    var fixed: [(String, String)] = []
    for parameter in stream.parameters {
      fixed.append((parameter.name, try texts.text(parameter.value)))
    }
    while let parameters = pages.next {
      let request = HTTPRequest(
        .get, base + QueryText.of(fixed + parameters), headers: headers, redirects: .follow)
      let response = try await retrying.send(request, with: client)
      do throws(PortError) {
        let answer = try take(response.body, sorter)
        try pages.advance(after: answer)
      } catch {
        throw error.adding("request", "GET \(request.shownURL)")
      }
    }
    try sorter.finish()
  }

  /// Hands the records of one page on; returns the whole answer.
  private func take(_ body: [UInt8], _ sorter: RecordSorter) throws(PortError) -> JSONValue {
    let answer: JSONValue
    do throws(JSONParseError) { answer = try JSONValue(parsing: body) } catch {
      throw PortError(.refused, "The answer is not JSON: \(error).")
    }
    let place = stream.records.map { "the field '\($0)' of the answer" } ?? "the answer"
    let found: JSONValue?
    if let name = stream.records {
      guard answer.objectValue != nil else {
        throw PortError(.refused, "The answer is \(answer.kindDescription), not an object.")
      }
      found = answer[name]
    } else {
      found = answer
    }
    guard let found else { throw PortError(.refused, "There is no \(place.dropFirst(4)).") }
    guard let records = found.arrayValue,
      let ranges = RecordTexts.ranges(in: body, member: stream.records),
      ranges.count == records.count
    else {
      throw PortError(
        .refused, "Records should stand in \(place), which is \(found.kindDescription).")
    }
    try sorter.take(records, ranges, of: body)
    return answer
  }
}

/// Which page is asked for next: a decision without I/O.
struct PageSequence {
  private let pagination: RESTStream.Pagination
  /// The parameters of the next page; nil after the last.
  private(set) var next: [(String, String)]?
  private var page = 1

  init(_ pagination: RESTStream.Pagination) {
    self.pagination = pagination
    if case .page(let parameter, _) = pagination {
      next = [(parameter, "1")]
    } else {
      next = []
    }
  }

  /// - Throws: `.refused` when the answer does not say where to go on, or says to go on in a circle.
  mutating func advance(after answer: JSONValue) throws(PortError) {
    switch pagination {
    case .none: next = nil
    case .cursor(let field, let parameter): try follow(answer[field], field, parameter)
    case .page(let parameter, let field):
      guard let pages = answer[field]?.integerValue else {
        throw PortError(
          .refused, "The field '\(field)' of the answer should hold the number of pages.")
      }
      page += 1
      next = page <= pages ? [(parameter, String(page))] : nil
    }
  }

  private mutating func follow(_ value: JSONValue?, _ field: String, _ parameter: String)
    throws(PortError)
  {
    let cursor: String
    switch value {
    case nil, .null?, .string("")?:
      next = nil
      return
    case .string(let text)?: cursor = text
    case .integer(let number)?: cursor = String(number)
    case .some(let other):
      throw PortError(
        .refused,
        "The field '\(field)' of the answer should hold a cursor, and is \(other.kindDescription).")
    }
    if let last = next?.first, last.1 == cursor {
      throw PortError(
        .refused, "The answer's cursor '\(field)' is the one that was sent, so it would never end.")
    }
    next = [(parameter, cursor)]
  }
}

/// Query strings of URLs (RFC 3986, 3.4).
enum QueryText {
  /// `?a=1&b=2`, percent-encoded; empty without parameters.
  static func of(_ parameters: [(String, String)]) -> String {
    guard !parameters.isEmpty else { return "" }
    return "?" + parameters.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.append(byte)
      default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
