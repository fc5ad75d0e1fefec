SELECT
  id,
  cume_dist() OVER (ORDER BY quantity) AS c1,
  cume_dist() OVER (PARTITION BY region ORDER BY amount DESC) AS c2
FROM cases.sales
ORDER BY id
