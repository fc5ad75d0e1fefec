SELECT
  g,
  min(i) AS c1,
  min(d) AS c2,
  min(x) AS c3,
  min(l) AS c4
FROM cases.numbers
GROUP BY g
ORDER BY g
