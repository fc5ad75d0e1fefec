SELECT id, d + 1 AS a, d - 7 AS b, d + id AS c
FROM cases.times
ORDER BY id
