-- unsupported: redshift
SELECT id, one FROM cases.lists LATERAL VIEW OUTER explode(ls) t AS one ORDER BY id, one
