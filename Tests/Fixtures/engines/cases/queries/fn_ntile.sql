SELECT
  id,
  ntile(3) OVER (ORDER BY id) AS c1,
  ntile(4) OVER (PARTITION BY region ORDER BY id) AS c2
FROM cases.sales
ORDER BY id
