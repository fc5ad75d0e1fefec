-- from: duckdb
SELECT id, i / 2 AS a, i // 2 AS b, i % 3 AS c, x::int AS e, round(d, 1) AS f, d::double / 3 AS h, i::varchar AS j
FROM cases.numbers
WHERE id <> 7
ORDER BY id
