-- wh:ops.dim_aircraft: dimension
-- reads lake:bronze.planes

-- Staged from the lake, by the engine
SELECT
  tailnum,
  year AS year_built,
  type AS aircraft_type,
  manufacturer,
  model,
  engines,
  seats,
  updated_at AS changed_at
FROM lake.bronze.planes;


-- Checks on the staged rows, before anything is published
-- not_null(tailnum, changed_at) (error): Rows of 'bronze.planes' lack a part of the natural key or the time of their change.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.tailnum IS NULL OR r.changed_at IS NULL;

-- unique(tailnum, changed_at) (error): Rows of 'bronze.planes' share a natural key and the time of their change.
SELECT count(*)
FROM (
  SELECT tailnum, changed_at
  FROM {{rows}} AS r
  GROUP BY tailnum, changed_at
  HAVING count(*) > 1
) AS d;

-- fits(aircraft_type) (error): Texts of 'type' are longer than 'aircraft_type', which is varchar(60), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.aircraft_type) > 60;

-- fits(manufacturer) (error): Texts of 'manufacturer' are longer than 'manufacturer', which is varchar(60), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.manufacturer) > 60;

-- fits(model) (error): Texts of 'model' are longer than 'model', which is varchar(60), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.model) > 60;


-- Published in one transaction, all rows replaced
INSERT INTO ops.dim_aircraft (aircraft_key, aircraft_type, manufacturer, model, valid_from, valid_to, is_current, changed_at)
SELECT m.member_key, m.label, m.label, m.label, TIMESTAMPTZ '1900-01-01 00:00:00+00', TIMESTAMPTZ '9999-12-31 00:00:00+00', TRUE, TIMESTAMPTZ '1900-01-01 00:00:00+00'
FROM (
  SELECT -1 AS member_key, 'Unknown' AS label
  UNION ALL
  SELECT -2, 'Not applicable'
) AS m
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_aircraft AS d WHERE d.aircraft_key = m.member_key);

UPDATE ops.dim_aircraft AS d
SET year_built = s.year_built,
    aircraft_type = s.aircraft_type,
    manufacturer = s.manufacturer,
    model = s.model,
    engines = s.engines,
    seats = s.seats
FROM {{staging}} AS s
WHERE s.tailnum = d.tailnum
  AND d.is_current
  AND d.changed_at = s.changed_at
  AND (d.year_built IS DISTINCT FROM s.year_built
    OR d.aircraft_type IS DISTINCT FROM s.aircraft_type
    OR d.manufacturer IS DISTINCT FROM s.manufacturer
    OR d.model IS DISTINCT FROM s.model
    OR d.engines IS DISTINCT FROM s.engines
    OR d.seats IS DISTINCT FROM s.seats);

INSERT INTO ops.dim_aircraft (aircraft_key, tailnum, year_built, aircraft_type, manufacturer, model, engines, seats, valid_from, valid_to, is_current, changed_at)
WITH history AS (
  SELECT d.tailnum, d.year_built, d.aircraft_type, d.manufacturer, d.model, d.engines, d.seats, d.changed_at, FALSE AS is_staged
  FROM ops.dim_aircraft AS d
  WHERE d.is_current
    AND d.aircraft_key >= 0
  UNION ALL
  SELECT s.tailnum, s.year_built, s.aircraft_type, s.manufacturer, s.model, s.engines, s.seats, s.changed_at, TRUE
  FROM {{staging}} AS s
), known AS (
  SELECT h.*, max(CASE WHEN NOT h.is_staged THEN h.changed_at END) OVER (PARTITION BY h.tailnum) AS known_until
  FROM history AS h
), compared AS (
  SELECT
    k.tailnum, k.year_built, k.aircraft_type, k.manufacturer, k.model, k.engines, k.seats,
    k.changed_at, k.is_staged,
    CASE WHEN row_number() OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) = 1 THEN TRUE ELSE FALSE END AS is_first,
    CASE WHEN k.year_built IS DISTINCT FROM lag(k.year_built) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at)
      OR k.aircraft_type IS DISTINCT FROM lag(k.aircraft_type) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at)
      OR k.manufacturer IS DISTINCT FROM lag(k.manufacturer) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at)
      OR k.model IS DISTINCT FROM lag(k.model) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at)
      OR k.engines IS DISTINCT FROM lag(k.engines) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at)
      OR k.seats IS DISTINCT FROM lag(k.seats) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at)
      THEN TRUE ELSE FALSE END AS is_change
  FROM known AS k
  WHERE NOT k.is_staged
    OR k.known_until IS NULL
    OR k.changed_at > k.known_until
), versions AS (
  SELECT c.*,
    CASE WHEN c.is_first THEN TIMESTAMPTZ '1900-01-01 00:00:00+00' ELSE c.changed_at END AS valid_from,
    coalesce(lead(c.changed_at) OVER (PARTITION BY c.tailnum ORDER BY c.changed_at), TIMESTAMPTZ '9999-12-31 00:00:00+00') AS valid_to
  FROM compared AS c
  WHERE c.is_staged AND (c.is_first OR c.is_change)
)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(v.tailnum) AS varchar) || ':' || v.tailnum, '~') || coalesce(CAST(length(to_char(v.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) AS varchar) || ':' || to_char(v.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '~')), 1, 15) AS bit(64)) AS bigint),
  v.tailnum,
  v.year_built,
  v.aircraft_type,
  v.manufacturer,
  v.model,
  v.engines,
  v.seats,
  v.valid_from,
  v.valid_to,
  CASE WHEN v.valid_to = TIMESTAMPTZ '9999-12-31 00:00:00+00' THEN TRUE ELSE FALSE END,
  v.changed_at
FROM versions AS v;

UPDATE ops.dim_aircraft AS d
SET valid_to = n.next_from,
    is_current = FALSE
FROM (
  SELECT v.aircraft_key, lead(v.valid_from) OVER (PARTITION BY v.tailnum ORDER BY v.valid_from) AS next_from
  FROM ops.dim_aircraft AS v
  WHERE v.aircraft_key >= 0
) AS n
WHERE n.aircraft_key = d.aircraft_key
  AND d.is_current
  AND n.next_from IS NOT NULL;

UPDATE ops.dim_aircraft AS d
SET changed_at = n.newest
FROM (
  SELECT s.tailnum, max(s.changed_at) AS newest
  FROM {{staging}} AS s
  GROUP BY s.tailnum
) AS n
WHERE n.tailnum = d.tailnum
  AND d.is_current
  AND n.newest > d.changed_at;


-- Checks inside the transaction; a broken one rolls it back
-- unique(aircraft_key) (error): Members of 'ops.dim_aircraft' share a surrogate key.
SELECT count(*)
FROM (
  SELECT t.aircraft_key
  FROM ops.dim_aircraft AS t
  WHERE t.aircraft_key IS NOT NULL
  GROUP BY t.aircraft_key
  HAVING count(*) > 1
) AS d;

-- complete (error): Rows of 'bronze.planes' have no member in 'ops.dim_aircraft'.
SELECT count(*)
FROM {{staging}} AS s
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_aircraft AS d WHERE d.tailnum = s.tailnum);

-- gapless (error): Versions in 'ops.dim_aircraft' overlap or leave a gap.
SELECT count(*)
FROM (
  SELECT
    v.valid_to,
    v.is_current,
    lead(v.valid_from) OVER (PARTITION BY v.tailnum ORDER BY v.valid_from) AS next_from
  FROM ops.dim_aircraft AS v
  WHERE v.aircraft_key >= 0
) AS n
WHERE n.valid_to <> coalesce(n.next_from, TIMESTAMPTZ '9999-12-31 00:00:00+00')
  OR n.is_current AND n.next_from IS NOT NULL
  OR NOT n.is_current AND n.next_from IS NULL;

