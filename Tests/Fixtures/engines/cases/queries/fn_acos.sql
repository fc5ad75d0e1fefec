SELECT
  id,
  acos(x) AS c1
FROM cases.numbers
WHERE x BETWEEN -1 AND 1
ORDER BY id
