-- unsupported: redshift
SELECT id, array_compact(li) AS a, array_compact(ls) AS b FROM cases.lists ORDER BY id
