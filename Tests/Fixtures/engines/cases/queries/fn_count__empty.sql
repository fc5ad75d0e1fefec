SELECT
  count(*) AS c1,
  count(i) AS c2,
  count(DISTINCT s) AS c3
FROM cases.nothing
