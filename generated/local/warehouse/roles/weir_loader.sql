CREATE ROLE weir_loader LOGIN;

COMMENT ON ROLE weir_loader IS 'Writes the star. Filters and masks do not bind it.';

GRANT USAGE ON SCHEMA ops TO weir_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON ops.agg_carrier_month TO weir_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON ops.dim_aircraft TO weir_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON ops.dim_airport TO weir_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON ops.dim_carrier TO weir_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON ops.dim_date TO weir_loader;

GRANT DELETE, INSERT, SELECT, UPDATE ON ops.fct_flight TO weir_loader;

CREATE POLICY weir_loader ON ops.agg_carrier_month
  FOR ALL
  TO weir_loader
  USING (TRUE)
  WITH CHECK (TRUE);

CREATE POLICY weir_loader ON ops.fct_flight
  FOR ALL
  TO weir_loader
  USING (TRUE)
  WITH CHECK (TRUE);
