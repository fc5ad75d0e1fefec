/// The names that Weir gives to keys, indexes and sequences to which specs give none.
package enum GeneratedName {
  /// `flight_code_key` of `flight`, `code` and `key`. One that would be longer than so many bytes is cut
  /// and ends in eight digits of a fingerprint before its ending.
  package static func joining(_ parts: [String], _ ending: String, maximumBytes: Int) -> String {
    let name = (parts + [ending]).joined(separator: "_")
    guard name.utf8.count > maximumBytes else { return name }
    // Parts are told apart in what is hashed, so that `a_b` and `a`, `b` differ.
    let digits = Fingerprint(of: (parts + [ending]).joined(separator: "\u{0}")).short.prefix(8)
    let tail = "_\(digits)_\(ending)"
    return cut(name, toBytes: maximumBytes - tail.utf8.count) + tail
  }

  private static func cut(_ name: String, toBytes limit: Int) -> String {
    var out = String.UnicodeScalarView()
    var bytes = 0
    for scalar in name.unicodeScalars {
      bytes += String(scalar).utf8.count
      if bytes > limit { break }
      out.append(scalar)
    }
    return String(out)
  }
}
