SELECT
  id,
  lead(amount) OVER (PARTITION BY region ORDER BY id) AS c1,
  lead(quantity, 2) OVER (ORDER BY id) AS c2,
  lead(amount, 1, 0) OVER (PARTITION BY product ORDER BY id) AS c3
FROM cases.sales
ORDER BY id
