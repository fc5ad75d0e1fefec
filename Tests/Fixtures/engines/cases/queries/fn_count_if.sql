SELECT
  g,
  count_if(i > 0) AS c1,
  count_if(g = 'a') AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
