-- wh:ops.dim_airport: dimension
-- reads lake:bronze.airports

-- Staged from the lake, by the engine
SELECT
  faa,
  name AS airport_name,
  lat AS latitude,
  lon AS longitude,
  tzone AS time_zone
FROM lake.bronze.airports;


-- Checks on the staged rows, before anything is published
-- not_null(faa) (error): Rows of 'bronze.airports' lack a part of the natural key.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.faa IS NULL;

-- unique(faa) (error): Rows of 'bronze.airports' share a natural key.
SELECT count(*)
FROM (
  SELECT faa
  FROM {{rows}} AS r
  GROUP BY faa
  HAVING count(*) > 1
) AS d;

-- fits(airport_name) (error): Texts of 'name' are longer than 'airport_name', which is varchar(100), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.airport_name) > 100;

-- fits(time_zone) (error): Texts of 'tzone' are longer than 'time_zone', which is varchar(60), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.time_zone) > 60;


-- Published in one transaction, all rows replaced
INSERT INTO ops.dim_airport (airport_key, airport_name, time_zone, is_inferred)
SELECT m.member_key, m.label, m.label, FALSE
FROM (
  SELECT -1 AS member_key, 'Unknown' AS label
  UNION ALL
  SELECT -2, 'Not applicable'
) AS m
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_airport AS d WHERE d.airport_key = m.member_key);

UPDATE ops.dim_airport AS d
SET airport_name = s.airport_name,
    latitude = s.latitude,
    longitude = s.longitude,
    time_zone = s.time_zone,
    is_inferred = FALSE
FROM {{staging}} AS s
WHERE s.faa = d.faa
  AND (d.airport_name IS DISTINCT FROM s.airport_name
    OR d.latitude IS DISTINCT FROM s.latitude
    OR d.longitude IS DISTINCT FROM s.longitude
    OR d.time_zone IS DISTINCT FROM s.time_zone
    OR d.is_inferred);

INSERT INTO ops.dim_airport (airport_key, faa, airport_name, latitude, longitude, time_zone, is_inferred)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(s.faa) AS varchar) || ':' || s.faa, '~')), 1, 15) AS bit(64)) AS bigint),
  s.faa,
  s.airport_name,
  s.latitude,
  s.longitude,
  s.time_zone,
  FALSE
FROM {{staging}} AS s
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_airport AS d WHERE d.faa = s.faa);


-- Checks inside the transaction; a broken one rolls it back
-- unique(airport_key) (error): Members of 'ops.dim_airport' share a surrogate key.
SELECT count(*)
FROM (
  SELECT t.airport_key
  FROM ops.dim_airport AS t
  WHERE t.airport_key IS NOT NULL
  GROUP BY t.airport_key
  HAVING count(*) > 1
) AS d;

-- complete (error): Rows of 'bronze.airports' have no member in 'ops.dim_airport'.
SELECT count(*)
FROM {{staging}} AS s
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_airport AS d WHERE d.faa = s.faa);

