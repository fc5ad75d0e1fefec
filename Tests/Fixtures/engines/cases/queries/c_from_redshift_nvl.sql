-- from: redshift
SELECT id, nvl(i, 0) AS a, i / 2 AS b, d / 3 AS c, g || '!' AS e, CASE WHEN g ILIKE 'A' THEN 1 ELSE 0 END AS f, len(g) AS h, decode_free AS j
FROM (SELECT *, coalesce(g, 'none') AS decode_free FROM cases.numbers) AS n
ORDER BY id
