SELECT
  id,
  lag(amount) OVER (PARTITION BY region ORDER BY id) AS c1,
  lag(quantity, 2) OVER (ORDER BY id) AS c2,
  lag(quantity, 1, -1) OVER (PARTITION BY product ORDER BY id) AS c3
FROM cases.sales
ORDER BY id
