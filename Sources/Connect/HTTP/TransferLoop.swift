internal import CCurl
internal import Ports
internal import Synchronization

/// Drives all transfers of a client over one libcurl multi handle, on one thread.
///
/// Commands come from any thread through a locked list; `curl_multi_wakeup` is the one call that
/// libcurl allows beside the loop.
///
/// `@unchecked`: `transfers` is touched by the thread in `run` only, the multi handle too but for
/// the wake-up.
@safe final class TransferLoop: @unchecked Sendable {
  enum Command: Sendable {
    case start(Transfer)
    case resume(Transfer)
    case cancel(Transfer)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isStopped = false
  }

  private let multi: UnsafeMutableRawPointer
  private let inbox = Mutex(Inbox())
  private var transfers: [ObjectIdentifier: EasyHandle] = [:]

  init(connectionsPerHost: Int) {
    _ = Self.globalStart
    guard let made = unsafe curl_multi_init() else {
      preconditionFailure("there is no memory for libcurl's multi handle")
    }
    unsafe multi = made
    unsafe weir_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
    unsafe weir_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 64)
  }

  deinit { unsafe curl_multi_cleanup(multi) }

  /// libcurl wants this once, before anything else.
  private static let globalStart = curl_global_init(Int(CURL_GLOBAL_ALL))

  /// Hands a command to the loop. After `stop`, a transfer that is started ends at once.
  func post(_ command: Command) {
    let isStopped = inbox.withLock {
      if !$0.isStopped { $0.commands.append(command) }
      return $0.isStopped
    }
    if isStopped {
      if case .start(let transfer) = command { transfer.end(.failure(.cancelledRequest)) }
    } else {
      unsafe curl_multi_wakeup(multi)
    }
  }

  /// Makes `run` give up its transfers and return.
  func stop() {
    inbox.withLock { $0.isStopped = true }
    unsafe curl_multi_wakeup(multi)
  }

  /// Runs until it is stopped; blocks.
  func run() {
    while takeCommands() {
      var running: Int32 = 0
      unsafe curl_multi_perform(multi, &running)
      finishEnded()
      unsafe curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
    for handle in transfers.values {
      unsafe curl_multi_remove_handle(multi, handle.raw)
      handle.transfer.end(.failure(.cancelledRequest))
    }
    transfers = [:]
  }

  /// False when the loop is to end.
  private func takeCommands() -> Bool {
    let (commands, isStopped) = inbox.withLock { inbox in
      defer { inbox.commands = [] }
      return (inbox.commands, inbox.isStopped)
    }
    for command in commands { carryOut(command) }
    return !isStopped
  }

  private func carryOut(_ command: Command) {
    switch command {
    case .start(let transfer):
      start(transfer)
    case .resume(let transfer):
      transfers[ObjectIdentifier(transfer)]?.resume()
    case .cancel(let transfer):
      guard let handle = transfers.removeValue(forKey: ObjectIdentifier(transfer)) else { return }
      unsafe curl_multi_remove_handle(multi, handle.raw)
      transfer.end(.failure(.cancelledRequest))
    }
  }

  private func start(_ transfer: Transfer) {
    if transfer.request.isMalformed {
      let error = PortError(.refused, "The URL or a header holds a line break.")
      return transfer.end(.failure(error))
    }
    guard let handle = EasyHandle(transfer) else {
      return transfer.end(.failure(PortError(.local, "There is no memory for a request.")))
    }
    transfers[ObjectIdentifier(transfer)] = handle
    unsafe curl_multi_add_handle(multi, handle.raw)
  }

  private func finishEnded() {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
      let easy = unsafe message.pointee.easy_handle
      // The message is gone once the handle is removed.
      let code = unsafe weir_curl_message_result(message)
      guard let context = unsafe weir_curl_private(easy) else { continue }
      let handle = unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
      unsafe curl_multi_remove_handle(multi, easy)
      transfers[ObjectIdentifier(handle.transfer)] = nil
      handle.transfer.end(code: code, message: handle.errorMessage)
    }
  }
}

extension PortError {
  static var cancelledRequest: PortError {
    PortError(.cancelled, "The request was cancelled.")
  }
}
