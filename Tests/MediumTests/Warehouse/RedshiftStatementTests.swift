import Catalog
import Files
import Foundation
import PlanModel
import Planning
import SQL
import Samples
import Testing
import Warehouse

/// Statements for Redshift, in the eyes of an independent grammar (sqlfluff's), and by the rules of the
/// documentation that a grammar does not know.
struct RedshiftStatementTests {
  private static let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)

  /// Plans of random pairs of states.
  private func plans(_ count: UInt64) -> [Plan] {
    (0..<count).map { seed in
      var random = RandomWarehouse(
        random: SeededNumbers(state: seed), rolePrefix: "r", features: .redshift)
      let live = random.state(size: 3)
      let target = random.mutated(live, count: 8)
      let names = Array(live.tables.keys) + Array(live.views.keys)
      var allowances = names.map { RiskPolicy.Allowance(risk: .destroys, address: "\($0)") }
      for table in live.tables.values {
        for column in table.columns {
          let address = ColumnAddress(table.address, column.name)
          allowances.append(.init(risk: .destroys, address: "\(address)"))
        }
      }
      var facts = WarehouseFacts(dependencies: live.sampleDependencies)
      for name in names { facts.ledger[.table(name)] = LedgerEntry() }
      let nothing = Fingerprint(of: "")
      let schemas = Set(live.schemas.keys).union(target.schemas.keys)
      let roles = Set(live.roles.keys).union(target.roles.keys)
      return makePlan(
        PlanningInput(
          platform: "p", environment: "e", dialect: .redshift,
          desired: CatalogState(warehouse: target), live: CatalogState(warehouse: live),
          facts: facts,
          scope: ManagedScope(
            schemas: Dictionary(uniqueKeysWithValues: schemas.map { ($0, .authoritative) }),
            roles: Dictionary(uniqueKeysWithValues: roles.map { ($0, .authoritative) })),
          policy: RiskPolicy(allowances: allowances), specs: nothing, bundle: nothing,
          publishedBundle: nothing)
      ).plan
    }
  }

  private func statements(_ plan: Plan) -> [(text: String, rule: TransactionRule)] {
    plan.steps.flatMap { step -> [(text: String, rule: TransactionRule)] in
      guard case .warehouse(let statements, let rule) = step.action else { return [] }
      return statements.map { ($0, rule) }
    }
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["CI"] != nil
        || FileManager.default.fileExists(atPath: "\(project)/.venv/bin/sqlfluff"),
      "the checkers of tests are not installed: scripts/setup.sh --test"))
  func anIndependentGrammarReadsThem() async throws {
    // The grammar does not know that a quote in a name is doubled (Names and identifiers).
    let texts = plans(40).flatMap { plan in
      statements(plan).map { $0.text.replacing("\"\"", with: "_") }
    }
    #expect(texts.count > 300)
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/statements.sql"
    try FileSystem.write(Array(texts.joined(separator: ";\n\n").utf8) + [59, 10], to: path)
    // It passes over large files in silence, unless it is told not to.
    try FileSystem.write(
      Array("[sqlfluff]\ndialect = redshift\nlarge_file_skip_byte_limit = 0\nrules = LT12\n".utf8),
      to: "\(folder.path)/.sqlfluff")
    let outcome = try await ChildProcess(
      "\(Self.project)/.venv/bin/sqlfluff",
      ["lint", "--config", "\(folder.path)/.sqlfluff", path]
    ).run()
    #expect(!"\(outcome.outputText)\(outcome.errorText)".contains("kipped"))
    #expect(!outcome.outputText.contains("PRS"), "\(outcome.outputText.prefix(4000))")
  }

  /// 3.3: ALTER COLUMN TYPE is refused in a transaction, and several statements in one message are one:
  /// such a step is one statement that stands alone.
  @Test func whatNoTransactionTakesStandsAlone() {
    var found = 0
    for plan in plans(120) {
      for step in plan.steps {
        guard case .warehouse(let statements, let rule) = step.action else { continue }
        if statements.contains(where: { $0.contains(" TYPE varchar") }) {
          found += 1
          #expect(rule == .alone)
        }
        if rule != .shared { #expect(statements.count == 1) }
      }
    }
    #expect(found > 0)
  }

  /// 3.1: one ADD COLUMN a statement, NOT NULL only with a default, and no SET NOT NULL, SET DEFAULT,
  /// SET SCHEMA or USING at all.
  @Test func noStatementIsPostgreSQLs() {
    for (text, _) in plans(120).flatMap({ statements($0) }) where text.hasPrefix("ALTER TABLE") {
      #expect(text.components(separatedBy: "ADD COLUMN").count <= 2)
      if text.contains("ADD COLUMN"), text.contains("NOT NULL") {
        #expect(text.contains("DEFAULT"), "\(text)")
      }
      for word in ["SET NOT NULL", "DROP NOT NULL", "SET DEFAULT", "SET SCHEMA", " USING "] {
        #expect(!text.contains(word), "\(text)")
      }
    }
  }

  /// 2.1: names of keys do not stand inside CREATE TABLE.
  @Test func keysAreNamedByAlterTable() {
    for (text, _) in plans(60).flatMap({ statements($0) }) where text.hasPrefix("CREATE TABLE") {
      #expect(!text.contains("CONSTRAINT "), "\(text)")
    }
  }

  /// 6.1: a query of system tables runs on the leader node, one of a `svv_` view does not, and functions
  /// of the leader fail in it: no query has both, and none of the views meets another.
  @Test func noInspectionMixesLeaderAndComputeNodes() {
    let queries = RedshiftQueries(schemas: ["ops"], database: "d").all.map(\.statement)
    #expect(queries.count > 15)
    for query in queries {
      let views = query.components(separatedBy: "svv_").count - 1
      #expect(views <= 1, "\(query)")
      if views == 1 {
        for word in ["pg_", "format_", "current_"] { #expect(!query.contains(word), "\(query)") }
      }
      for word in ["string_agg", "array_agg", "listagg", "ANY ("] {
        #expect(!query.contains(word), "\(query)")
      }
    }
  }

  /// 8: a backslash is an escape inside a string, a quote is doubled.
  @Test func backslashesAreDoubled() {
    #expect(Dialect.redshift.literal("a\\b'c") == "'a\\\\b''c'")
  }
}
