SELECT
  g,
  bit_or(i) AS c1,
  bit_or(l) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
