SELECT
  id,
  try_divide(amount, quantity) AS c1,
  try_divide(id, quantity) AS c2,
  try_divide(amount, quantity - 10) AS c3
FROM cases.sales
ORDER BY id
