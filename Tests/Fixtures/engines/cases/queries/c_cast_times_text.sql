SELECT id, CAST(d AS string) AS a, CAST(ts AS string) AS b
FROM cases.times
ORDER BY id
