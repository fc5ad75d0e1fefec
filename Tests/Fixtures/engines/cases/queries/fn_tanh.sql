SELECT
  id,
  tanh(x) AS c1,
  tanh(i) AS c2
FROM cases.numbers
ORDER BY id
