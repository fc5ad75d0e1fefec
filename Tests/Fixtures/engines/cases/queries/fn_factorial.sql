-- unsupported: trino, redshift
SELECT
  id,
  factorial(i) AS c1,
  factorial(20) AS c2
FROM cases.numbers
WHERE i BETWEEN 0 AND 10
ORDER BY id
