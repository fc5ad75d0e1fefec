-- unsupported: postgresql, redshift
SELECT id, explode(m) AS (k, v) FROM cases.nested ORDER BY id, k
