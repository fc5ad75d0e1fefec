import Foundation

/// The example's REST API; every third request for data fails once.
enum ExampleAPI {
  static let token = "the-token"

  /// Its address.
  static var url: String {
    get throws { String(try process.get().firstLine.split(separator: " ").last ?? "") }
  }

  private static let process = Result {
    try HeldProcess(
      "exec python3 example/rest_api.py --port 0 --fail-every 3",
      environment: ["FLIGHT_API_TOKEN": token])
  }
}

/// A server that answers with the text that the request's parameter `body` holds, and counts the
/// requests to each path in the header `X-Count`; `/busy` answers 429 at first.
enum ScriptedAPI {
  /// Its address.
  static var url: String { get throws { try process.get().firstLine } }

  private static let process = Result { try HeldProcess("exec python3 -c '\(script)'") }

  private static let script = """
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from urllib.parse import urlsplit, parse_qs
    seen = {}
    class Handler(BaseHTTPRequestHandler):
      protocol_version = "HTTP/1.1"
      def log_message(self, *args): pass
      def do_GET(self):
        parts = urlsplit(self.path)
        seen[parts.path] = seen.get(parts.path, 0) + 1
        busy = parts.path.startswith("/busy") and seen[parts.path] == 1
        body = b"" if busy else parse_qs(parts.query).get("body", [""])[0].encode()
        self.send_response(429 if busy else 200)
        if busy: self.send_header("Retry-After", "0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print("http://127.0.0.1:%d" % server.server_port, flush=True)
    server.serve_forever()
    """
}
