SELECT
  id,
  concat(s, t) AS c1,
  concat(s, '-', t, '-', s) AS c2,
  concat('a') AS c3,
  concat(s, n) AS c4
FROM cases.texts
ORDER BY id
