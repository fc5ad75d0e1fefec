SELECT
  id,
  log10(x) AS c1,
  log10(i) AS c2,
  log10(d) AS c3
FROM cases.numbers
ORDER BY id
