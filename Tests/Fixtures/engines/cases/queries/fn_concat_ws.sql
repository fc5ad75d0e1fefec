-- unsupported: redshift
SELECT
  id,
  concat_ws('-', s, t) AS c1,
  concat_ws(', ', s, t, 'x') AS c2
FROM cases.texts
ORDER BY id
