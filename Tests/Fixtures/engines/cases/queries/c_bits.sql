SELECT id, i & 6 AS a, i | 8 AS b, i ^ 5 AS c, ~i AS e
FROM cases.numbers
ORDER BY id
