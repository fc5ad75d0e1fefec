internal import Glibc

/// One process, told apart from later ones that get the same number.
package struct ProcessIdentity: Hashable, Sendable {
  package let number: Int32
  /// Clock ticks from boot to its start (proc(5), field 22 of `stat`).
  package let startTicks: UInt64
  /// Of the boot, as ticks begin anew with each.
  package let boot: String

  /// The process that has this number now; nil when none has, or only its remains.
  package init?(number: Int32) {
    // A process that this one started stays as a zombie until it is waited for.
    var status: Int32 = 0
    _ = unsafe waitpid(number, &status, WNOHANG)
    guard let bytes = try? FileSystem.read("/proc/\(number)/stat"),
      let boot = try? FileSystem.read("/proc/sys/kernel/random/boot_id"),
      let nameEnd = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    // The name in parentheses may hold anything; field 3 follows it.
    let fields = bytes[bytes.index(after: nameEnd)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19, fields[0].first != UInt8(ascii: "Z"),
      let ticks = UInt64(String(decoding: fields[19], as: UTF8.self))
    else { return nil }
    self.number = number
    startTicks = ticks
    self.boot = String(decoding: boot.prefix { $0 != 10 }, as: UTF8.self)
  }

  /// This process.
  package static var current: ProcessIdentity? { ProcessIdentity(number: getpid()) }

  /// Reads what `description` wrote; nil for anything else.
  package init?(parsing text: String) {
    let parts = text.split(whereSeparator: { $0 == " " || $0.isNewline })
    guard parts.count == 3, let number = Int32(parts[0]), number > 1,
      let ticks = UInt64(parts[1])
    else { return nil }
    self.number = number
    startTicks = ticks
    boot = String(parts[2])
  }

  /// Whether that very process still runs.
  package var isRunning: Bool { ProcessIdentity(number: number) == self }

  /// What a process is asked.
  package enum Signal: Hashable, Sendable {
    /// To end in good order.
    case terminate
    /// To be gone.
    case kill
  }

  /// Signals the process, and those of its group when it leads one; does nothing when it is gone.
  package func send(_ signal: Signal) {
    guard isRunning else { return }
    let target = getpgid(number) == number ? -number : number
    _ = Glibc.kill(target, signal == .terminate ? SIGTERM : SIGKILL)
  }
}

extension ProcessIdentity: CustomStringConvertible {
  /// `4711 123456 5f0e...`: for a pid file.
  package var description: String { "\(number) \(startTicks) \(boot)" }
}
