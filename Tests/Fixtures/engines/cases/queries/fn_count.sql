-- unsupported: redshift
SELECT
  g,
  count(*) AS c1,
  count(i) AS c2,
  count(DISTINCT i) AS c3,
  count(1) AS c4,
  count(i, x) AS c5,
  count(DISTINCT i, l) AS c6
FROM cases.numbers
GROUP BY g
ORDER BY g
