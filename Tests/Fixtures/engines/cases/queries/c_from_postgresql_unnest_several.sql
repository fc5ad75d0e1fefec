-- from: postgresql
-- unsupported: redshift, spark
SELECT id, a, b FROM cases.lists CROSS JOIN LATERAL unnest(li, ls) AS u (a, b) ORDER BY id, a, b
