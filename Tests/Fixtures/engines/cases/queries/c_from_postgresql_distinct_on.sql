-- from: postgresql
-- unsupported: spark, trino, redshift
SELECT DISTINCT ON (region) region, id FROM cases.sales ORDER BY region, id DESC
