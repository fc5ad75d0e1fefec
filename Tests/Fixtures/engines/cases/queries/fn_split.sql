-- unsupported: redshift
SELECT
  id,
  split(s, ',') AS c1,
  split(s, '[ -]') AS c2
FROM cases.texts
ORDER BY id
