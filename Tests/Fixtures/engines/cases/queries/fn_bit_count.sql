-- unsupported: redshift
SELECT
  id,
  bit_count(i) AS c1,
  bit_count(l) AS c2
FROM cases.numbers
ORDER BY id
