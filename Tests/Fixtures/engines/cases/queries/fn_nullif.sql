SELECT
  id,
  nullif(i, 7) AS c1,
  nullif(g, 'a') AS c2,
  nullif(x, 0) AS c3
FROM cases.numbers
ORDER BY id
