CREATE ROLE network_analyst NOLOGIN;

COMMENT ON ROLE network_analyst IS 'Sees every carrier.';

GRANT USAGE ON SCHEMA ops TO network_analyst;

GRANT SELECT ON ops.agg_carrier_month TO network_analyst;

GRANT SELECT ON ops.dim_aircraft TO network_analyst;

GRANT SELECT ON ops.dim_airport TO network_analyst;

GRANT SELECT ON ops.dim_carrier TO network_analyst;

GRANT SELECT ON ops.dim_date TO network_analyst;

GRANT SELECT ON ops.fct_flight TO network_analyst;

CREATE POLICY network_analyst ON ops.agg_carrier_month
  FOR SELECT
  TO network_analyst
  USING (TRUE);

CREATE POLICY network_analyst ON ops.fct_flight
  FOR SELECT
  TO network_analyst
  USING (TRUE);
