SELECT
  g,
  avg(i) AS c1,
  avg(l) AS c2,
  avg(d) AS c3,
  avg(x) AS c4,
  avg(DISTINCT i) AS c5
FROM cases.numbers
GROUP BY g
ORDER BY g
