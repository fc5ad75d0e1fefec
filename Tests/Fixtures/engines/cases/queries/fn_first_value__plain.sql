SELECT
  id,
  first_value(amount) OVER (PARTITION BY region ORDER BY day DESC, id) AS c1,
  first_value(id) OVER (ORDER BY amount, id) AS c2
FROM cases.sales
ORDER BY id
