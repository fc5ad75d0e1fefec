-- from: postgresql
SELECT id, i::text AS a, d::int AS b, x::int AS c, '12'::int AS e, (i / 2)::numeric(10, 2) AS f, i::double precision / 2 AS h, i % 3 AS j
FROM cases.numbers
WHERE id <> 7
ORDER BY id
