-- unsupported: trino, redshift
SELECT
  id,
  make_timestamp_ntz(2024, id, 3, 4, 5, 6.789) AS c1
FROM cases.numbers
WHERE id < 4
ORDER BY id
