SELECT
  bit_xor(i) AS c1
FROM cases.nothing
