SELECT
  id,
  nth_value(id, 2) OVER (PARTITION BY region ORDER BY id) AS c1,
  nth_value(amount, 3) OVER (ORDER BY id) AS c2
FROM cases.sales
ORDER BY id
