/// The tables of the state database, as the steps that lead to them.
///
/// A step that was released is never changed. Two neighbouring versions of Weir run on one database
/// side by side, so a step may add, but what the version before reads and writes must keep working.
enum StateSchema {
  /// Step n leads from version n-1 to version n.
  static let migrations: [String] = [first, leaseProcesses]

  static var version: Int { migrations.count }

  private static let first = """
    CREATE SEQUENCE weir.fencing_number;

    -- A row stays when its lease is given back, so that numbers of one name only grow: two that
    -- want the lease meet at the row.
    CREATE TABLE weir.lease (
      name           text PRIMARY KEY,
      holder         text NOT NULL,
      fencing_number bigint NOT NULL UNIQUE,
      acquired_at    timestamptz NOT NULL,
      expires_at     timestamptz NOT NULL,
      CHECK (acquired_at <= expires_at)
    );

    CREATE TABLE weir.bundle (
      fingerprint  text PRIMARY KEY CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
      content      bytea NOT NULL,
      published_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );

    CREATE TABLE weir.current_bundle (
      environment  text PRIMARY KEY,
      fingerprint  text NOT NULL REFERENCES weir.bundle,
      published_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );

    CREATE TABLE weir.run (
      id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      schedule    text NOT NULL,
      -- Microseconds since 1970-01-01 on a civil time line, lower bound in, upper bound out.
      lower_us    bigint NOT NULL,
      upper_us    bigint NOT NULL,
      bundle      text NOT NULL,
      state       text NOT NULL
        CHECK (state IN ('running', 'succeeded', 'failed', 'covered', 'cancelled')),
      machine     text NOT NULL,
      process     text NOT NULL,
      started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
      finished_at timestamptz,
      CHECK (lower_us < upper_us),
      CHECK ((state = 'running') = (finished_at IS NULL))
    );
    CREATE INDEX run_schedule ON weir.run (schedule, id);
    CREATE INDEX run_open ON weir.run (machine) WHERE state = 'running';

    CREATE TABLE weir.task (
      run         bigint NOT NULL REFERENCES weir.run,
      target      text NOT NULL,
      ordinal     int NOT NULL,
      state       text NOT NULL CHECK (state IN
        ('waiting', 'running', 'succeeded', 'failed', 'covered', 'skipped', 'cancelled')),
      attempts    int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      rows        bigint CHECK (rows >= 0),
      message     text,
      started_at  timestamptz,
      finished_at timestamptz,
      PRIMARY KEY (run, target),
      UNIQUE (run, ordinal),
      CHECK ((attempts = 0) = (started_at IS NULL)),
      CHECK ((state IN ('waiting', 'running')) = (finished_at IS NULL)),
      CHECK (state <> 'running' OR attempts > 0)
    );

    CREATE TABLE weir.attempt (
      run         bigint NOT NULL,
      target      text NOT NULL,
      number      int NOT NULL CHECK (number > 0),
      started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
      finished_at timestamptz,
      outcome     text,
      message     text,
      PRIMARY KEY (run, target, number),
      FOREIGN KEY (run, target) REFERENCES weir.task
    );

    CREATE SEQUENCE weir.build_number;

    -- Several rows may have one build number: what is left of a range that was partly built anew.
    CREATE TABLE weir.coverage (
      target   text NOT NULL,
      lower_us bigint NOT NULL,
      upper_us bigint NOT NULL,
      build    bigint NOT NULL,
      version  text NOT NULL,
      inputs   bigint[] NOT NULL,
      run      bigint NOT NULL,
      output   text,
      rows     bigint NOT NULL CHECK (rows >= 0),
      built_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (target, lower_us),
      CHECK (lower_us < upper_us)
    );
    """

  /// A lease whose process is gone need not be waited for.
  private static let leaseProcesses = """
    ALTER TABLE weir.lease ADD COLUMN machine text, ADD COLUMN process text;
    """
}
