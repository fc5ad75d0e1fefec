SELECT
  id,
  rank() OVER (ORDER BY quantity) AS c1,
  rank() OVER (PARTITION BY region ORDER BY quantity DESC NULLS LAST) AS c2
FROM cases.sales
ORDER BY id
