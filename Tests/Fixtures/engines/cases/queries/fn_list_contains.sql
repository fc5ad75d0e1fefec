-- from: duckdb
-- unsupported: redshift
SELECT id, list_contains(li, 3) AS a, list_contains(ls, 'a') AS b, array_contains(ls, 'x') AS c FROM cases.lists ORDER BY id
