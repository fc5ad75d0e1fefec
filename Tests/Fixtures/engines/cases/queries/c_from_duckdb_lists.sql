-- from: duckdb
-- unsupported: redshift
SELECT id, li[1] AS a, len(li) AS b, list_transform(li, lambda x: x * 2) AS c, list_contains(ls, 'a') AS e, [1, 2, n] AS f
FROM cases.lists
ORDER BY id
