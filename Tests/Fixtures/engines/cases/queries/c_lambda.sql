-- unsupported: redshift
SELECT id, transform(filter(li, x -> x > 0), x -> x * n) AS a FROM cases.lists ORDER BY id
