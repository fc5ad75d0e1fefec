-- unsupported: postgresql, redshift
SELECT id, e.k, e.v FROM cases.nested LATERAL VIEW explode(m) e AS k, v ORDER BY id, k
