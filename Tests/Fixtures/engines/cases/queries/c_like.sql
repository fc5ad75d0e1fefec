SELECT id, s LIKE '%a%' AS a, s LIKE 'H_llo%' AS b, s LIKE '%\\%%' AS c, s NOT LIKE '' AS e, s LIKE '%!_%' ESCAPE '!' AS f, s ILIKE '%WORLD' AS h, s LIKE t AS j
FROM cases.texts
WHERE id <> 8 OR s LIKE '%\\\\ok'
ORDER BY id
