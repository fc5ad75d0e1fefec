SELECT
  g,
  variance(i) AS c1,
  variance(x) AS c2,
  var_samp(d) AS c3
FROM cases.numbers
GROUP BY g
ORDER BY g
