SELECT
  id,
  degrees(x) AS c1,
  degrees(i) AS c2
FROM cases.numbers
ORDER BY id
