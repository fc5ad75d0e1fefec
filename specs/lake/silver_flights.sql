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
  CAST((w.temp - 32) * 5 / 9 AS DOUBLE) AS temperature,
  w.visib AS visibility
FROM bronze.flights AS f
LEFT JOIN bronze.weather AS w
  ON w.origin = f.origin AND w.time_hour = f.time_hour
