CREATE TABLE ops.dim_carrier (
  carrier_key bigint NOT NULL,
  carrier text,
  carrier_name varchar(100),
  is_inferred boolean NOT NULL,
  CONSTRAINT dim_carrier_pkey PRIMARY KEY (carrier_key),
  CONSTRAINT dim_carrier_carrier_key UNIQUE (carrier)
);

COMMENT ON COLUMN ops.dim_carrier.carrier_key IS 'Surrogate key; -1 is the unknown member, -2 the one that is not applicable.';

COMMENT ON COLUMN ops.dim_carrier.is_inferred IS 'Whether only facts have named this member so far.';
