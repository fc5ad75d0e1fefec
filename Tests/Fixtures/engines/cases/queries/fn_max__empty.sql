SELECT
  max(i) AS c1,
  max(s) AS c2
FROM cases.nothing
