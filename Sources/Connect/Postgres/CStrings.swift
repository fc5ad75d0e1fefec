/// Calls `body` with a null-terminated array of C strings, all of which live until it returns.
///
/// No string may contain a NUL byte: C would see it cut off there.
func withCStrings<R>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R
) -> R {
  unsafe withCStrings(optional: strings.map(Optional.some), body)
}

/// The same for strings that may be absent; an absent one is a null pointer.
func withCStrings<R>(
  optional strings: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R
) -> R {
  var bytes: [CChar] = []
  var offsets: [Int?] = []
  for string in strings {
    offsets.append(string == nil ? nil : bytes.count)
    guard let string else { continue }
    bytes.append(contentsOf: string.utf8.lazy.map { CChar(bitPattern: $0) })
    bytes.append(0)
  }
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    var pointers: [UnsafePointer<CChar>?] = unsafe []
    for offset in offsets {
      unsafe pointers.append(offset.map { unsafe buffer.baseAddress! + $0 })
    }
    unsafe pointers.append(nil)
    return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }
  }
}
