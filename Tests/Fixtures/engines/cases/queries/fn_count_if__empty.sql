SELECT
  count_if(i > 0) AS c1
FROM cases.nothing
