-- from: postgresql
SELECT id, s ~ '^[A-Z]' AS a, substring(s FROM 2 FOR 3) AS b, position('o' IN s) AS c, s || '-' || coalesce(t, '?') AS e, split_part(s, ',', 2) AS f, left(s, 3) AS h, upper(t) AS j, s LIKE '%\%%' AS k
FROM cases.texts
WHERE id <> 5
ORDER BY id
