-- wh:ops.dim_carrier: dimension
-- reads lake:bronze.airlines

-- Staged from the lake, by the engine
SELECT
  carrier,
  name AS carrier_name
FROM lake.bronze.airlines;


-- Checks on the staged rows, before anything is published
-- not_null(carrier) (error): Rows of 'bronze.airlines' lack a part of the natural key.
SELECT count(*)
FROM {{rows}} AS r
WHERE r.carrier IS NULL;

-- unique(carrier) (error): Rows of 'bronze.airlines' share a natural key.
SELECT count(*)
FROM (
  SELECT carrier
  FROM {{rows}} AS r
  GROUP BY carrier
  HAVING count(*) > 1
) AS d;

-- fits(carrier_name) (error): Texts of 'name' are longer than 'carrier_name', which is varchar(100), can hold.
SELECT count(*)
FROM {{rows}} AS r
WHERE length(r.carrier_name) > 100;


-- Published in one transaction, all rows replaced
INSERT INTO ops.dim_carrier (carrier_key, carrier_name, is_inferred)
SELECT m.member_key, m.label, FALSE
FROM (
  SELECT -1 AS member_key, 'Unknown' AS label
  UNION ALL
  SELECT -2, 'Not applicable'
) AS m
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_carrier AS d WHERE d.carrier_key = m.member_key);

UPDATE ops.dim_carrier AS d
SET carrier_name = s.carrier_name,
    is_inferred = FALSE
FROM {{staging}} AS s
WHERE s.carrier = d.carrier
  AND (d.carrier_name IS DISTINCT FROM s.carrier_name
    OR d.is_inferred);

INSERT INTO ops.dim_carrier (carrier_key, carrier, carrier_name, is_inferred)
SELECT
  CAST(CAST('x0' || substr(md5(coalesce(CAST(length(s.carrier) AS varchar) || ':' || s.carrier, '~')), 1, 15) AS bit(64)) AS bigint),
  s.carrier,
  s.carrier_name,
  FALSE
FROM {{staging}} AS s
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_carrier AS d WHERE d.carrier = s.carrier);


-- Checks inside the transaction; a broken one rolls it back
-- unique(carrier_key) (error): Members of 'ops.dim_carrier' share a surrogate key.
SELECT count(*)
FROM (
  SELECT t.carrier_key
  FROM ops.dim_carrier AS t
  WHERE t.carrier_key IS NOT NULL
  GROUP BY t.carrier_key
  HAVING count(*) > 1
) AS d;

-- complete (error): Rows of 'bronze.airlines' have no member in 'ops.dim_carrier'.
SELECT count(*)
FROM {{staging}} AS s
WHERE NOT EXISTS (SELECT 1 FROM ops.dim_carrier AS d WHERE d.carrier = s.carrier);

