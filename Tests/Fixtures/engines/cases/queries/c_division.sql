SELECT id, i / 2 AS a, i / 3.0 AS b, d / 3 AS c, d / 0.07 AS e, x / 3 AS f, l / 7 AS h, 1 / 3 AS j, 1.0 / 3 AS k
FROM cases.numbers
ORDER BY id
