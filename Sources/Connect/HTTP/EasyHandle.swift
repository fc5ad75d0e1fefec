internal import CCurl
internal import Ports

/// The owner of one libcurl transfer handle and of what it points to.
///
/// Used by the loop's thread only. The transfer is kept alive by this object, which libcurl's
/// callbacks reach without a reference of their own.
@safe final class EasyHandle {
  let raw: UnsafeMutableRawPointer
  let transfer: Transfer
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init?(_ transfer: Transfer) {
    guard let easy = unsafe curl_easy_init() else { return nil }
    unsafe raw = easy
    self.transfer = transfer
    unsafe headerList = nil
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    configure(transfer.request)
    connectCallbacks()
  }

  /// The handle must have left its multi handle.
  deinit {
    unsafe curl_easy_cleanup(raw)
    unsafe curl_slist_free_all(headerList)
    unsafe errorText.deallocate()
  }

  /// libcurl's sentence about the failure; empty when it has none.
  var errorMessage: String { unsafe String(cString: errorText) }

  /// Lets a paused transfer go on.
  func resume() { unsafe curl_easy_pause(raw, CURLPAUSE_CONT) }

  private func configure(_ request: HTTPRequest) {
    set(CURLOPT_URL, request.url)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    set(CURLOPT_USERAGENT, "weir/0.1.0")
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_TIMEOUT_MS, milliseconds(request.timeout))
    set(CURLOPT_CONNECTTIMEOUT_MS, min(10_000, milliseconds(request.timeout)))
    set(CURLOPT_FOLLOWLOCATION, request.redirects == .follow ? 1 : 0)
    set(CURLOPT_MAXREDIRS, 5)
    if isLoopback(request.shownURL) { set(CURLOPT_PROXY, "") }
    configureMethod(request)
    configureHeaders(request)
    configureSigning(request.signing)
  }

  private func configureMethod(_ request: HTTPRequest) {
    switch request.method {
    case .get: set(CURLOPT_HTTPGET, 1)
    case .head: set(CURLOPT_NOBODY, 1)
    case .post, .put, .patch, .delete:
      set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }
    let hasBody = request.body != nil || [.post, .put, .patch].contains(request.method)
    guard hasBody else { return }
    let body = request.body ?? []
    // The size first: COPYPOSTFIELDS copies that many bytes, and the bytes may go afterwards.
    unsafe weir_curl_set_offset(raw, CURLOPT_POSTFIELDSIZE_LARGE, body.count)
    unsafe body.withUnsafeBytes { bytes in
      // An empty array has no address; libcurl takes null for "read from a callback".
      var nothing: UInt8 = 0
      _ = unsafe withUnsafeBytes(of: &nothing) { empty in
        unsafe weir_curl_set_pointer(
          raw, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? empty.baseAddress)
      }
    }
    set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
  }

  private func configureHeaders(_ request: HTTPRequest) {
    var lines = request.headers.map { "\($0.name): \($0.value)" }
    let names = Set(request.headers.map { $0.name.lowercased() })
    // Without these, libcurl asks before sending a body, and calls every body a form.
    if !names.contains("expect") { lines.append("Expect:") }
    if !names.contains("content-type") { lines.append("Content-Type:") }
    if request.signing?.service == "s3", !names.contains("x-amz-content-sha256") {
      lines.append("x-amz-content-sha256: UNSIGNED-PAYLOAD")
    }
    if let token = request.signing?.sessionToken {
      lines.append("x-amz-security-token: \(token.revealed())")
    }
    for line in lines {
      if let longer = unsafe curl_slist_append(headerList, line) { unsafe headerList = longer }
    }
    unsafe weir_curl_set_list(raw, CURLOPT_HTTPHEADER, headerList)
    if !names.contains("accept-encoding") { set(CURLOPT_ACCEPT_ENCODING, "") }
  }

  private func configureSigning(_ signing: AWSSigning?) {
    guard let signing else { return }
    set(CURLOPT_AWS_SIGV4, "aws:amz:\(signing.region):\(signing.service)")
    set(CURLOPT_USERNAME, signing.accessKeyID)
    set(CURLOPT_PASSWORD, signing.secretAccessKey.revealed())
  }

  private func connectCallbacks() {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe weir_curl_set_pointer(raw, CURLOPT_PRIVATE, context)
    unsafe weir_curl_set_pointer(raw, CURLOPT_WRITEDATA, context)
    unsafe weir_curl_set_pointer(raw, CURLOPT_HEADERDATA, context)
    unsafe weir_curl_set_pointer(raw, CURLOPT_ERRORBUFFER, errorText)
    unsafe weir_curl_set_callback(raw, CURLOPT_WRITEFUNCTION, receiveBody)
    unsafe weir_curl_set_callback(raw, CURLOPT_HEADERFUNCTION, receiveHeader)
  }

  private func set(_ option: CURLoption, _ value: Int) {
    unsafe weir_curl_set_long(raw, option, value)
  }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe weir_curl_set_string(raw, option, value)
  }

  /// At least one: zero would mean no limit.
  private func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }

  private func isLoopback(_ url: String) -> Bool {
    guard let scheme = url.firstRange(of: "://") else { return false }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" }
    return ["127.", "localhost", "[::1]"].contains { authority.hasPrefix($0) }
  }
}

/// libcurl's `CURLOPT_WRITEFUNCTION`; the context is the handle's own object.
private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
  let handle = unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
  let length = size * count
  switch unsafe handle.transfer.receive(UnsafeRawBufferPointer(start: bytes, count: length)) {
  case .taken: return length
  case .pause: return Int(weir_curl_pause_write())
  case .stop: return length == 0 ? 1 : 0
  }
}

/// libcurl's `CURLOPT_HEADERFUNCTION`: one whole line per call.
private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
  let handle = unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
  let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  handle.transfer.receiveHead(unsafe String(decoding: line, as: UTF8.self))
  return size * count
}
