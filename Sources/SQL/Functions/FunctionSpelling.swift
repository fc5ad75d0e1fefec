/// How a dialect writes a function of the catalog where it differs.
///
/// In templates `$1` is an argument as a whole expression, `@1` one in parentheses unless it is a
/// name, a constant or a call, `#1` the bare word of a unit, `$*` all arguments with commas, `%` the
/// place of `DISTINCT`, and `^` that of `FILTER` and `OVER` (else they follow the whole).
indirect enum FunctionSpelling: Sendable {
  /// Another name, the same arguments.
  case name(String)
  /// A text that reads as a call or stands in parentheses.
  case template(String)
  /// A text that is an operator with operands.
  case infix(String, Precedence)
  /// By the number of arguments; other numbers cannot be said.
  case byCount([Int: FunctionSpelling])
  /// One way for an integer argument, another for all others and for those of unknown type.
  case byInteger(FunctionSpelling, other: FunctionSpelling)
  /// A template whose argument at `index` refers to groups of a regular expression as `$1`, which
  /// the dialect writes `\1`.
  case replacement(String, index: Int)
  /// As `||` of the arguments.
  case concatenation
  /// A template whose argument at `index` is a date pattern, written in the dialect's own language.
  case pattern(String, index: Int, DatePattern.Language)
  /// The dialect has no such function; `help` says what to write instead, if anything.
  case unsupported(help: String?)
}
