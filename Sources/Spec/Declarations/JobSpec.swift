/// A program of the project's own that lands files for a stream.
package struct JobSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let run: JobRunSpec
  /// What it reads: streams or lake tables.
  package let inputs: [Spanned<DottedName>]
  /// The stream, as `source.stream`, that it lands files for.
  package let lands: Spanned<DottedName>
  /// Nil when every run lands everything.
  package let interval: IntervalSpec?
  /// In the order written; names unique.
  package let variables: [NamedTemplate]
  /// What it was called before.
  package let was: Spanned<String>?

  static let shape = Shape(
    .job,
    [
      .declaredName(1...1, "Its name."), .doc, .owner, .tags,
      .required("run", .record(JobRunSpec.shape), "Where it runs, and what."),
      .optional(
        "inputs", .list(.reference(2...8), unique: .value), "The streams and lake tables it reads."),
      .required("lands", .reference(2...2), "The stream that it lands files for: 'SOURCE.STREAM'."),
      .optional(
        "interval", .record(IntervalSpec.shape), "Without one, every run lands everything."),
      .optional(
        "env", .map(.template([.secret, .interval])), "Environment variables that it is given."),
      .wasName,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let run = record.record("run").flatMap(JobRunSpec.init),
      let lands = record.dottedName("lands")
    else { return nil }
    self.header = header
    self.run = run
    self.lands = lands
    inputs = record.references("inputs")
    interval = record.record("interval").flatMap(IntervalSpec.init)
    variables = record.namedTemplates("env")
    was = record.text("was")
  }
}

/// Where a job runs, and what.
package enum JobRunSpec: Sendable {
  /// A child process; at least one word. `folder` is relative to the project's root.
  case process(command: [Spanned<TemplateText>], folder: Spanned<String>?)
  case ecs(ECSTaskSpec)
  case lambda(function: Spanned<TemplateText>, region: Spanned<TemplateText>?)
  case batch(
    queue: Spanned<TemplateText>, definition: Spanned<TemplateText>,
    command: [Spanned<TemplateText>], region: Spanned<TemplateText>?)

  private static let region = Field.optional(
    "region", .template([]), "The region; else that of the credential chain.")
  private static let command = Field.optional(
    "command", .list(.template(.interval), minimum: 1), "The words of the container's command.")

  static let shape = Shape(
    "run", "Where a job runs, and what.", [],
    variants: Variants(
      "type", "Where.",
      [
        .init(
          "process", "A process beside the runner.",
          [
            .required(
              "command", .list(.template(.interval), minimum: 1), "The program and its arguments."),
            .optional("folder", .text, "Where it starts; else the project's folder."),
          ]),
        .init("ecs", "A task of Amazon ECS.", ECSTaskSpec.fields + [command, region]),
        .init(
          "lambda", "A function of AWS Lambda.",
          [.required("function", .template([]), "Its name or ARN."), region]),
        .init(
          "batch", "A job of AWS Batch.",
          [
            .required("queue", .template([]), "The job queue."),
            .required("definition", .template([]), "The job definition."), command, region,
          ]),
      ]))

  init?(_ record: Record) {
    let command = record.templates("command")
    let region = record.template("region")
    switch record.variant?.value {
    case "process":
      if command.isEmpty { return nil }
      self = .process(command: command, folder: record.text("folder"))
    case "ecs":
      guard let task = ECSTaskSpec(record) else { return nil }
      self = .ecs(task)
    case "lambda":
      guard let function = record.template("function") else { return nil }
      self = .lambda(function: function, region: region)
    case "batch":
      guard let queue = record.template("queue"), let definition = record.template("definition")
      else { return nil }
      self = .batch(queue: queue, definition: definition, command: command, region: region)
    default: return nil
    }
  }
}

/// A task of Amazon ECS.
package struct ECSTaskSpec: Sendable {
  package let cluster: Spanned<TemplateText>
  package let definition: Spanned<TemplateText>
  /// The container whose command is replaced; nil where there is only one.
  package let container: Spanned<TemplateText>?
  package let subnets: [Spanned<TemplateText>]
  package let securityGroups: [Spanned<TemplateText>]
  package let command: [Spanned<TemplateText>]
  package let region: Spanned<TemplateText>?

  static let fields: [Field] = [
    .required("cluster", .template([]), "The cluster."),
    .required("definition", .template([]), "The task definition."),
    .optional("container", .template([]), "The container, where the task has several."),
    .optional("subnets", .list(.template([])), "The subnets, for Fargate."),
    .optional("security_groups", .list(.template([])), "The security groups, for Fargate."),
  ]

  init?(_ record: Record) {
    guard let cluster = record.template("cluster"), let definition = record.template("definition")
    else { return nil }
    self.cluster = cluster
    self.definition = definition
    container = record.template("container")
    subnets = record.templates("subnets")
    securityGroups = record.templates("security_groups")
    command = record.templates("command")
    region = record.template("region")
  }
}
