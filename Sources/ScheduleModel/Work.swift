package import Catalog

/// Reads one stream of a source over a range, or whole, into landing files.
package struct ExtractWork: Hashable, Sendable, Codable {
  package enum Origin: Hashable, Sendable, Codable {
    case rest(request: RESTStream)
    case postgres(snapshot: PostgresSnapshot)
  }

  package var source: String
  package var stream: String
  package var origin: Origin
  /// What a record has, in the landing file and in the table it is loaded into.
  package var columns: [Column]
  /// Nil when every run reads everything.
  package var interval: IntervalColumn?

  package init(
    source: String, stream: String, origin: Origin, columns: [Column], interval: IntervalColumn?
  ) {
    self.source = source
    self.stream = stream
    self.origin = origin
    self.columns = columns
    self.interval = interval
  }
}

/// How a stream of a REST API is asked for.
package struct RESTStream: Hashable, Sendable, Codable {
  package struct Parameter: Hashable, Sendable, Codable {
    package var name: String
    package var value: Template

    package init(name: String, value: Template) {
      self.name = name
      self.value = value
    }
  }

  package enum Pagination: Hashable, Sendable, Codable {
    case none
    /// The answer's `field` holds the cursor of the next page, or null at the end; it is sent as
    /// `parameter`.
    case cursor(field: String, parameter: String)
    /// Pages are numbered from one and sent as `parameter`; the answer's `field` holds how many
    /// there are.
    case page(parameter: String, field: String)
  }

  /// Without a slash at the end.
  package var baseURL: Template
  /// Begins with a slash.
  package var path: Template
  /// Nil without authentication, else the bearer token.
  package var bearerToken: Template?
  /// In the order written.
  package var parameters: [Parameter]
  /// The field of the answer that holds the records; nil when the answer is the array itself.
  package var records: String?
  package var pagination: Pagination

  package init(
    baseURL: Template, path: Template, bearerToken: Template?, parameters: [Parameter],
    records: String?, pagination: Pagination
  ) {
    self.baseURL = baseURL
    self.path = path
    self.bearerToken = bearerToken
    self.parameters = parameters
    self.records = records
    self.pagination = pagination
  }
}

/// A table of a PostgreSQL database that is copied whole, from one consistent view.
package struct PostgresSnapshot: Hashable, Sendable, Codable {
  package var connection: ConnectionReference
  package var schema: String
  package var table: String

  package init(connection: ConnectionReference, schema: String, table: String) {
    self.connection = connection
    self.schema = schema
    self.table = table
  }
}

/// Which database to connect to.
package enum ConnectionReference: Hashable, Sendable, Codable {
  /// A database of the private PostgreSQL of the embedded default.
  case embedded(database: String)
  /// libpq keywords and values, in the order written.
  case keywords(values: [KeywordValue])

  package struct KeywordValue: Hashable, Sendable, Codable {
    package var keyword: String
    package var value: Template

    package init(keyword: String, value: Template) {
      self.keyword = keyword
      self.value = value
    }
  }
}

/// How rows of a target are replaced.
package enum ReplaceMode: Hashable, Sendable, Codable {
  /// All rows.
  case full
  /// The rows whose interval column lies in the range.
  case range(column: IntervalColumn)
}

/// Loads the landing files of one stream into a table of the lake.
package struct LoadWork: Hashable, Sendable, Codable {
  package var table: TableAddress
  /// The extract whose files are loaded.
  package var landing: TargetID
  package var columns: [Column]
  package var mode: ReplaceMode
  package var checks: [CompiledCheck]

  package init(
    table: TableAddress, landing: TargetID, columns: [Column], mode: ReplaceMode,
    checks: [CompiledCheck]
  ) {
    self.table = table
    self.landing = landing
    self.columns = columns
    self.mode = mode
    self.checks = checks
  }
}

/// Runs a query over tables of the lake and replaces rows of another with its result.
package struct TransformWork: Hashable, Sendable, Codable {
  package var table: TableAddress
  /// In the dialect of the environment's engine. Tables of the lake are named
  /// `lake.<namespace>.<table>`. Its columns are those of `columns`, by name.
  package var query: String
  package var columns: [Column]
  package var mode: ReplaceMode
  package var checks: [CompiledCheck]

  package init(
    table: TableAddress, query: String, columns: [Column], mode: ReplaceMode,
    checks: [CompiledCheck]
  ) {
    self.table = table
    self.query = query
    self.columns = columns
    self.mode = mode
    self.checks = checks
  }
}

/// Loads one table of the star schema.
///
/// In the texts, `{{staging}}` stands for the quoted name of the staging table, `{{lower}}` and
/// `{{upper}}` for the range's bounds as SQL literals of type date (or timestamp where the interval
/// column is one), `{{effective_at}}` for the upper bound as a timestamp literal.
package struct StarWork: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable {
    case dimension
    case fact
    case aggregate
  }

  /// Rows that the engine copies from the lake into a staging table of the warehouse.
  package struct Staging: Hashable, Sendable, Codable {
    /// In the dialect of the environment's engine, tables of the lake as `lake.<namespace>.<table>`.
    /// May hold `{{lower}}` and `{{upper}}`.
    package var query: String
    /// Of the staging table, in the order of the query.
    package var columns: [Column]

    package init(query: String, columns: [Column]) {
      self.query = query
      self.columns = columns
    }
  }

  package var kind: Kind
  package var table: TableAddress
  /// Nil when the rows come from the warehouse itself.
  package var staging: Staging?
  package var mode: ReplaceMode
  /// Conditions on the staged rows, in the dialect of the warehouse; they run before anything is
  /// published.
  package var checks: [CompiledCheck]
  /// Statements of the warehouse that publish, all in one transaction.
  package var publish: [String]
  /// Conditions on the target that run inside the publishing transaction, after its statements; one
  /// that fails rolls it back.
  package var publishChecks: [CompiledCheck]
  /// Other tables of the warehouse that publishing reads, or adds inferred members to: none of them is
  /// published at the same time. Sorted.
  package var touches: [TableAddress]

  package init(
    kind: Kind, table: TableAddress, staging: Staging?, mode: ReplaceMode,
    checks: [CompiledCheck], publish: [String], publishChecks: [CompiledCheck],
    touches: [TableAddress] = []
  ) {
    self.kind = kind
    self.table = table
    self.staging = staging
    self.mode = mode
    self.checks = checks
    self.publish = publish
    self.publishChecks = publishChecks
    self.touches = touches
  }
}

/// A data validation, ready to run.
package struct CompiledCheck: Hashable, Sendable, Codable {
  package enum Severity: String, Hashable, Sendable, Codable {
    case warning
    case error
  }

  /// Unique within its task: `unique(flight_id)`.
  package var name: String
  /// A query that returns one row with one number: how many rows break the rule. `{{rows}}` stands
  /// for the staged rows as a table expression, `{{lower}}` and `{{upper}}` for the bounds.
  package var query: String
  package var severity: Severity
  /// At most this many broken rows are accepted.
  package var threshold: Int
  /// What a broken rule means, in a sentence for people.
  package var meaning: String

  package init(
    name: String, query: String, severity: Severity, threshold: Int, meaning: String
  ) {
    self.name = name
    self.query = query
    self.severity = severity
    self.threshold = threshold
    self.meaning = meaning
  }
}
