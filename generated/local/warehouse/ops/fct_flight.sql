CREATE TABLE ops.fct_flight (
  flight_date_key integer NOT NULL,
  carrier_key bigint NOT NULL,
  origin_key bigint NOT NULL,
  destination_key bigint NOT NULL,
  aircraft_key bigint NOT NULL,
  flight_id varchar(60) NOT NULL,
  flight_date date NOT NULL,
  carrier varchar(2) NOT NULL,
  flight_number integer NOT NULL,
  tailnum varchar(10),
  is_cancelled boolean NOT NULL,
  delay_band varchar(20) NOT NULL,
  departure_delay integer,
  arrival_delay integer,
  air_time integer,
  distance integer NOT NULL,
  CONSTRAINT fct_flight_flight_id_key UNIQUE (flight_id)
);

ALTER TABLE ops.fct_flight
  ADD CONSTRAINT fct_flight_aircraft_key_fkey FOREIGN KEY (aircraft_key) REFERENCES ops.dim_aircraft (aircraft_key);

ALTER TABLE ops.fct_flight
  ADD CONSTRAINT fct_flight_carrier_key_fkey FOREIGN KEY (carrier_key) REFERENCES ops.dim_carrier (carrier_key);

ALTER TABLE ops.fct_flight
  ADD CONSTRAINT fct_flight_destination_key_fkey FOREIGN KEY (destination_key) REFERENCES ops.dim_airport (airport_key);

ALTER TABLE ops.fct_flight
  ADD CONSTRAINT fct_flight_flight_date_key_fkey FOREIGN KEY (flight_date_key) REFERENCES ops.dim_date (date_key);

ALTER TABLE ops.fct_flight
  ADD CONSTRAINT fct_flight_origin_key_fkey FOREIGN KEY (origin_key) REFERENCES ops.dim_airport (airport_key);

COMMENT ON TABLE ops.fct_flight IS 'One row a scheduled departure.';

COMMENT ON COLUMN ops.fct_flight.flight_date_key IS 'The member of ''ops.dim_date''; -1 when it is unknown.';

COMMENT ON COLUMN ops.fct_flight.carrier_key IS 'The member of ''ops.dim_carrier''; -1 when it is unknown.';

COMMENT ON COLUMN ops.fct_flight.origin_key IS 'The member of ''ops.dim_airport''; -1 when it is unknown.';

COMMENT ON COLUMN ops.fct_flight.destination_key IS 'The member of ''ops.dim_airport''; -1 when it is unknown.';

COMMENT ON COLUMN ops.fct_flight.aircraft_key IS 'The member of ''ops.dim_aircraft''; -1 when it is unknown.';

COMMENT ON COLUMN ops.fct_flight.delay_band IS 'on time, late, very late or cancelled.';

COMMENT ON COLUMN ops.fct_flight.departure_delay IS 'Minutes.';

COMMENT ON COLUMN ops.fct_flight.arrival_delay IS 'Minutes.';

COMMENT ON COLUMN ops.fct_flight.air_time IS 'Minutes.';

COMMENT ON COLUMN ops.fct_flight.distance IS 'Miles.';

ALTER TABLE ops.fct_flight ENABLE ROW LEVEL SECURITY;
