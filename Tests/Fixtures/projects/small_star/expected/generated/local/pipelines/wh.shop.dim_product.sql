-- wh:shop.dim_product: dimension
-- reads lake:raw.products

-- Staged from the lake, by the engine
SELECT
  sku,
  title,
  price,
  changed AS changed_at
FROM lake.raw.products;


-- Checks on the staged rows, before anything is published
-- not_null(sku, changed_at) (error): Rows of 'raw.products' lack a part of the natural key or the time of their change.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.sku IS NULL OR r.changed_at IS NULL;

-- unique(sku, changed_at) (error): Rows of 'raw.products' share a natural key and the time of their change.
SELECT count(*)
FROM (
  SELECT sku, changed_at
  FROM {{rows}} AS r
  GROUP BY sku, changed_at
  HAVING count(*) > 1
) AS d;

-- fits(title) (error): Texts of 'title' are longer than 'title', which is varchar(80), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.title) > 80;


-- Published in one transaction, all rows replaced
INSERT INTO shop.dim_product (product_key, title, valid_from, valid_to, is_current, changed_at, is_inferred)
SELECT m.member_key, m.label, TIMESTAMPTZ '1900-01-01 00:00:00+00', TIMESTAMPTZ '9999-12-31 00:00:00+00', TRUE, TIMESTAMPTZ '1900-01-01 00:00:00+00', FALSE
FROM (
  SELECT -1 AS member_key, 'Unknown' AS label
  UNION ALL
  SELECT -2, 'Not applicable'
) AS m
WHERE NOT EXISTS (SELECT 1 FROM shop.dim_product AS d WHERE d.product_key = m.member_key);

UPDATE shop.dim_product AS d
SET title = s.title,
    price = s.price,
    changed_at = s.changed_at,
    is_inferred = FALSE
FROM {{staging}} AS s
WHERE s.sku = d.sku
  AND d.is_inferred
  AND NOT EXISTS (
    SELECT 1 FROM {{staging}} AS e
    WHERE e.sku = s.sku AND e.changed_at < s.changed_at
  );

UPDATE shop.dim_product AS d
SET price = s.price
FROM {{staging}} AS s
WHERE s.sku = d.sku
  AND d.is_current
  AND d.changed_at = s.changed_at
  AND (d.price IS DISTINCT FROM s.price);

INSERT INTO shop.dim_product (product_key, sku, title, price, valid_from, valid_to, is_current, changed_at, is_inferred)
WITH history AS (
  SELECT d.sku, d.title, d.price, d.changed_at, FALSE AS is_staged
  FROM shop.dim_product AS d
  WHERE d.is_current
    AND d.product_key >= 0
  UNION ALL
  SELECT s.sku, s.title, s.price, s.changed_at, TRUE
  FROM {{staging}} AS s
), known AS (
  SELECT h.*, max(CASE WHEN NOT h.is_staged THEN h.changed_at END) OVER (PARTITION BY h.sku) AS known_until
  FROM history AS h
), compared AS (
  SELECT
    k.sku, k.title, k.price,
    k.changed_at, k.is_staged,
    CASE WHEN row_number() OVER (PARTITION BY k.sku ORDER BY k.changed_at) = 1 THEN TRUE ELSE FALSE END AS is_first,
    CASE WHEN k.price IS DISTINCT FROM lag(k.price) OVER (PARTITION BY k.sku ORDER BY k.changed_at)
      THEN TRUE ELSE FALSE END AS is_change
  FROM known AS k
  WHERE NOT k.is_staged
    OR k.known_until IS NULL
    OR k.changed_at > k.known_until
), versions AS (
  SELECT c.*,
    CASE WHEN c.is_first THEN TIMESTAMPTZ '1900-01-01 00:00:00+00' ELSE c.changed_at END AS valid_from,
    coalesce(lead(c.changed_at) OVER (PARTITION BY c.sku ORDER BY c.changed_at), TIMESTAMPTZ '9999-12-31 00:00:00+00') AS valid_to
  FROM compared AS c
  WHERE c.is_staged AND (c.is_first OR c.is_change)
)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(v.sku) AS varchar) || ':' || v.sku, '~') || coalesce(CAST(length(to_char(v.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) AS varchar) || ':' || to_char(v.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '~')), 1, 15) AS bit(64)) AS bigint),
  v.sku,
  v.title,
  v.price,
  v.valid_from,
  v.valid_to,
  CASE WHEN v.valid_to = TIMESTAMPTZ '9999-12-31 00:00:00+00' THEN TRUE ELSE FALSE END,
  v.changed_at,
  FALSE
FROM versions AS v;

UPDATE shop.dim_product AS d
SET valid_to = n.next_from,
    is_current = FALSE
FROM (
  SELECT v.product_key, lead(v.valid_from) OVER (PARTITION BY v.sku ORDER BY v.valid_from) AS next_from
  FROM shop.dim_product AS v
  WHERE v.product_key >= 0
) AS n
WHERE n.product_key = d.product_key
  AND d.is_current
  AND n.next_from IS NOT NULL;

UPDATE shop.dim_product AS d
SET changed_at = n.newest
FROM (
  SELECT s.sku, max(s.changed_at) AS newest
  FROM {{staging}} AS s
  GROUP BY s.sku
) AS n
WHERE n.sku = d.sku
  AND d.is_current
  AND n.newest > d.changed_at;

UPDATE shop.dim_product AS d
SET title = s.title
FROM {{staging}} AS s
JOIN shop.dim_product AS c ON c.sku = s.sku AND c.is_current AND c.changed_at <= s.changed_at
WHERE c.sku = d.sku
  AND (d.title IS DISTINCT FROM s.title);


-- Checks inside the transaction; a broken one rolls it back
-- unique(product_key) (error): Members of 'shop.dim_product' share a surrogate key.
SELECT count(*)
FROM (
  SELECT t.product_key
  FROM shop.dim_product AS t
  WHERE t.product_key IS NOT NULL
  GROUP BY t.product_key
  HAVING count(*) > 1
) AS d;

-- complete (error): Rows of 'raw.products' have no member in 'shop.dim_product'.
SELECT count(*)
FROM {{staging}} AS s
WHERE NOT EXISTS (SELECT 1 FROM shop.dim_product AS d WHERE d.sku = s.sku);

-- gapless (error): Versions in 'shop.dim_product' overlap or leave a gap.
SELECT count(*)
FROM (
  SELECT
    v.valid_to,
    v.is_current,
    lead(v.valid_from) OVER (PARTITION BY v.sku ORDER BY v.valid_from) AS next_from
  FROM shop.dim_product AS v
  WHERE v.product_key >= 0
) AS n
WHERE n.valid_to <> coalesce(n.next_from, TIMESTAMPTZ '9999-12-31 00:00:00+00')
  OR n.is_current AND n.next_from IS NOT NULL
  OR NOT n.is_current AND n.next_from IS NULL;

