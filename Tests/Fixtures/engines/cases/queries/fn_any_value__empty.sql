SELECT
  any_value(i) AS c1
FROM cases.nothing
