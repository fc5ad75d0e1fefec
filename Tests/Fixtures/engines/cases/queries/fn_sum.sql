SELECT
  g,
  sum(i) AS c1,
  sum(l) AS c2,
  sum(d) AS c3,
  sum(x) AS c4,
  sum(DISTINCT i) AS c5,
  sum(i + 1) AS c6
FROM cases.numbers
GROUP BY g
ORDER BY g
