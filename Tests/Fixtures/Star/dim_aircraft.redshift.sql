-- table wh:ops.dim_aircraft
--   aircraft_key long required
--   tailnum string
--   year_built int
--   manufacturer varchar(60)
--   engine_kind string
--   first_seats int
--   valid_from timestamptz required
--   valid_to timestamptz required
--   is_current boolean required
--   changed_at timestamptz required
--   is_inferred boolean required
--   primary key ["aircraft_key"], unique [["tailnum", "valid_from"]]

-- staging: tailnum string, year_built int, manufacturer string, engine_kind string, first_seats int, changed_at timestamptz
SELECT
  tailnum,
  year AS year_built,
  manufacturer,
  engine AS engine_kind,
  seats AS first_seats,
  updated_at AS changed_at
FROM lake.bronze.planes;

-- check not_null(tailnum, changed_at): Rows of 'bronze.planes' lack a part of the natural key or the time of their change.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.tailnum IS NULL OR r.changed_at IS NULL;

-- check unique(tailnum, changed_at): Rows of 'bronze.planes' share a natural key and the time of their change.
SELECT count(*)
FROM (
  SELECT tailnum, changed_at
  FROM {{rows}} AS r
  GROUP BY tailnum, changed_at
  HAVING count(*) > 1
) AS d;

-- check fits(manufacturer): Texts of 'manufacturer' are longer than 'manufacturer', which is varchar(60), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE octet_length(r.manufacturer) > 60;

INSERT INTO ops.dim_aircraft (aircraft_key, manufacturer, engine_kind, valid_from, valid_to, is_current, changed_at, is_inferred)
SELECT m.member_key, m.label, m.label, TIMESTAMPTZ '1900-01-01 00:00:00+00', TIMESTAMPTZ '9999-12-31 00:00:00+00', TRUE, TIMESTAMPTZ '1900-01-01 00:00:00+00', FALSE
FROM (
  SELECT -1 AS member_key, 'Unknown' AS label
  UNION ALL
  SELECT -2, 'Not applicable'
) AS m
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_aircraft AS d WHERE d.aircraft_key = m.member_key);

UPDATE ops.dim_aircraft AS d
SET year_built = s.year_built,
    manufacturer = s.manufacturer,
    engine_kind = s.engine_kind,
    first_seats = s.first_seats,
    changed_at = s.changed_at,
    is_inferred = FALSE
FROM {{staging}} AS s
WHERE s.tailnum = d.tailnum
  AND d.is_inferred
  AND NOT EXISTS (
    SELECT 1 FROM {{staging}} AS e
    WHERE e.tailnum = s.tailnum AND e.changed_at < s.changed_at
  );

UPDATE ops.dim_aircraft AS d
SET year_built = s.year_built,
    manufacturer = s.manufacturer
FROM {{staging}} AS s
WHERE s.tailnum = d.tailnum
  AND d.is_current
  AND d.changed_at = s.changed_at
  AND ((d.year_built <> s.year_built OR d.year_built IS NULL AND s.year_built IS NOT NULL OR d.year_built IS NOT NULL AND s.year_built IS NULL)
    OR (d.manufacturer <> s.manufacturer OR d.manufacturer IS NULL AND s.manufacturer IS NOT NULL OR d.manufacturer IS NOT NULL AND s.manufacturer IS NULL));

INSERT INTO ops.dim_aircraft (aircraft_key, tailnum, year_built, manufacturer, engine_kind, first_seats, valid_from, valid_to, is_current, changed_at, is_inferred)
WITH history AS (
  SELECT d.tailnum, d.year_built, d.manufacturer, d.engine_kind, d.first_seats, d.changed_at, FALSE AS is_staged
  FROM ops.dim_aircraft AS d
  WHERE d.is_current
    AND d.aircraft_key >= 0
  UNION ALL
  SELECT s.tailnum, s.year_built, s.manufacturer, s.engine_kind, s.first_seats, s.changed_at, TRUE
  FROM {{staging}} AS s
), known AS (
  SELECT h.*, max(CASE WHEN NOT h.is_staged THEN h.changed_at END) OVER (PARTITION BY h.tailnum) AS known_until
  FROM history AS h
), compared AS (
  SELECT
    k.tailnum, k.year_built, k.manufacturer, k.engine_kind,
    first_value(k.first_seats) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at ROWS UNBOUNDED PRECEDING) AS first_seats,
    k.changed_at, k.is_staged,
    CASE WHEN row_number() OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) = 1 THEN TRUE ELSE FALSE END AS is_first,
    CASE WHEN (k.year_built <> lag(k.year_built) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) OR k.year_built IS NULL AND lag(k.year_built) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) IS NOT NULL OR k.year_built IS NOT NULL AND lag(k.year_built) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) IS NULL)
      OR (k.manufacturer <> lag(k.manufacturer) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) OR k.manufacturer IS NULL AND lag(k.manufacturer) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) IS NOT NULL OR k.manufacturer IS NOT NULL AND lag(k.manufacturer) OVER (PARTITION BY k.tailnum ORDER BY k.changed_at) IS NULL)
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
  strtol(substring(md5(coalesce(CAST(length(v.tailnum) AS varchar) || ':' || v.tailnum, '~') || coalesce(CAST(length(to_char(v.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) AS varchar) || ':' || to_char(v.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '~')), 1, 15), 16),
  v.tailnum,
  v.year_built,
  v.manufacturer,
  v.engine_kind,
  v.first_seats,
  v.valid_from,
  v.valid_to,
  CASE WHEN v.valid_to = TIMESTAMPTZ '9999-12-31 00:00:00+00' THEN TRUE ELSE FALSE END,
  v.changed_at,
  FALSE
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

UPDATE ops.dim_aircraft AS d
SET engine_kind = s.engine_kind
FROM {{staging}} AS s
JOIN ops.dim_aircraft AS c ON c.tailnum = s.tailnum AND c.is_current AND c.changed_at <= s.changed_at
WHERE c.tailnum = d.tailnum
  AND ((d.engine_kind <> s.engine_kind OR d.engine_kind IS NULL AND s.engine_kind IS NOT NULL OR d.engine_kind IS NOT NULL AND s.engine_kind IS NULL));

-- publish check unique(aircraft_key): Members of 'ops.dim_aircraft' share a surrogate key.
SELECT count(*)
FROM (
  SELECT t.aircraft_key
  FROM ops.dim_aircraft AS t
  WHERE t.aircraft_key IS NOT NULL
  GROUP BY t.aircraft_key
  HAVING count(*) > 1
) AS d;

-- publish check complete: Rows of 'bronze.planes' have no member in 'ops.dim_aircraft'.
SELECT count(*)
FROM {{staging}} AS s
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_aircraft AS d WHERE d.tailnum = s.tailnum);

-- publish check gapless: Versions in 'ops.dim_aircraft' overlap or leave a gap.
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
