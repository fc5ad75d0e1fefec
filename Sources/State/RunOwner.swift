/// Who records runs and holds leases: this machine and this process.
package struct RunOwner: Sendable {
  /// A name that no other machine on the same state database has.
  package let machine: String
  /// Names this process so that no later process of the machine is taken for it.
  package let process: String
  /// Whether a process of this machine, so named, still runs.
  package let isRunning: @Sendable (_ process: String) -> Bool

  package init(
    machine: String, process: String, isRunning: @escaping @Sendable (String) -> Bool
  ) {
    self.machine = machine
    self.process = process
    self.isRunning = isRunning
  }
}
