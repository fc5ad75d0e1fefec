-- unsupported: postgresql
SELECT
  id,
  first_value(product, true) OVER (PARTITION BY region ORDER BY id) AS c1,
  first(amount) OVER (PARTITION BY region ORDER BY id) AS c2,
  last(quantity, true) OVER (PARTITION BY region ORDER BY id) AS c3
FROM cases.sales
ORDER BY id
