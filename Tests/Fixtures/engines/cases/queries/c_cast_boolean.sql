SELECT id, CAST(p AS int) AS a, CAST(p AS string) AS b, CAST(id AS boolean) AS c
FROM cases.flags
ORDER BY id
