internal import Catalog
internal import Diagnostics

/// A value that fits the type of its field.
enum FieldValue: Sendable {
  /// Of `text`, `prose`, `name`, `choice` and `timeZone`.
  case text(Spanned<String>)
  case dottedName(Spanned<DottedName>)
  case selector(Spanned<Selector>)
  case integer(Spanned<Int>)
  case number(Spanned<Double>)
  case boolean(Spanned<Bool>)
  case duration(Spanned<Duration>)
  /// In bytes.
  case size(Spanned<Int>)
  case cron(Spanned<CronExpression>)
  case date(Spanned<CivilDate>)
  case dataType(Spanned<DataType>)
  case partition(Spanned<PartitionField>)
  /// With the text as it was written.
  case scalar(Spanned<ScalarValue>, text: String)
  case template(Spanned<TemplateText>)
  case sql(SQLSpec)
  /// Without the elements that were reported.
  case list([FieldValue])
  case map([(key: Spanned<String>, value: FieldValue)])
  case record(Record)

  var partition: Spanned<PartitionField>? {
    if case .partition(let value) = self { value } else { nil }
  }

  var text: Spanned<String>? {
    if case .text(let value) = self { value } else { nil }
  }

  var dottedName: Spanned<DottedName>? {
    if case .dottedName(let value) = self { value } else { nil }
  }

  var selector: Spanned<Selector>? {
    if case .selector(let value) = self { value } else { nil }
  }

  var scalar: Spanned<ScalarValue>? {
    if case .scalar(let value, _) = self { value } else { nil }
  }

  var template: Spanned<TemplateText>? {
    if case .template(let value) = self { value } else { nil }
  }

  /// The words of a list of choices.
  func choices<Word: SpecChoice>(_ type: Word.Type) -> [Spanned<Word>] {
    guard case .list(let elements) = self else { return [] }
    return elements.compactMap { element in
      guard case .text(let text) = element, let word = Word(rawValue: text.value) else {
        return nil
      }
      return Spanned(word, at: text.span)
    }
  }
}
