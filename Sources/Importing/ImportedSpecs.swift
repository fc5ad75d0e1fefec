package import Catalog

/// The specs that declare what is live, and what they cannot declare.
package struct ImportedSpecs: Sendable {
  /// A file of the project.
  package struct File: Hashable, Sendable {
    /// Relative to the project's root.
    package let path: String
    package let text: String
  }

  /// Something live that no spec declares; or a part that the spec of its object leaves out, which
  /// planning then leaves as it is.
  package struct LeftOut: Hashable, Sendable {
    package let address: ObjectAddress
    /// A clause for people: `its query calls a function that Weir does not know`.
    package let why: String
  }

  /// In the order of their paths.
  package var files: [File] = []
  /// In the order of their addresses.
  package var leftOut: [LeftOut] = []
}

/// Whether specs can give something this name.
func isPlainName(_ name: String) -> Bool {
  guard let first = name.utf8.first, !(48...57).contains(first), name.utf8.count <= 127 else {
    return false
  }
  return name.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
