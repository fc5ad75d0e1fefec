SELECT
  id,
  if(i > 0, 'pos', 'other') AS c1,
  if(i IS NULL, 0, i) AS c2,
  if(x > 1, d, 0) AS c3
FROM cases.numbers
ORDER BY id
