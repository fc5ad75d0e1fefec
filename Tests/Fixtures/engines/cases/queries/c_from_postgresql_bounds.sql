-- from: postgresql
SELECT id, left(s, 2) AS a, substring(s, 2) AS b FROM cases.texts ORDER BY id
