-- unsupported: redshift
SELECT
  1 = 1,
  max_by(id, l) AS c1,
  max_by(g, x) AS c2
FROM cases.numbers
GROUP BY 1 = 1
ORDER BY 1 = 1
