-- from: postgresql
SELECT DISTINCT ON (region) region, id FROM cases.sales ORDER BY region, id DESC
