SELECT
  g,
  var_pop(i) AS c1,
  var_pop(d) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
