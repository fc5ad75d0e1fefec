SELECT
  id,
  last_value(amount) OVER (PARTITION BY region ORDER BY day, id) AS c1,
  last_value(id) OVER (PARTITION BY product ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS c2
FROM cases.sales
ORDER BY id
