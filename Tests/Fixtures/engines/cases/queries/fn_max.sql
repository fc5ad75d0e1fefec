SELECT
  g,
  max(i) AS c1,
  max(d) AS c2,
  max(x) AS c3,
  max(l) AS c4
FROM cases.numbers
GROUP BY g
ORDER BY g
