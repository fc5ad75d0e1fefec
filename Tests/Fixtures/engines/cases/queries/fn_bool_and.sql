SELECT
  p,
  bool_and(q) AS c1,
  every(q) AS c2
FROM cases.flags
GROUP BY p
ORDER BY p
