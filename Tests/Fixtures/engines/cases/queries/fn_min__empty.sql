SELECT
  min(i) AS c1,
  min(s) AS c2
FROM cases.nothing
