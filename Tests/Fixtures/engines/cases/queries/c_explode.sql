-- unsupported: redshift
SELECT id, one FROM cases.lists LATERAL VIEW explode(li) t AS one ORDER BY id, one
