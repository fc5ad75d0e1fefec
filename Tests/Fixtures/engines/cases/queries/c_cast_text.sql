SELECT id, CAST(i AS string) AS a, CAST(d AS string) AS b, CAST(i > 0 AS string) AS c, CAST(l AS string) AS e
FROM cases.numbers
ORDER BY id
