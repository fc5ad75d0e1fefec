internal import Catalog

/// The longest name that every warehouse takes (Amazon Redshift, Names and identifiers).
private let longestName = 127

/// Checks a single name.
func checkName(_ text: String) throws(ValueFlaw) {
  if isPlainName(text) { return }
  try checkNamePart(TextScanner(text), 0..<text.utf8.count)
}

/// Whether a text is a name beyond doubt, without an array of its bytes.
private func isPlainName(_ text: String) -> Bool {
  let bytes = text.utf8
  guard let first = bytes.first, !first.isDigit, bytes.count <= longestName else { return false }
  return bytes.allSatisfy { $0.isNamePart }
}

/// Checks the part of a dotted name that stands in a range.
func checkNamePart(_ scanner: TextScanner, _ range: Range<Int>) throws(ValueFlaw) {
  guard let first = range.first else {
    throw ValueFlaw("A part of the name is empty.", at: range)
  }
  guard range.count <= longestName else {
    throw ValueFlaw("A name has at most \(longestName) characters.", at: range)
  }
  let isFine =
    !scanner.bytes[first].isDigit && scanner.bytes[range].allSatisfy { $0.isNamePart }
  guard isFine else {
    let part = scanner.text(range)
    let help = "A name has letters (a to z), digits and '_', and does not begin with a digit."
    throw ValueFlaw(
      "'\(part)' is not a name.", at: range, help: help, replacement: mendedName(part))
  }
}

/// The name with `_` for what separates words; nil when that does not make it a name.
private func mendedName(_ text: String) -> String? {
  let bytes = text.utf8.map { byte in
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") ? UInt8(ascii: "_") : byte
  }
  guard let first = bytes.first, !first.isDigit, bytes.allSatisfy({ $0.isNamePart }) else {
    return nil
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Reads `bronze.flights`, and `lake:bronze.flights` where sides are allowed.
func parseDottedName(
  _ text: String, parts allowed: ClosedRange<Int>, allowsSide: Bool
) throws(ValueFlaw) -> DottedName {
  var scanner = TextScanner(text)
  let side = try parseSide(&scanner)
  if side != nil, !allowsSide {
    throw ValueFlaw("A declared name has no side.", at: 0..<scanner.index)
  }
  var parts: [String] = []
  repeat {
    let range = scanner.run { $0 != UInt8(ascii: ".") }
    try checkNamePart(scanner, range)
    parts.append(scanner.text(range))
  } while scanner.take(".")
  guard allowed.contains(parts.count) else {
    throw ValueFlaw(
      "The name has \(counted(parts.count, "part")), but needs \(counted(allowed)).",
      help: allowed == 1...1
        ? "Write it without dots." : "Write it as \(example(allowed.lowerBound)).")
  }
  return DottedName(side: side, parts: parts)
}

private func parseSide(_ scanner: inout TextScanner) throws(ValueFlaw) -> Side? {
  guard let colon = scanner.bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let prefix = scanner.text(0..<colon)
  guard let side = Side.allCases.first(where: { $0.prefix == prefix }) else {
    throw ValueFlaw(
      "'\(prefix):' is not a side.", at: 0..<colon + 1,
      help: "Write 'lake:' or 'wh:', or no side at all.")
  }
  scanner.index = colon + 1
  return side
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

private func counted(_ range: ClosedRange<Int>) -> String {
  range.lowerBound == range.upperBound
    ? counted(range.lowerBound, "part") : "\(range.lowerBound) to \(range.upperBound) parts"
}

private func example(_ parts: Int) -> String {
  parts > 1 ? "'schema.table'" : "one name, or names joined by dots"
}
