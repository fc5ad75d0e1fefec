CREATE TABLE ops.agg_carrier_month (
  month date,
  carrier varchar(2) NOT NULL,
  flights bigint,
  cancelled bigint,
  arrived bigint,
  total_arrival_delay bigint,
  CONSTRAINT agg_carrier_month_month_carrier_key UNIQUE (month, carrier)
);

COMMENT ON TABLE ops.agg_carrier_month IS 'Flights and delays of each carrier, month by month.';

COMMENT ON COLUMN ops.agg_carrier_month.total_arrival_delay IS 'Minutes.';

ALTER TABLE ops.agg_carrier_month ENABLE ROW LEVEL SECURITY;
