SELECT id, i + l AS a, i - 3 AS b, i * d AS c, d + 1 AS e, d * d AS f, x * i AS h, -i AS j, d - x AS k, i % 3 AS m
FROM cases.numbers
ORDER BY id
