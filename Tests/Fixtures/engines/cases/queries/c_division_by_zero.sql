-- unsupported: postgresql
SELECT id, i / nullif(0, 0) AS a, try_cast(s AS int) AS b
FROM cases.nothing
ORDER BY id
