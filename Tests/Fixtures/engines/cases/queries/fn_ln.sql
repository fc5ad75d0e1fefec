SELECT
  id,
  ln(x) AS c1,
  ln(i) AS c2,
  ln(d) AS c3
FROM cases.numbers
ORDER BY id
