SELECT
  bit_or(i) AS c1
FROM cases.nothing
