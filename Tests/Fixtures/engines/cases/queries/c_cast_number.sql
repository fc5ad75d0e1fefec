SELECT id, CAST(x AS int) AS a, CAST(d AS int) AS b, CAST(d AS bigint) AS c, CAST(i AS double) AS e, CAST(i AS decimal(10, 2)) AS f, CAST(-7.9 AS int) AS h, CAST(2.5 AS int) AS j
FROM cases.numbers
WHERE id <> 7
ORDER BY id
