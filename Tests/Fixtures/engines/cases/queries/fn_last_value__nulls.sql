-- unsupported: postgresql
SELECT
  id,
  last_value(quantity) IGNORE NULLS OVER (PARTITION BY product ORDER BY id) AS c1
FROM cases.sales
ORDER BY id
