SELECT
  id,
  sqrt(x) AS c1,
  sqrt(d) AS c2,
  sqrt(abs(i)) AS c3
FROM cases.numbers
WHERE x >= 0
ORDER BY id
