SELECT id, i DIV 2 AS a, l DIV 7 AS b, -7 DIV 2 AS c, i DIV 3 AS e
FROM cases.numbers
ORDER BY id
