-- wh:ops.fct_flight: fact
-- reads lake:silver.flights, wh:ops.dim_aircraft, wh:ops.dim_airport, wh:ops.dim_carrier, wh:ops.dim_date

-- Staged from the lake, by the engine
SELECT
  flight_id,
  flight_date,
  carrier,
  flight_number,
  tailnum,
  is_cancelled,
  delay_band,
  departure_delay,
  arrival_delay,
  air_time,
  distance,
  origin,
  dest,
  scheduled_at
FROM lake.silver.flights
WHERE flight_date >= {{lower}}
  AND flight_date < {{upper}};


-- Checks on the staged rows, before anything is published
-- not_null(flight_id) (error): Rows of 'silver.flights' lack a part of the fact's grain.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.flight_id IS NULL;

-- unique(flight_id) (error): Rows of 'silver.flights' are alike in the fact's grain.
SELECT count(*)
FROM (
  SELECT flight_id
  FROM {{rows}} AS r
  GROUP BY flight_id
  HAVING count(*) > 1
) AS d;

-- fits(flight_id) (error): Texts of 'flight_id' are longer than 'flight_id', which is varchar(60), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.flight_id) > 60;

-- fits(carrier) (error): Texts of 'carrier' are longer than 'carrier', which is varchar(2), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.carrier) > 2;

-- fits(tailnum) (error): Texts of 'tailnum' are longer than 'tailnum', which is varchar(10), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.tailnum) > 10;

-- fits(delay_band) (error): Texts of 'delay_band' are longer than 'delay_band', which is varchar(20), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.delay_band) > 20;

-- moved(flight_id) (error): Rows stand in 'ops.fct_flight' under another 'flight_date': load the range of that one again first.
SELECT count(*)
FROM {{rows}} AS r
JOIN ops.fct_flight AS t ON t.flight_id = r.flight_id
WHERE t.flight_date < {{lower}}
  OR t.flight_date >= {{upper}};


-- Published in one transaction, rows of flight_date in [{{lower}}, {{upper}}) replaced
INSERT INTO ops.dim_carrier (carrier_key, carrier, is_inferred)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(n.carrier) AS varchar) || ':' || n.carrier, '~')), 1, 15) AS bit(64)) AS bigint),
  n.carrier,
  TRUE
FROM (
  SELECT DISTINCT s.carrier
  FROM {{staging}} AS s
  WHERE s.carrier IS NOT NULL
) AS n
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_carrier AS d WHERE d.carrier = n.carrier);

INSERT INTO ops.dim_airport (airport_key, faa, is_inferred)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(n.faa) AS varchar) || ':' || n.faa, '~')), 1, 15) AS bit(64)) AS bigint),
  n.faa,
  TRUE
FROM (
  SELECT s.origin AS faa
  FROM {{staging}} AS s
  WHERE s.origin IS NOT NULL
  UNION
  SELECT s.dest AS faa
  FROM {{staging}} AS s
  WHERE s.dest IS NOT NULL
) AS n
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_airport AS d WHERE d.faa = n.faa);

DELETE FROM ops.fct_flight
WHERE flight_date >= {{lower}}
  AND flight_date < {{upper}};

INSERT INTO ops.fct_flight (flight_date_key, carrier_key, origin_key, destination_key, aircraft_key, flight_id, flight_date, carrier, flight_number, tailnum, is_cancelled, delay_band, departure_delay, arrival_delay, air_time, distance)
SELECT
  coalesce(flight_date.date_key, -1),
  coalesce(carrier.carrier_key, -1),
  coalesce(origin.airport_key, -1),
  coalesce(destination.airport_key, -1),
  coalesce(aircraft.aircraft_key, -1),
  staged.flight_id,
  staged.flight_date,
  staged.carrier,
  staged.flight_number,
  staged.tailnum,
  staged.is_cancelled,
  staged.delay_band,
  staged.departure_delay,
  staged.arrival_delay,
  staged.air_time,
  staged.distance
FROM {{staging}} AS staged
LEFT JOIN ops.dim_date AS flight_date
  ON flight_date.full_date = staged.flight_date
LEFT JOIN ops.dim_carrier AS carrier
  ON carrier.carrier = staged.carrier
LEFT JOIN ops.dim_airport AS origin
  ON origin.faa = staged.origin
LEFT JOIN ops.dim_airport AS destination
  ON destination.faa = staged.dest
LEFT JOIN ops.dim_aircraft AS aircraft
  ON aircraft.tailnum = staged.tailnum
    AND aircraft.valid_from <= coalesce(staged.scheduled_at, TIMESTAMPTZ '9999-12-30 00:00:00+00')
    AND coalesce(staged.scheduled_at, TIMESTAMPTZ '9999-12-30 00:00:00+00') < aircraft.valid_to;


-- Checks inside the transaction; a broken one rolls it back
-- complete (error): Rows of 'silver.flights' were lost or doubled on the way into 'ops.fct_flight'.
SELECT abs(
  (SELECT count(*) FROM {{staging}})
  - (SELECT count(*) FROM ops.fct_flight AS t
     WHERE t.flight_date >= {{lower}} AND t.flight_date < {{upper}})
);

-- members (error): Rows of 'ops.fct_flight' do not refer to a member of each dimension.
SELECT count(*)
FROM ops.fct_flight AS t
WHERE (t.flight_date_key IS NULL OR t.carrier_key IS NULL OR t.origin_key IS NULL OR t.destination_key IS NULL OR t.aircraft_key IS NULL)
  AND t.flight_date >= {{lower}} AND t.flight_date < {{upper}};

