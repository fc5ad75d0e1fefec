/// What a dialect's own name for a function means.
struct FunctionAlias: Sendable, ExpressibleByStringLiteral {
  /// The name in the function catalog.
  let name: String
  /// The catalog's arguments by their place in this dialect; nil when they stand in the same order.
  let order: [Int]?

  init(stringLiteral name: String) {
    self.name = name
    order = nil
  }

  init(_ name: String, order: [Int]) {
    self.name = name
    self.order = order
  }
}

/// How a dialect writes a function of the catalog where it differs.
///
/// In templates `$1` is an argument as a whole expression, `@1` one in parentheses unless it is a
/// name, a constant or a call, `#1` the bare word of a unit, `$*` all arguments with commas, `&` the
/// place of `DISTINCT`, `!` that of `ORDER BY`, `;` that of `WITHIN GROUP`, and `^` that of `FILTER` and
/// `OVER` (else they follow the whole).
indirect enum FunctionSpelling: Sendable {
  /// Another name, the same arguments.
  case name(String)
  /// A text that reads as a call or stands in parentheses.
  case template(String)
  /// A text that is an operator with operands.
  case infix(String, Precedence)
  /// By the number of arguments; other numbers cannot be said.
  case byCount([Int: FunctionSpelling])
  /// By the type of the first argument; `other` for all others and for those of unknown type.
  case byType([TypeClass: FunctionSpelling], other: FunctionSpelling)
  /// A template whose argument at `index` refers to groups of a regular expression as `$1`, which
  /// the dialect writes `\1`.
  case replacement(String, index: Int)
  /// A template whose last argument is a function that may take the place of an element.
  case indexed(String)
  /// As `||` of the arguments.
  case concatenation
  /// A template whose argument at `index` is a date pattern, written in the dialect's own language.
  case pattern(String, index: Int, DatePattern.Language)
  /// A spelling for the calls whose argument at `index` is one of these constants, whose own other
  /// names are put for them; others cannot be said.
  case byConstant([String], index: Int, FunctionSpelling)
  /// By the whole number that the argument at `index` is; other numbers, and what is no number as
  /// written, cannot be said unless there is an `other`.
  case byNumber(
    [Int], index: Int, FunctionSpelling, other: FunctionSpelling = .unsupported(help: nil))
  /// One spelling where all arguments after the first are whole numbers greater than zero as written,
  /// another for all other calls.
  case byPositiveNumbers(FunctionSpelling, other: FunctionSpelling)
  /// By the unit of time that the first argument is; other units cannot be said.
  case byUnit([DatePart: FunctionSpelling])
  /// The dialect has no such function; `help` says what to write instead, if anything.
  case unsupported(help: String?)
}

/// What a spelling may depend on.
enum TypeClass: Hashable, Sendable {
  case integer
  case decimal
  case floating
  case text
  case date
  case timestamp
  case timestamptz
  case list
  case map
}

extension FunctionSpelling {
  /// One way for an integer argument, another for the others.
  static func byInteger(_ integer: FunctionSpelling, other: FunctionSpelling) -> FunctionSpelling {
    .byType([.integer: integer], other: other)
  }
}
