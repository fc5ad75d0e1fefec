SELECT id, s || t AS a, s || '-' || n AS b, 'x' || NULL AS c
FROM cases.texts
ORDER BY id
