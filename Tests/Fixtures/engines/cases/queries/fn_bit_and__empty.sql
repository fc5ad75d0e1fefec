SELECT
  bit_and(i) AS c1
FROM cases.nothing
