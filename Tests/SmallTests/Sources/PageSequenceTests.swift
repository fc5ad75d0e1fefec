import JSON
import Ports
import ScheduleModel
import Testing

@testable import Sources

struct PageSequenceTests {
  @Test func oneAnswerIsAllWithoutPagination() throws {
    var pages = PageSequence(.none)
    #expect(pages.next?.count == 0)
    try pages.advance(after: [])
    #expect(pages.next == nil)
  }

  @Test func cursorsAreFollowedUntilNull() throws {
    var pages = PageSequence(.cursor(field: "next", parameter: "cursor"))
    #expect(pages.next?.count == 0)
    try pages.advance(after: ["next": "x=1&y"])
    #expect(QueryText.of(pages.next!) == "?cursor=x%3D1%26y")
    try pages.advance(after: ["next": 7])
    #expect(QueryText.of(pages.next!) == "?cursor=7")
    try pages.advance(after: ["next": nil])
    #expect(pages.next == nil)
  }

  @Test func aCursorThatStaysIsRefused() throws {
    var pages = PageSequence(.cursor(field: "next", parameter: "cursor"))
    try pages.advance(after: ["next": "a"])
    #expect(throws: PortError.self) { try pages.advance(after: ["next": "a"]) }
  }

  @Test func pagesAreCountedUpToTheirNumber() throws {
    var pages = PageSequence(.page(parameter: "page", field: "pages"))
    var asked: [String] = []
    while let next = pages.next {
      asked.append(QueryText.of(next))
      try pages.advance(after: ["pages": 3])
    }
    #expect(asked == ["?page=1", "?page=2", "?page=3"])
  }

  @Test func anAnswerWithoutTheNumberOfPagesIsRefused() {
    var pages = PageSequence(.page(parameter: "page", field: "pages"))
    #expect(throws: PortError.self) { try pages.advance(after: ["page": 1]) }
  }
}
