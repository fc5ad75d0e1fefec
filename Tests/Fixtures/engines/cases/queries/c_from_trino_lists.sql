-- from: trino
-- unsupported: redshift
SELECT id, cardinality(li) AS a, transform(li, x -> x + 1) AS b, contains(li, 3) AS c, element_at(ls, 1) AS e, filter(li, x -> x > 1) AS f
FROM cases.lists
ORDER BY id
