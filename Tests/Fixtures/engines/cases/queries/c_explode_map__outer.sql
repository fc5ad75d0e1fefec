-- unsupported: postgresql, redshift
SELECT id, k, v + id AS w FROM cases.nested LATERAL VIEW OUTER explode(m) e AS k, v ORDER BY id, k
