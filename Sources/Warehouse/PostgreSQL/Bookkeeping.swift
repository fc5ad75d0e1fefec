/// What Weir keeps in a PostgreSQL warehouse of its own, in the schemas `weir` and `weir_staging`.
/// Version 1. Several platforms and environments may share it: each row names its own.
enum Bookkeeping {
  static let stagingSchema = "weir_staging"

  /// Makes what is missing; each may run again.
  static let creation = [
    "CREATE SCHEMA IF NOT EXISTS weir",
    "CREATE SCHEMA IF NOT EXISTS \(stagingSchema)",
    """
    CREATE TABLE IF NOT EXISTS weir.ledger (
      platform text NOT NULL,
      environment text NOT NULL,
      side text NOT NULL,
      kind text NOT NULL,
      schema_name text NOT NULL,
      name text NOT NULL,
      part text NOT NULL,
      object_id text,
      desired text,
      stored text,
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (platform, environment, side, kind, schema_name, name, part)
    )
    """,
    "ALTER TABLE weir.ledger ADD COLUMN IF NOT EXISTS retired_at timestamptz",
    """
    CREATE TABLE IF NOT EXISTS weir.journal (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      platform text NOT NULL,
      environment text NOT NULL,
      apply text NOT NULL,
      step integer NOT NULL,
      address text NOT NULL,
      kind text NOT NULL,
      outcome text NOT NULL,
      action text NOT NULL,
      message text
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS weir.fences (
      platform text NOT NULL,
      environment text NOT NULL,
      target text NOT NULL,
      number bigint NOT NULL,
      PRIMARY KEY (platform, environment, target)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS weir.loads (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      platform text NOT NULL,
      environment text NOT NULL,
      target text NOT NULL,
      range_lower text NOT NULL,
      range_upper text NOT NULL,
      version text NOT NULL,
      run bigint NOT NULL,
      fencing_number bigint NOT NULL,
      rows bigint NOT NULL
    )
    """,
  ]

  /// What the loader needs here, given again with every apply; `role` is quoted.
  static func grants(to role: String) -> [String] {
    [
      "GRANT USAGE ON SCHEMA weir TO \(role)",
      "GRANT USAGE, CREATE ON SCHEMA \(stagingSchema) TO \(role)",
      "GRANT SELECT, INSERT, UPDATE ON weir.fences TO \(role)",
      "GRANT SELECT, INSERT ON weir.loads TO \(role)",
    ]
  }
}
