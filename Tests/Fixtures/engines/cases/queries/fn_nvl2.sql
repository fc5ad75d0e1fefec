SELECT
  id,
  nvl2(i, 'some', 'none') AS c1,
  nvl2(g, i, -1) AS c2
FROM cases.numbers
ORDER BY id
