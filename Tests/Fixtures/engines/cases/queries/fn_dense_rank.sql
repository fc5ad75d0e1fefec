SELECT
  id,
  dense_rank() OVER (ORDER BY quantity) AS c1,
  dense_rank() OVER (PARTITION BY region ORDER BY quantity DESC) AS c2
FROM cases.sales
ORDER BY id
