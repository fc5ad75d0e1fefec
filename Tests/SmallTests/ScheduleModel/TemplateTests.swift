import ScheduleModel
import Testing

struct TemplateTests {
  @Test(arguments: [
    Template([]),
    Template(literal: "http://host/path"),
    Template([.literal(text: "Bearer "), .secret(name: "TOKEN")]),
    Template([.intervalStart, .literal(text: "/"), .intervalEnd]),
    Template(literal: "${not.a.placeholder} $$ ${"),
    Template([.literal(text: "$"), .secret(name: "A")]),
  ])
  func textFormRoundTrips(template: Template) {
    #expect(Template(parsing: template.description) == template)
  }

  @Test(arguments: ["${", "${secret.}", "${var.x}", "a ${interval.start b", "a $ b", "$"])
  func unknownPlaceholdersAreRefused(text: String) {
    #expect(Template(parsing: text) == nil)
  }
}
