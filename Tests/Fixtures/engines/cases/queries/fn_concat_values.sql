-- from: postgresql
-- unsupported: redshift
SELECT id, concat(s, '-', t) AS a, concat(t, NULL) AS b FROM cases.texts ORDER BY id
