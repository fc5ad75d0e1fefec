-- from: trino
-- unsupported: redshift
SELECT id, date_add('month', 1, d) AS a, date_diff('day', d, DATE '2024-03-01') AS b, date_trunc('month', ts) AS c, day_of_week(d) AS e, d + INTERVAL '1' DAY AS h
FROM cases.times
ORDER BY id
