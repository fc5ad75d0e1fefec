-- unsupported: redshift
SELECT id, explode(li) AS one FROM cases.lists ORDER BY id, one
