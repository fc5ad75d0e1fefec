-- table wh:ops.fct_flight
--   flight_date_key int required
--   carrier_key long required
--   origin_key long required
--   destination_key long required
--   aircraft_key long required
--   flight_id varchar(60) required
--   flight_date date required
--   carrier varchar(2)
--   tailnum varchar(10)
--   arrival_delay int
--   primary key [], unique [["flight_id"]]

-- staging: flight_id string, flight_date date, carrier string, tailnum string, arrival_delay int, origin string, dest string, scheduled_at timestamptz
SELECT
  flight_id,
  flight_date,
  carrier,
  tailnum,
  arrival_delay,
  origin,
  dest,
  scheduled_at
FROM lake.silver.flights
WHERE flight_date >= {{lower}}
  AND flight_date < {{upper}};

-- check not_null(flight_id): Rows of 'silver.flights' lack a part of the fact's grain.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.flight_id IS NULL;

-- check unique(flight_id): Rows of 'silver.flights' are alike in the fact's grain.
SELECT count(*)
FROM (
  SELECT flight_id
  FROM {{rows}} AS r
  GROUP BY flight_id
  HAVING count(*) > 1
) AS d;

-- check fits(flight_id): Texts of 'flight_id' are longer than 'flight_id', which is varchar(60), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.flight_id) > 60;

-- check fits(carrier): Texts of 'carrier' are longer than 'carrier', which is varchar(2), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.carrier) > 2;

-- check fits(tailnum): Texts of 'tailnum' are longer than 'tailnum', which is varchar(10), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.tailnum) > 10;

-- check moved(flight_id): Rows stand in 'ops.fct_flight' under another 'flight_date': load the range of that one again first.
SELECT count(*)
FROM {{rows}} AS r
JOIN ops.fct_flight AS t ON t.flight_id = r.flight_id
WHERE t.flight_date < {{lower}}
  OR t.flight_date >= {{upper}};

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

INSERT INTO ops.dim_aircraft (aircraft_key, tailnum, valid_from, valid_to, is_current, changed_at, is_inferred)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(n.tailnum) AS varchar) || ':' || n.tailnum, '~') || coalesce(CAST(length(to_char(TIMESTAMPTZ '1900-01-01 00:00:00+00' AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) AS varchar) || ':' || to_char(TIMESTAMPTZ '1900-01-01 00:00:00+00' AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '~')), 1, 15) AS bit(64)) AS bigint),
  n.tailnum,
  TIMESTAMPTZ '1900-01-01 00:00:00+00',
  TIMESTAMPTZ '9999-12-31 00:00:00+00',
  TRUE,
  TIMESTAMPTZ '1900-01-01 00:00:00+00',
  TRUE
FROM (
  SELECT DISTINCT s.tailnum
  FROM {{staging}} AS s
  WHERE s.tailnum IS NOT NULL
) AS n
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_aircraft AS d WHERE d.tailnum = n.tailnum);

DELETE FROM ops.fct_flight
WHERE flight_date >= {{lower}}
  AND flight_date < {{upper}};

INSERT INTO ops.fct_flight (flight_date_key, carrier_key, origin_key, destination_key, aircraft_key, flight_id, flight_date, carrier, tailnum, arrival_delay)
SELECT
  coalesce(flight_date.date_key, -1),
  coalesce(carrier.carrier_key, -1),
  coalesce(origin.airport_key, -1),
  coalesce(destination.airport_key, -1),
  coalesce(aircraft.aircraft_key, -1),
  staged.flight_id,
  staged.flight_date,
  staged.carrier,
  staged.tailnum,
  staged.arrival_delay
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

-- publish check complete: Rows of 'silver.flights' were lost or doubled on the way into 'ops.fct_flight'.
SELECT abs(
  (SELECT count(*) FROM {{staging}})
  - (SELECT count(*) FROM ops.fct_flight AS t
     WHERE t.flight_date >= {{lower}} AND t.flight_date < {{upper}})
);

-- publish check members: Rows of 'ops.fct_flight' do not refer to a member of each dimension.
SELECT count(*)
FROM ops.fct_flight AS t
WHERE (t.flight_date_key IS NULL OR t.carrier_key IS NULL OR t.origin_key IS NULL OR t.destination_key IS NULL OR t.aircraft_key IS NULL)
  AND t.flight_date >= {{lower}} AND t.flight_date < {{upper}};
