-- from: postgresql
-- unsupported: redshift
SELECT array_agg(i) AS a FROM cases.nothing
