SELECT
  id,
  shiftright(i, 1) AS c1,
  shiftright(l, 2) AS c2
FROM cases.numbers
ORDER BY id
