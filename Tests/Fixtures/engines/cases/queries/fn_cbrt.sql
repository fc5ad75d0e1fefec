SELECT
  id,
  cbrt(x) AS c1,
  cbrt(27) AS c2,
  cbrt(d) AS c3
FROM cases.numbers
ORDER BY id
