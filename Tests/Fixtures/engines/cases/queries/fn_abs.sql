SELECT
  id,
  abs(i) AS c1,
  abs(d) AS c2,
  abs(x) AS c3,
  abs(l) AS c4
FROM cases.numbers
ORDER BY id
