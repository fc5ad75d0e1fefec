SELECT
  p,
  bool_or(q) AS c1,
  some(q) AS c2
FROM cases.flags
GROUP BY p
ORDER BY p
