-- unsupported: trino, redshift
SELECT
  id,
  make_timestamp(2024, id, 3, 4, 5, 6.5) AS c1,
  make_timestamp(2024, 1, 2, id, 0, 0) AS c2
FROM cases.numbers
WHERE id < 4
ORDER BY id
