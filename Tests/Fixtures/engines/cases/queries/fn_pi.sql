SELECT
  id,
  pi() AS c1
FROM cases.numbers
ORDER BY id
