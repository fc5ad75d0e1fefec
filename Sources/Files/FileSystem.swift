internal import Glibc

/// Files and folders of this machine. Paths are absolute, or relative to the working directory.
/// All calls block.
package enum FileSystem {
  /// What a path names.
  package enum Kind: Hashable, Sendable {
    case file, folder, other
  }

  /// Nil when there is nothing, or nothing that may be seen. Follows symbolic links.
  package static func kind(of path: String) -> Kind? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return switch info.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// The whole content of a file.
  package static func read(_ path: String) throws(FileError) -> [UInt8] {
    try Descriptor(path, O_RDONLY).readAll()
  }

  /// The content; nil when there is no such file.
  package static func readIfPresent(_ path: String) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      return try read(path)
    } catch {
      if error.kind == .missing { return nil }
      throw error
    }
  }

  /// Names in a folder, sorted by their bytes, without `.` and `..`.
  package static func entries(of folder: String) throws(FileError) -> [String] {
    try typedEntries(of: folder).map(\.name)
      .sortedByBytes()
  }

  /// Names in a folder in the order of the file system, and what they are as far as it says.
  private static func typedEntries(of folder: String) throws(FileError)
    -> [(name: String, type: UInt8)]
  {
    guard let stream = unsafe opendir(folder) else {
      throw .system("The folder cannot be read", folder)
    }
    defer { unsafe closedir(stream) }
    var entries: [(name: String, type: UInt8)] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { entries.append((name, unsafe entry.pointee.d_type)) }
    }
    return entries
  }

  /// Files below a folder, as paths relative to it, sorted by their bytes. Symbolic links to folders
  /// are not followed; names that begin with a dot are left out.
  package static func walk(_ folder: String) throws(FileError) -> [String] {
    var found: [String] = []
    try walk(folder, below: "", &found)
    return found
  }

  /// Adds the files of the folder `prefix`, which is empty or ends with a slash, below `folder`.
  private static func walk(
    _ folder: String, below prefix: String, _ found: inout [String]
  ) throws(FileError) {
    // A folder is sorted as the paths below it are.
    var names: [String] = []
    for entry in try typedEntries(of: "\(folder)/\(prefix)") where !entry.name.hasPrefix(".") {
      let path = "\(folder)/\(prefix)\(entry.name)"
      switch Kind(entryType: entry.type) ?? kindWithoutFollowing(path) {
      case .folder: names.append(entry.name + "/")
      case .file: names.append(entry.name)
      case .other: if kind(of: path) == .file { names.append(entry.name) }
      case nil: break
      }
    }
    for name in names.sortedByBytes() {
      if name.utf8.last == UInt8(ascii: "/") {
        try walk(folder, below: prefix + name, &found)
      } else {
        found.append(prefix + name)
      }
    }
  }

  /// What is there, symbolic links not followed; nil when there is nothing.
  private static func kindWithoutFollowing(_ path: String) -> Kind? {
    var info = stat()
    guard unsafe lstat(path, &info) == 0 else { return nil }
    return switch info.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// Makes a folder and those above it; does nothing where there is one.
  package static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(FileError) {
    if kind(of: path) == .folder { return }
    if let parent = parent(of: path) { try makeFolder(parent) }
    if unsafe mkdir(path, mode) != 0, errno != EEXIST {
      throw .system("The folder cannot be made", path)
    }
  }

  /// The folder that holds a path; nil at the top.
  package static func parent(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? (path.utf8.count > 1 ? "/" : nil) : String(path[..<slash])
  }

  /// The path without symbolic links, `.` and `..`; it must exist.
  package static func absolute(_ path: String) throws(FileError) -> String {
    guard let resolved = unsafe realpath(path, nil) else {
      throw .system("The path cannot be resolved", path)
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Takes a file away; does nothing where there is none.
  package static func remove(_ path: String) throws(FileError) {
    if unsafe unlink(path) != 0, errno != ENOENT {
      throw .system("The file cannot be removed", path)
    }
  }

  /// Takes a folder away with all that is in it; does nothing where there is none.
  package static func removeTree(_ path: String) throws(FileError) {
    guard kindWithoutFollowing(path) == .folder else { return try remove(path) }
    for name in try entries(of: path) { try removeTree("\(path)/\(name)") }
    if unsafe rmdir(path) != 0, errno != ENOENT {
      throw .system("The folder cannot be removed", path)
    }
  }

  /// Gives a file or folder to a user.
  package static func give(_ path: String, to user: UserIdentity) throws(FileError) {
    if unsafe chown(path, user.userID, user.groupID) != 0 {
      throw .system("The file cannot be given to '\(user.name)'", path)
    }
  }

  /// Whether a user may pass through a folder, by its mode.
  package static func isSearchable(_ folder: String, by user: UserIdentity) -> Bool {
    var info = stat()
    guard unsafe stat(folder, &info) == 0 else { return false }
    if user.isRoot { return true }
    if info.st_uid == user.userID { return info.st_mode & S_IXUSR != 0 }
    if info.st_gid == user.groupID { return info.st_mode & S_IXGRP != 0 }
    return info.st_mode & S_IXOTH != 0
  }

  /// Who owns a path itself, not what it links to; nil when there is nothing.
  package static func ownerID(of path: String) -> UInt32? {
    var info = stat()
    return unsafe lstat(path, &info) == 0 ? info.st_uid : nil
  }

  /// Renames a file or folder.
  package static func move(_ path: String, to new: String) throws(FileError) {
    if unsafe rename(path, new) != 0 { throw .system("The path cannot be renamed", path) }
  }

  /// The path of the program that runs.
  package static func ownProgram() throws(FileError) -> String { try absolute("/proc/self/exe") }
}

extension FileSystem.Kind {
  /// From the type that a folder's entry names; nil where it does not say.
  fileprivate init?(entryType: UInt8) {
    switch Int(entryType) {
    case Int(DT_REG): self = .file
    case Int(DT_DIR): self = .folder
    case Int(DT_UNKNOWN): return nil
    default: self = .other
    }
  }
}

extension [String] {
  /// In the order of their bytes. That is how texts in ASCII are compared anyway, which is much faster
  /// than byte by byte.
  fileprivate func sortedByBytes() -> [String] {
    allSatisfy(\.isASCII) ? sorted() : sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension String {
  fileprivate var isASCII: Bool {
    var text = self
    return text.withUTF8 { bytes in
      let bytes = unsafe bytes.span
      for index in 0..<bytes.count where bytes[index] >= 128 { return false }
      return true
    }
  }
}
