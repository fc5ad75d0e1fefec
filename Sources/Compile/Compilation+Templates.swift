package import Diagnostics
internal import PlanModel
internal import SQL
internal import ScheduleModel
internal import Spec

/// A place where a spec names a secret.
package struct SecretUse: Hashable, Sendable {
  package let name: String
  package let span: SourceSpan

  package init(name: String, span: SourceSpan) {
    self.name = name
    self.span = span
  }
}

extension Compilation {
  /// The text with its variables filled in; reports those that nobody declares.
  mutating func template(_ text: Spanned<TemplateText>) -> Template {
    var parts: [Template.Part] = []
    for part in text.value.parts {
      switch part.value {
      case .literal(let literal): parts.append(.literal(text: literal))
      case .variable(let name):
        guard let value = variables[name] else {
          sink.report(
            .unknownVariable(
              name, environment: environment.name.value.text, at: part.span,
              similar: nearMatch(name, among: variables.keys)))
          continue
        }
        parts.append(.literal(text: value))
      case .secret(let name):
        secrets.append(SecretUse(name: name, span: part.span))
        parts.append(.secret(name: name))
      case .intervalStart: parts.append(.intervalStart)
      case .intervalEnd: parts.append(.intervalEnd)
      }
    }
    return Template(parts)
  }

  /// The text of a template that may hold variables only.
  mutating func literal(_ text: Spanned<TemplateText>) -> String {
    var out = ""
    for part in template(text).parts {
      if case .literal(let literal) = part { out += literal }
    }
    return out
  }

  mutating func connection(_ spec: DatabaseConnectionSpec) -> ConnectionReference {
    switch spec {
    case .embedded(let database): return .embedded(database: database.value)
    case .server(let server):
      let keywords: [(String, Spanned<TemplateText>?)] = [
        ("host", server.host), ("port", server.port), ("dbname", server.database),
        ("user", server.user), ("password", server.password), ("sslmode", server.sslMode),
      ]
      var values: [ConnectionReference.KeywordValue] = []
      for (keyword, text) in keywords {
        if let text { values.append(.init(keyword: keyword, value: template(text))) }
      }
      return .keywords(values: values)
    }
  }

  mutating func compiledEnvironment() -> CompiledEnvironment {
    let catalog: CompiledEnvironment.LakeCatalog
    switch environment.lake {
    case .embedded: catalog = .embedded
    case .rest(let rest): catalog = .rest(uri: template(rest.uri))
    // Refused where they are written.
    case .glue, .s3Tables: catalog = .embedded
    }
    return CompiledEnvironment(
      name: environment.name.value.text, lakeCatalog: catalog,
      warehouse: connection(environment.warehouse.connection), dialect: dialect, loader: loader,
      state: connection(environment.state), allowedRisks: allowedRisks,
      demandsProof: (project.platform?.policies?.proven ?? []).contains {
        $0.value == environment.name.value.text
      }, dropAfter: environment.dropAfter.map { $0.value.components.seconds })
  }

  /// What a plan may do without being allowed by name: what the platform's policy says for this
  /// environment, else everything that loses nothing.
  private var allowedRisks: Set<Risk.Kind> {
    let policy = project.platform?.policies?.allowedRisks?.first {
      $0.environment.value == environment.name.value.text
    }
    guard let policy else { return [.safe, .locks, .rewrites, .restates] }
    return Set(policy.risks.compactMap { Risk.Kind(rawValue: $0.value.rawValue) })
  }
}
