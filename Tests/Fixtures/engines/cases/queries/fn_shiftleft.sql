SELECT
  id,
  shiftleft(i, 2) AS c1,
  shiftleft(l, 1) AS c2
FROM cases.numbers
ORDER BY id
