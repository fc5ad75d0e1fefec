-- unsupported: trino
SELECT
  g,
  median(i) AS c1,
  median(d) AS c2,
  median(x) AS c3
FROM cases.numbers
GROUP BY g
ORDER BY g
