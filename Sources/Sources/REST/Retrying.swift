internal import Connect
internal import Ports

/// Sends requests again that may succeed later.
struct Retrying: Sendable {
  let clock: any Clock<Duration>
  /// How often a request is sent at most.
  var attempts = 5
  /// After the first failure; doubled after each further one.
  var firstDelay: Duration = .milliseconds(500)
  /// The longest wait, also when the server asks for more.
  var longestDelay: Duration = .seconds(60)

  /// The answer, once one is a success.
  ///
  /// - Throws: the last failure, when it may not be retried or was the last attempt.
  func send(_ request: HTTPRequest, with client: HTTPClient) async throws(PortError)
    -> HTTPResponse
  {
    var delay = firstDelay
    for attempt in 1... {
      var asked: Duration?
      do throws(PortError) {
        let response = try await client.send(request)
        asked = Self.retryAfter(response)
        return try response.requireSuccess(of: request)
      } catch {
        guard error.isRetryable, attempt < attempts else { throw error }
      }
      do { try await clock.sleep(for: min(asked ?? delay, longestDelay)) } catch {
        throw PortError(.cancelled, "The work was cancelled.")
      }
      delay *= 2
    }
    preconditionFailure("The last attempt returns or throws")
  }

  /// RFC 9110, 10.2.3, in seconds; a date is not understood, and the usual delay applies.
  private static func retryAfter(_ response: HTTPResponse) -> Duration? {
    guard let text = response[header: "Retry-After"], let seconds = Int(text), seconds >= 0 else {
      return nil
    }
    return .seconds(seconds)
  }
}
