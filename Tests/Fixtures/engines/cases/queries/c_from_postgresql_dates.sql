-- from: postgresql
SELECT id, d + 1 AS a, d - DATE '2024-01-01' AS b, d + INTERVAL '1 month' AS c, ts + INTERVAL '1 day 2 hours' AS e, date_part('year', ts) AS f, EXTRACT(dow FROM d) AS h, date_trunc('week', ts) AS j
FROM cases.times
ORDER BY id
