SELECT
  g,
  bit_xor(i) AS c1,
  bit_xor(l) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
