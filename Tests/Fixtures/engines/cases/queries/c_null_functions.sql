SELECT
  id,
  equal_null(quantity, amount) AS c1,
  equal_null(region, product) AS c2,
  nullifzero(quantity) AS c3,
  zeroifnull(quantity) AS c4,
  zeroifnull(amount) AS c5,
  negative(quantity) AS c6
FROM cases.sales
ORDER BY id
