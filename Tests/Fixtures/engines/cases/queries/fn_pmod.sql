SELECT
  id,
  pmod(i, 3) AS c1,
  pmod(-7, 3) AS c2,
  pmod(i, 4) AS c3,
  pmod(d, 2) AS c4
FROM cases.numbers
ORDER BY id
