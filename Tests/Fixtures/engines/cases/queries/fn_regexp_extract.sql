-- unsupported: redshift
SELECT
  id,
  regexp_extract(s, '([a-z]+)', 1) AS c1,
  regexp_extract(s, '([a-z])([a-z])', 2) AS c2,
  regexp_extract(s, '[0-9]+', 0) AS c3,
  regexp_extract(s, '(\\d+)-(\\d+)') AS c4
FROM cases.texts
ORDER BY id
