SELECT
  avg(i) AS c1,
  avg(d) AS c2
FROM cases.nothing
