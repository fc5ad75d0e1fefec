CREATE TABLE ops.dim_aircraft (
  aircraft_key bigint NOT NULL,
  tailnum text,
  year_built integer,
  aircraft_type varchar(60),
  manufacturer varchar(60),
  model varchar(60),
  engines integer,
  seats integer,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL,
  is_current boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT dim_aircraft_pkey PRIMARY KEY (aircraft_key),
  CONSTRAINT dim_aircraft_tailnum_valid_from_key UNIQUE (tailnum, valid_from)
);

COMMENT ON TABLE ops.dim_aircraft IS 'What each aircraft was, and when. Reregistrations and refits make a new version.';

COMMENT ON COLUMN ops.dim_aircraft.aircraft_key IS 'Surrogate key; -1 is the unknown member, -2 the one that is not applicable.';

COMMENT ON COLUMN ops.dim_aircraft.year_built IS 'Year of manufacture.';

COMMENT ON COLUMN ops.dim_aircraft.valid_from IS 'When this version begins to hold.';

COMMENT ON COLUMN ops.dim_aircraft.valid_to IS 'When the next version begins to hold; 9999-12-31 for the last.';

COMMENT ON COLUMN ops.dim_aircraft.is_current IS 'Whether this is the last version.';

COMMENT ON COLUMN ops.dim_aircraft.changed_at IS 'The time of the newest change that this row knows of.';
