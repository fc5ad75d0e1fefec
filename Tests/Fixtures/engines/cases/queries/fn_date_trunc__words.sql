SELECT
  id,
  date_trunc('MM', ts) AS c1,
  date_trunc('YEAR', ts) AS c2,
  date_trunc('mon', d) AS c3,
  date_trunc('SECOND', ts) AS c4
FROM cases.times
ORDER BY id
