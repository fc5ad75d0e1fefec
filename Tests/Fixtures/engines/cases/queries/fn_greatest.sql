SELECT
  id,
  greatest(i, 3) AS c1,
  greatest(i, l) AS c2,
  greatest(d, x) AS c3,
  greatest(g, 'b') AS c4,
  greatest(i, NULL) AS c5
FROM cases.numbers
ORDER BY id
