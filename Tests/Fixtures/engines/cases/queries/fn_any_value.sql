SELECT
  g,
  any_value(id) IS NOT NULL AS c1
FROM cases.numbers
GROUP BY g
ORDER BY g
