-- unsupported: postgresql
SELECT
  id,
  first_value(amount) OVER (PARTITION BY region ORDER BY day, id) AS c1,
  first_value(quantity) IGNORE NULLS OVER (PARTITION BY region ORDER BY id) AS c2
FROM cases.sales
ORDER BY id
