import Foundation

/// A small HTTP server in Python for this test process, on a free port of loopback.
///
/// It ends when its input closes, which happens when the test process ends.
struct EchoServer: Sendable {
  let port: Int

  static let shared = Result { try EchoServer() }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  private init() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", Self.script]
    let output = Pipe()
    process.standardInput = Self.lifeline
    process.standardOutput = output
    // Python complains there about clients that go, which is what some tests do.
    process.standardError = FileHandle.nullDevice
    try process.run()
    let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(answer.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw TestServerFailure("the HTTP server did not start")
    }
    self.port = port
  }

  private static let lifeline = Pipe()

  /// `/echo` tells about the request, `/status/N` answers N, `/bytes/N` sends N bytes, `/stall`
  /// sends a head and then nothing until the client goes, `/short` breaks off.
  private static let script = """
    import json, os, sys, threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    class Handler(BaseHTTPRequestHandler):
      protocol_version = "HTTP/1.1"
      def log_message(self, *args): pass
      def answer(self, status, body, headers={}):
        self.send_response(status)
        for name, value in headers.items(): self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)
      def do(self):
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size).decode("latin-1")
        parts = self.path.split("?")[0].split("/")
        if parts[1] == "echo":
          pairs = {k.lower(): v for k, v in self.headers.items()}
          told = {"method": self.command, "path": self.path, "body": body, "headers": pairs,
                  "connection": self.client_address[1]}
          self.answer(200, json.dumps(told).encode(), {"X-Mixed-Case": " spaced "})
        elif parts[1] == "status":
          self.answer(int(parts[2]), b"the secret detail")
        elif parts[1] == "redirect":
          self.answer(302, b"", {"Location": "/echo"})
        elif parts[1] == "bytes":
          left = int(parts[2])
          self.send_response(200)
          self.send_header("Content-Length", str(left))
          self.end_headers()
          while left > 0:
            piece = min(left, 100_000)
            self.wfile.write(b"x" * piece)
            left -= piece
        elif parts[1] == "short":
          self.send_response(200)
          self.send_header("Content-Length", "1000")
          self.end_headers()
          self.wfile.write(b"x" * 10)
          self.close_connection = True
        elif parts[1] == "stall":
          self.send_response(200)
          self.send_header("Content-Length", "1000000")
          self.end_headers()
          self.wfile.write(b"x" * 10)
          self.wfile.flush()
          self.rfile.read(1)
      do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    os._exit(0)
    """
}
