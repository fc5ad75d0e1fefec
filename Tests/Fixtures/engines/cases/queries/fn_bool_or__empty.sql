SELECT
  bool_or(i > 0) AS c1
FROM cases.nothing
