SELECT
  id,
  row_number() OVER (ORDER BY quantity DESC, id) AS c1,
  row_number() OVER (PARTITION BY region ORDER BY amount NULLS LAST, id) AS c2
FROM cases.sales
ORDER BY id
