SELECT
  id,
  percent_rank() OVER (ORDER BY quantity) AS c1,
  percent_rank() OVER (PARTITION BY product ORDER BY amount) AS c2
FROM cases.sales
ORDER BY id
