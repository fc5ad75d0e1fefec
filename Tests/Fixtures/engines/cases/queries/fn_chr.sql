SELECT
  id,
  chr(65) AS c1,
  chr(i) AS c2,
  chr(228) AS c3
FROM cases.numbers
WHERE id IN (1, 4, 7)
ORDER BY id
