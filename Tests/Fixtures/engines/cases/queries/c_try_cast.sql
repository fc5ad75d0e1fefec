-- unsupported: postgresql
SELECT id, try_cast(s AS int) AS a, try_cast(s AS date) AS b
FROM cases.texts
ORDER BY id
