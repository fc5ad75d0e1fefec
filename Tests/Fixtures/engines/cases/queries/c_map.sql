-- unsupported: postgresql, redshift
SELECT id, map('a', 1, 'b', id) AS a, m['a'] AS b FROM cases.nested ORDER BY id
