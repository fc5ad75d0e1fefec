-- from: redshift
SELECT id, dateadd(day, 3, d) AS a, datediff(day, d, DATE '2024-03-01') AS b, date_trunc('month', ts) AS c, EXTRACT(dow FROM d) AS e, last_day(d) AS f
FROM cases.times
ORDER BY id
