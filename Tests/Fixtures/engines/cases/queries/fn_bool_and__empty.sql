SELECT
  bool_and(i > 0) AS c1
FROM cases.nothing
