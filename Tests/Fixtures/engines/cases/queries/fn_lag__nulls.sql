-- unsupported: postgresql
SELECT
  id,
  lag(quantity) IGNORE NULLS OVER (ORDER BY id) AS c1
FROM cases.sales
ORDER BY id
