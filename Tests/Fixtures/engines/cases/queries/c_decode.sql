-- types: differ
SELECT
  id,
  decode(product, 'tea', 1, 'coffee', 2) AS c1,
  decode(product, 'tea', 'hot', NULL, 'nothing', 'else') AS c2,
  decode(quantity, 10, amount, 5, 0, -1) AS c3
FROM cases.sales
ORDER BY id
