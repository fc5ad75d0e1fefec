import Connect
import Ports
import Testing

struct ServerFailureTests {
  @Test(arguments: [
    ("40001", PortError.Kind.conflict, true), ("40P01", .conflict, true),
    ("55P03", .locked, true), ("57P01", .unreachable, true), ("08006", .unreachable, true),
    ("23505", .conflict, false), ("28P01", .denied, false), ("42501", .denied, false),
    ("42P01", .missing, false), ("42601", .refused, false), ("22012", .refused, false),
  ])
  func statesBecomeKinds(state: String, kind: PortError.Kind, isRetryable: Bool) {
    let error = ServerFailure(severity: "ERROR", sqlState: state, message: "m").portError
    #expect(error.kind == kind)
    #expect(error.isRetryable == isRetryable)
    #expect(error.sqlState == state)
  }

  @Test(arguments: [
    "invalid input syntax for type integer: \"an \"odd\" value\"",
    "value \"an \"odd\" value\" is out of range for type integer",
    "ungültige Eingabesyntax: „an \"odd\" value“",
  ])
  func valuesOfDataExceptionsAreHidden(message: String) {
    let error = ServerFailure(severity: "ERROR", sqlState: "22P02", message: message).portError
    #expect(!error.message.contains("odd"))
    #expect(error.debugDetail?.contains("odd") == true)
  }

  @Test func detailsStayOutOfTheDescription() {
    let failure = ServerFailure(
      severity: "ERROR", sqlState: "23505",
      message: "duplicate key value violates unique constraint \"k\"",
      detail: "Key (email)=(anna@example.org) already exists.", table: "t", constraint: "k")
    let text = "\(failure.portError)"
    #expect(text.contains("constraint: k"))
    #expect(!text.contains("anna"))
  }
}
