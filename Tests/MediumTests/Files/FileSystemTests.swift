import Files
import Testing

struct FileSystemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [FileSystem.Writing.plain, .atomic])
  func writingSkipsWhatIsAlreadyThere(writing: FileSystem.Writing) throws {
    let path = "\(folder.path)/a/b/c.txt"
    let text = Array("one\n".utf8)
    #expect(try FileSystem.write(text, to: path, writing) == .written)
    #expect(try FileSystem.write(text, to: path, writing) == .unchanged)
    #expect(try FileSystem.write(Array("two\n".utf8), to: path, writing) == .written)
    #expect(try FileSystem.read(path) == Array("two\n".utf8))
    #expect(try FileSystem.entries(of: "\(folder.path)/a/b") == ["c.txt"])
  }

  @Test func walkingIsSortedAndStaysInside() throws {
    for name in ["b/2", "b/10", "a", "B", "b/.hidden", ".git/x", "é"] {
      try FileSystem.write([1], to: "\(folder.path)/\(name)")
    }
    #expect(try FileSystem.walk(folder.path) == ["B", "a", "b/10", "b/2", "é"])
  }

  @Test func whatIsMissingIsSaid() throws {
    let path = "\(folder.path)/nowhere"
    #expect(try FileSystem.readIfPresent(path) == nil)
    let error = #expect(throws: FileError.self) { try FileSystem.read(path) }
    #expect(error?.kind == .missing)
    #expect(error?.path == path)
    try FileSystem.remove(path)
    #expect(throws: FileError.self) { try FileSystem.read(folder.path) }
    #expect(try FileSystem.read("/proc/self/stat").count > 10)
  }

  @Test func aLockKeepsOthersOut() async throws {
    let path = "\(folder.path)/lock"
    let first = try await FileLock(path)
    let error = await #expect(throws: FileError.self) { _ = try await FileLock(path) }
    #expect(error?.kind == .locked)
    first.release()
    try await FileLock(path).release()
  }
}
