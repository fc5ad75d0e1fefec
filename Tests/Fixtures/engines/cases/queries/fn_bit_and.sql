SELECT
  g,
  bit_and(i) AS c1,
  bit_and(l) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
