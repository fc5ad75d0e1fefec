internal import Catalog
internal import Ports
internal import ScheduleModel

/// Fills in templates of a stream for one range.
struct TemplateTexts {
  let range: TimeRange
  /// Decides how the bounds are written; nil when the stream has no interval.
  let interval: IntervalColumn?
  let secrets: SecretResolver

  func text(_ template: Template) throws(PortError) -> String {
    var out = ""
    for part in template.parts {
      switch part {
      case .literal(let text): out += text
      case .secret(let name): out += try secrets(name).revealed()
      case .intervalStart: out += text(range.lower)
      case .intervalEnd: out += text(range.upper)
      }
    }
    return out
  }

  /// `2013-01-31` for dates, `2013-01-31T04:30:00` for times, with a `Z` where they are instants.
  private func text(_ point: TimePoint) -> String {
    let time = String(point.timestampText.map { $0 == " " ? "T" : $0 })
    return switch interval?.type {
    case .timestamp?: time
    case .timestamptz?: time + "Z"
    default: point.description
    }
  }
}
