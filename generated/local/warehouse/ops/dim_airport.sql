CREATE TABLE ops.dim_airport (
  airport_key bigint NOT NULL,
  faa text,
  airport_name varchar(100),
  latitude double precision,
  longitude double precision,
  time_zone varchar(60),
  is_inferred boolean NOT NULL,
  CONSTRAINT dim_airport_pkey PRIMARY KEY (airport_key),
  CONSTRAINT dim_airport_faa_key UNIQUE (faa)
);

COMMENT ON COLUMN ops.dim_airport.airport_key IS 'Surrogate key; -1 is the unknown member, -2 the one that is not applicable.';

COMMENT ON COLUMN ops.dim_airport.is_inferred IS 'Whether only facts have named this member so far.';
