CREATE ROLE united_analyst NOLOGIN;

COMMENT ON ROLE united_analyst IS 'The desk of United Airlines sees its own flights, and no tail numbers.';

GRANT USAGE ON SCHEMA ops TO united_analyst;

GRANT SELECT ON ops.agg_carrier_month TO united_analyst;

GRANT SELECT (
  aircraft_key,
  aircraft_type,
  changed_at,
  engines,
  is_current,
  manufacturer,
  model,
  seats,
  valid_from,
  valid_to,
  year_built
) ON ops.dim_aircraft TO united_analyst;

GRANT SELECT ON ops.dim_airport TO united_analyst;

GRANT SELECT ON ops.dim_carrier TO united_analyst;

GRANT SELECT ON ops.dim_date TO united_analyst;

GRANT SELECT (
  air_time,
  aircraft_key,
  arrival_delay,
  carrier,
  carrier_key,
  delay_band,
  departure_delay,
  destination_key,
  distance,
  flight_date,
  flight_date_key,
  flight_id,
  flight_number,
  is_cancelled,
  origin_key
) ON ops.fct_flight TO united_analyst;

CREATE POLICY united_analyst ON ops.agg_carrier_month
  FOR SELECT
  TO united_analyst
  USING (carrier = 'UA');

CREATE POLICY united_analyst ON ops.fct_flight
  FOR SELECT
  TO united_analyst
  USING (carrier = 'UA');
