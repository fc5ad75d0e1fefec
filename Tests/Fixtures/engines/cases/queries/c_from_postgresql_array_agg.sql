-- from: postgresql
-- unsupported: spark, redshift
SELECT region, array_agg(id ORDER BY id DESC) AS a FROM cases.sales GROUP BY region ORDER BY region
