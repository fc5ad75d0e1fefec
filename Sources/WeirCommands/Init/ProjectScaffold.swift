internal import JSON
internal import Reference

/// The files of a new project.
struct ProjectScaffold {
  struct File {
    /// Relative to the project's folder.
    let path: String
    let text: String
  }

  let name: String

  /// In the order in which they should be read.
  var files: [File] {
    [
      spec("platform.yaml", Self.platform.replacing("NAME", with: name)),
      spec("environments.yaml", Self.environments),
      spec("sources/shop.yaml", Self.source),
      spec("lake/orders.yaml", Self.lake),
      File(path: "specs/lake/daily_orders.sql", text: Self.query),
      spec("warehouse/sales.yaml", Self.warehouse),
      spec("access/roles.yaml", Self.access),
      spec("schedules/nightly.yaml", Self.schedule),
      File(path: "specs/\(schemaFileName)", text: specSchema().prettyText()),
      File(path: ".gitignore", text: ".weir/\n"),
    ]
  }

  /// With the line by which editors find the schema.
  private func spec(_ path: String, _ text: String) -> File {
    let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
    return File(
      path: "specs/\(path)",
      text: "# yaml-language-server: $schema=\(up)\(schemaFileName)\n" + text)
  }

  private static let platform = """
    kind: platform
    name: NAME
    description: What the platform is for.
    defaults:
      owner: data
    policies:
      # What a plan may do without '--allow', by environment.
      allowed_risks:
        local: [safe, locks, rewrites, breaks, revokes, restates]

    """

  private static let environments = """
    # A laptop: everything runs on this machine, started by 'weir up'.
    kind: environment
    name: local
    lake:
      catalog: embedded
    warehouse:
      dialect: postgresql
      connection: { embedded: warehouse }
      loader: loader
    engine: { type: duckdb }
    state:
      connection: { embedded: state }

    """

  private static let source = """
    # The database of a shop. Each stream lands in a table of the lake.
    kind: source
    name: shop
    description: The shop's own database.
    type: postgres
    connection: { embedded: shop }
    streams:
      - name: orders
        table: public.orders
        key: [order_id]
        lands: bronze.orders
        columns:
          - { name: order_id, type: long, required: true }
          - { name: ordered_at, type: timestamptz, required: true }
          - { name: customer_id, type: long, required: true }
          - { name: amount, type: "decimal(12,2)", required: true, doc: Euros. }

      - name: customers
        table: public.customers
        key: [customer_id]
        lands: bronze.customers
        columns:
          - { name: customer_id, type: long, required: true }
          - { name: name, type: string }
          - { name: country, type: string }

    """

  private static let lake = """
    kind: lake_namespace
    name: bronze
    doc: What the sources said, one table a stream.
    manage: authoritative
    ---
    kind: lake_namespace
    name: silver
    doc: Cleaned, ready for the star.
    manage: authoritative
    ---
    kind: lake_table
    name: bronze.orders
    columns_from: shop.orders
    key: [order_id]
    ---
    kind: lake_table
    name: bronze.customers
    columns_from: shop.customers
    key: [customer_id]
    ---
    kind: lake_table
    name: silver.orders
    doc: One row an order, with the day on which it was placed.
    partition_by: [month(ordered_on)]
    key: [order_id]
    columns:
      - { name: order_id, type: long, required: true }
      - { name: ordered_on, type: date, required: true }
      - { name: customer_id, type: long, required: true }
      - { name: amount, type: "decimal(12,2)", required: true, doc: Euros. }
    ---
    # Spark SQL, type-checked against the tables above, and printed for the engine that runs it.
    kind: transform
    name: silver.orders
    target: silver.orders
    sql_file: daily_orders.sql
    checks:
      - { rule: unique, columns: [order_id] }
      - { rule: range, column: amount, min: 0 }

    """

  private static let query = """
    SELECT
      order_id,
      cast(ordered_at AS date) AS ordered_on,
      customer_id,
      amount
    FROM bronze.orders

    """

  private static let warehouse = """
    kind: warehouse_schema
    name: sales
    doc: Orders, as a star.
    manage: authoritative
    ---
    kind: dimension
    name: sales.dim_date
    date_dimension: { from: 2020-01-01, until: 2031-01-01 }
    ---
    kind: dimension
    name: sales.dim_customer
    source: bronze.customers
    natural_key: [customer_id]
    inferred: true
    attributes:
      - { name: customer_name, from: name, type: varchar(100), tags: [personal] }
      - { name: country, type: varchar(60) }
    ---
    kind: fact
    name: sales.fct_order
    doc: One row an order.
    source: silver.orders
    type: transaction
    grain: [order_id]
    dimensions:
      - { dimension: sales.dim_date, as: ordered_on, from: [ordered_on] }
      - { dimension: sales.dim_customer, as: customer, from: [customer_id] }
    degenerate:
      - { name: order_id, type: long }
    measures:
      - { name: amount, type: "decimal(12,2)", additivity: additive, doc: Euros. }

    """

  private static let access = """
    kind: principal
    name: loader
    doc: Writes the star. Filters and masks do not bind it.
    user: weir_loader
    managed: true
    loader: true
    ---
    kind: role
    name: sales_analyst
    doc: Sees all orders, and no names of people.
    grants: [sales.*]
    except: ["tag:personal"]

    """

  private static let schedule = """
    kind: schedule
    name: nightly
    doc: Everything, every night.
    cron: "30 4 * * *"
    timezone: Europe/Zurich
    select: ["*"]
    retries: 2
    timeout: 1h

    """
}
