-- unsupported: redshift
SELECT
  id,
  isnan(x) AS c1,
  isnan(CAST('NaN' AS double)) AS c2
FROM cases.numbers
ORDER BY id
