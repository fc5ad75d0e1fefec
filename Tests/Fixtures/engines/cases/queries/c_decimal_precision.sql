SELECT id, d * d * d AS a, CAST(d AS decimal(10, 1)) AS b, CAST(d * 1.005 AS decimal(20, 2)) AS c, d * 1.10 AS e, d + 0.00001 AS f
FROM cases.numbers
ORDER BY id
