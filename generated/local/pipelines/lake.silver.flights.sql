-- lake:silver.flights: transform
-- reads lake:bronze.flights, lake:bronze.weather

-- Rows of silver.flights, rows of flight_date in [{{lower}}, {{upper}}) replaced
SELECT
  f.id AS flight_id,
  f.flight_date,
  f.time_hour AS scheduled_at,
  f.carrier,
  f.flight AS flight_number,
  f.tailnum,
  f.origin,
  f.dest,
  f.dep_delay AS departure_delay,
  f.arr_delay AS arrival_delay,
  f.air_time,
  f.distance,
  f.dep_time IS NULL AS is_cancelled,
  CASE
    WHEN f.dep_time IS NULL THEN 'cancelled'
    WHEN coalesce(f.arr_delay, f.dep_delay) <= 15 THEN 'on time'
    WHEN coalesce(f.arr_delay, f.dep_delay) <= 60 THEN 'late'
    ELSE 'very late'
  END AS delay_band,
  CAST((w.temp - 32) * 5 / 9 AS double) AS temperature,
  w.visib AS visibility
FROM lake.bronze.flights AS f
LEFT JOIN lake.bronze.weather AS w
  ON w.origin = f.origin
    AND w.time_hour = f.time_hour;


-- Checks, before anything is published
-- not_null(flight_id) (error): 'flight_id' has no value
SELECT count(*)
FROM {{rows}}
WHERE flight_id IS NULL;

-- not_null(carrier) (error): 'carrier' has no value
SELECT count(*)
FROM {{rows}}
WHERE carrier IS NULL;

-- not_null(origin) (error): 'origin' has no value
SELECT count(*)
FROM {{rows}}
WHERE origin IS NULL;

-- not_null(dest) (error): 'dest' has no value
SELECT count(*)
FROM {{rows}}
WHERE dest IS NULL;

-- unique(flight_id) (error): several rows have the same flight_id
SELECT count(*)
FROM (
  SELECT flight_id
  FROM {{rows}}
  GROUP BY flight_id
  HAVING count(*) > 1
) AS repeated;

-- accepted(origin) (error): 'origin' has a value that is not accepted
SELECT count(*)
FROM {{rows}}
WHERE origin NOT IN ('EWR', 'JFK', 'LGA');

-- row_count (error): the number of rows is outside of its bounds
SELECT CASE WHEN count(*) < 1 THEN 1 ELSE 0 END
FROM {{rows}};

