SELECT id, CAST(d AS decimal(38, 10)) * CAST(1.5 AS decimal(20, 10)) AS a, CAST(d AS decimal(30, 8)) / CAST(3 AS decimal(20, 5)) AS b
FROM cases.numbers
ORDER BY id
