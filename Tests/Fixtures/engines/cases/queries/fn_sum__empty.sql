SELECT
  sum(i) AS c1,
  sum(d) AS c2
FROM cases.nothing
