import Files
import Testing

struct ChildProcessTests {
  @Test func inputGoesInAndBothOutputsComeOut() async throws {
    let script = "cat; echo problem >&2; echo $COLOUR $HOME; pwd; exit 3"
    let outcome = try await ChildProcess(
      "sh", ["-c", script], environment: ["COLOUR": "blue", "HOME": nil],
      workingDirectory: "/usr"
    ).run(input: Array("hello\n".utf8))
    #expect(outcome.status == 3)
    #expect(outcome.outputText == "hello\nblue\n/usr\n")
    #expect(outcome.errorText == "problem\n")
  }

  @Test func muchDataDoesNotBlock() async throws {
    let input = [UInt8](repeating: 65, count: 3_000_000)
    let outcome = try await ChildProcess("sh", ["-c", "tee /dev/stderr"]).run(input: input)
    #expect(outcome.output == input)
    #expect(outcome.errors.count == 65_536)
    let deaf = try await ChildProcess("true").run(input: input)
    #expect(deaf.isSuccess)
  }

  @Test func whatCannotRunIsSaid() async throws {
    let missing = await #expect(throws: FileError.self) {
      try await ChildProcess("no-such-program-here").run()
    }
    #expect(missing?.kind == .missing)
    let long = await #expect(throws: FileError.self) {
      try await ChildProcess("sh", ["-c", "yes secret | head -c 5000"], outputLimit: 4000).run()
    }
    #expect(long?.kind == .process)
    #expect(long.map { "\($0)" }?.contains("secret") == false)
  }

  @Test func aSignalIsNegative() async throws {
    #expect(try await ChildProcess("sh", ["-c", "kill -9 $$"]).run().status == -9)
  }

  @Test func cancellingEndsTheWholeGroup() async throws {
    let folder = try TemporaryFolder()
    let pipe = "\(folder.path)/pipe"
    _ = try await ChildProcess("mkfifo", [pipe, "\(pipe).begun"]).run()
    // A reader sees the end of the pipe when the last writer, the grandchild, is gone.
    let reader = Task { try await ChildProcess("cat", [pipe]).run().outputText }
    let begun = Task { try await ChildProcess("sh", ["-c", "read line < \(pipe).begun"]).run() }
    let script = "exec > \(pipe); echo on > \(pipe).begun; sleep 600; sleep 600"
    let work = Task {
      try await ChildProcess("sh", ["-c", "sh -c 'trap \"\" TERM; \(script)'; true"]).run()
    }
    _ = try await begun.value
    work.cancel()
    let error = await #expect(throws: FileError.self) { try await work.value }
    #expect(error?.kind == .cancelled)
    #expect(try await reader.value == "")
  }

  @Test(.enabled(if: UserIdentity.current.isRoot, "only root can become another user"))
  func rootCanDropToAUser() async throws {
    let nobody = try #require(UserIdentity(named: "nobody"))
    let outcome = try await ChildProcess("id", ["-un"], user: nobody).run()
    #expect(outcome.outputText == "nobody\n")
    #expect(UserIdentity(named: "no-such-user") == nil)
  }
}
