-- unsupported: redshift
SELECT
  id,
  sequence(1, 3) AS c1,
  sequence(3, 1) AS c2,
  sequence(0, i) AS c3,
  sequence(i, i) AS c4
FROM cases.numbers
WHERE id IN (1, 3, 5, 8)
ORDER BY id
